"""The Fit page: share of spend beside the weight of each objective, and the projects that spend it."""

from __future__ import annotations

from dataclasses import replace

from pages.components import listing, wording
from pages.components.page_scene import PageScene, heading, told
from value_model.charts import dumbbell, grid
from value_model.charts.drawing import Drawing, Look
from value_model.charts.dumbbell import Objective
from value_model.exports import joined
from value_model.exports.makers import Source
from value_model.figures.figure import FigureSet
from value_model.figures.spending import UNLINKED, spending
from value_model.narrative import format as forms
from value_model.narrative.sentence import Story
from value_model.policy import Policy
from value_model.store import Snapshot, Store

MOST = {False: 20, True: 12}  # projects in the grid, by compact
NO_OBJECTIVE = "No objective"
MISSING = 'No objective is linked to a project. The sheets "Objectives" and "Contributions" would supply the links, "Projects" the spend.'
EQUAL = "The data gives no weights, so all objectives weigh the same."


def make(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> PageScene:
    """Return the Fit page of a snapshot."""
    base = told("fit", store, figures, policy, snapshot)
    source = Source(store, snapshot, figures, look, 0, lambda key: float(policy[key]), scope)
    said = base.story.chart_titles.get("ribbons")
    charts = {
        "dumbbell": _dumbbell(figures, policy, base.story, look),
        "ribbons": joined.spend_ribbons(source, heading(base.story, "ribbons", "Where spend goes"), said),
        "objective_grid": _grid(store, figures, base.story, look),
    }
    return replace(base, charts={name: drawn for name, drawn in charts.items() if drawn}, unsaid=dict.fromkeys(charts, MISSING))


def ordered(figures: FigureSet) -> list[str]:
    """Return the scopes of objectives by weight, largest first, then by name."""
    return sorted(figures.scopes("objective"), key=lambda scope: -(figures.value("fit.weight", scope) or 0.0))


def objectives(figures: FigureSet) -> list[Objective]:
    """Return the rows of the dumbbell; spend without an objective is the last, with a weight of zero."""
    found = []
    for scope in ordered(figures):
        share, weight, gap = (figures.value(name, scope) for name in ("fit.share", "fit.weight", "fit.gap"))
        if share is not None and weight is not None and gap is not None:
            rank = figures.value("fit.rank", scope)
            found.append(
                Objective(figures.name(scope), int(rank) if rank else None, share, weight, gap, figures.value("cost.approved", scope))
            )
    unlinked = figures.value("fit.unlinked_share")
    if found and unlinked:
        found.append(Objective(NO_OBJECTIVE, None, unlinked, 0.0, 100 * unlinked, figures.value("fit.unlinked")))
    return found


def _dumbbell(figures: FigureSet, policy: Policy, story: Story, look: Look) -> Drawing | None:
    found = objectives(figures)
    if not found:
        return None
    to = forms.style(figures.context.currency)
    approved = figures.value("cost.approved")
    words = wording.words(figures.context.currency, [o.spend for o in found])
    of = f"Share of the {words.money(approved)} approved" if approved else "Share of approved spend"
    ranked = "" if any(o.rank for o in found) else f" {EQUAL}"
    return dumbbell.draw(
        found, limit=100 * float(policy["pattern.C1.points"]), title=heading(story, "dumbbell", "Share of spend beside weight"),
        subtitle=f"{of} beside board weight, by objective, highest weight first.{ranked} Dot = share of spend, diamond = weight",
        points=lambda gap: forms.points(gap, to, form="signed_short"), words=words, look=look,
    )  # fmt: skip


def _grid(store: Store, figures: FigureSet, story: Story, look: Look) -> Drawing | None:
    columns = {scope: figures.name(scope) for scope in ordered(figures)}
    spent = spending(store, figures)
    if not columns or not spent:
        return None
    names, to = listing.names(figures), forms.style(figures.context.currency)
    linked = [one for one in spent if UNLINKED not in one.by_objective]
    shown = spent[: MOST[look.compact]]
    columns |= {UNLINKED: NO_OBJECTIVE} if len(linked) < len(spent) else {}
    totals = {scope: figures.value("fit.share", scope) or 0.0 for scope in columns if scope} | {
        UNLINKED: figures.value("fit.unlinked_share") or 0.0
    }
    part = "" if len(shown) == len(spent) else f" The {len(shown)} largest of {len(spent)} projects."
    return grid.draw(
        [grid.Row(names[one.scope], one.share, one.by_objective) for one in shown], columns, totals,
        title=heading(story, "objective_grid", "Share of spend by objective and project"),
        subtitle=f"Share of all approved spend, by project and objective; stronger is more.{part}" + _numbered(look),
        percent=lambda share: forms.percent(share, to, form="table"), look=look,
    )  # fmt: skip


def _numbered(look: Look) -> str:
    return " Columns are the objectives in the order above." if look.compact else ""
