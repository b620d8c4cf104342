"""The charts of the Fit page: share of spend beside weight by objective, and the projects that spend it."""

from __future__ import annotations

from value_model.charts import dumbbell, grid
from value_model.charts.drawing import Drawing, said
from value_model.charts.dumbbell import Objective
from value_model.exports.source import NO_OBJECTIVE, Source
from value_model.exports.writers import words
from value_model.figures import FigureSet
from value_model.figures.spending import UNLINKED, Spending, spending
from value_model.narrative import format as forms
from value_model.narrative.page_words import say

MOST = {False: 20, True: 12}  # projects in the grid, by compact
SHARE_GAP = "pattern.C1.points"  # the policy's limit, as a fraction


def by_weight(figures: FigureSet) -> list[str]:
    """Return the scopes of objectives by weight, largest first, then by name."""
    return sorted(figures.scopes("objective"), key=lambda scope: -(figures.value("fit.weight", scope) or 0.0))


def _objective(figures: FigureSet, scope: str) -> Objective | None:
    share, weight, gap = (figures.value(name, scope) for name in ("fit.share", "fit.weight", "fit.gap"))
    if share is None or weight is None or gap is None:
        return None
    rank = figures.value("fit.rank", scope)
    return Objective(figures.name(scope), int(rank) if rank else None, share, weight, gap, figures.value("cost.approved", scope), scope)


def spend_beside_weight(source: Source, title: str) -> Drawing | None:
    """Return share of spend beside weight, by objective, highest weight first; spend without one last, with a weight of zero."""
    rows = [row for scope in by_weight(source.figures) if (row := _objective(source.figures, scope))]
    approved, unlinked = source.value("cost.approved"), source.value("fit.unlinked_share")
    if not rows:
        return None
    rows += (
        [Objective(say("drawn.no_objective"), None, unlinked, 0.0, 100 * unlinked, source.value("fit.unlinked"), NO_OBJECTIVE)]
        if unlinked
        else []
    )
    to, writers = forms.style(source.currency), words(source.currency, [row.spend for row in rows])
    of = "dumbbell_subtitle_of" if approved else "dumbbell_subtitle"
    subtitle = say(f"drawn.{of}", approved=writers.money(approved or 0))
    return dumbbell.draw(
        rows, limit=100 * source.setting(SHARE_GAP), title=title,
        subtitle=subtitle if any(row.rank for row in rows) else f"{said(subtitle)} {say('drawn.dumbbell_equal')}",
        points=lambda gap: forms.points(gap, to, form="signed_short"), words=writers, look=source.look,
    )  # fmt: skip


def objective_grid(source: Source, title: str) -> Drawing | None:
    """Return the share of all approved spend by project and objective, largest projects first."""
    spent = spending(source.store, source.figures)
    columns = _columns(source, spent)
    if not columns or not spent:
        return None
    names, to, shown = source.projects(), forms.style(source.currency), spent[: MOST[source.look.compact]]
    columns |= {UNLINKED: say("drawn.no_objective")} if any(UNLINKED in one.by_objective for one in spent) else {}
    return grid.draw(
        [grid.Row(names[one.scope], one.share, one.by_objective, one.scope) for one in shown], columns, _shares(source, columns), title=title,
        subtitle=say("drawn.grid_subtitle") + _part(source, shown, spent), words=words(source.currency),
        percent=lambda share: forms.percent(share, to, form="table"), look=source.look,
    )  # fmt: skip


def _columns(source: Source, spent: list[Spending]) -> dict[str, str]:
    """The objectives that have a weight or take spend: one that only a benefit names has no column."""
    known = (scope for scope in by_weight(source.figures) if source.figures.value("fit.weight", scope) is not None)
    taking = (scope for scope in by_weight(source.figures) if any(scope in one.by_objective for one in spent))
    return {scope: source.figures.name(scope) for scope in dict.fromkeys((*known, *taking))}


def _shares(source: Source, columns: dict[str, str]) -> dict[str, float]:
    """The share of all spend of each column that has one."""
    linked = {scope: source.figures.value("fit.share", scope) for scope in columns if scope != UNLINKED}
    found = linked | {UNLINKED: source.value("fit.unlinked_share")}
    return {scope: share for scope, share in found.items() if share is not None}


def _part(source: Source, shown: list[Spending], spent: list[Spending]) -> str:
    part = "" if len(shown) == len(spent) else " " + say("drawn.grid_part", k=len(shown), n=len(spent))
    return part + (" " + say("drawn.grid_numbers") if source.look.compact else "")
