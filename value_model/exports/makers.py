"""How each chart of a review is made of recorded figures; one function per chart, None where there is nothing to draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from value_model import figures as figure_room
from value_model.charts import dumbbell, quadrant, scurve, waterfall
from value_model.charts.drawing import Drawing, Look
from value_model.charts.dumbbell import Objective
from value_model.charts.scurve import Totals
from value_model.charts.waterfall import Step, Total
from value_model.exports.writers import day, unit, words
from value_model.figures import FigureSet
from value_model.narrative import format as forms
from value_model.store import Snapshot, Store

TOTALS: Mapping[str, str] = {
    "plan": "benefits.plan", "forecast": "benefits.forecast", "realized": "benefits.realized",
    "plan_to_date": "benefits.plan_to_date", "low": "benefits.forecast.p10", "high": "benefits.forecast.p90",
}  # fmt: skip
GAP, CHANGE = "gap.by_reason:", "change."
UNRECORDED = "No reason recorded"
STEPS: Mapping[str, str] = {
    "method": "Method", "added": "New projects", "removed": "Removed projects", "replanned": "Re-planned",
    "amount": "Raised or cut", "timing": "Timing", "actuals": "Actuals", "fx": "Exchange rates",
}  # fmt: skip
SHARE_GAP = "pattern.C1.points"  # the policy's limits, as fractions
ON_TIME, ON_TRACK = "delivery.on_time", "delivery.value_on_track"
NO_OBJECTIVE = "No objective"


@dataclass(frozen=True)
class Source:
    """What a chart is made of, at which scope and with which look; `height` in px at scale 1, `setting` asks the policy."""

    store: Store
    snapshot: Snapshot
    figures: FigureSet
    look: Look
    height: int
    setting: Callable[[str], float]
    scope: str = figure_room.PORTFOLIO

    def value(self, ref: str) -> float | None:
        return self.figures.value(ref, self.scope)

    @property
    def currency(self) -> str:
        return self.figures.context.currency


def totals(figures: FigureSet, scope: str) -> Totals:
    """Return the recorded figures that the labels of the S-curve state."""
    return Totals(**{name: figures.value(figure, scope) for name, figure in TOTALS.items()})


def s_curve(source: Source, title: str) -> Drawing | None:
    """Return the S-curve of a scope; None where no amount has a date."""
    curve = figure_room.curve(source.store, source.snapshot.id, source.scope, source.figures.context.only)
    if curve.is_empty:
        return None
    stated = totals(source.figures, source.scope)
    writers = words(source.currency, [stated.plan, stated.forecast, stated.realized])
    points = scurve.points_of(curve, stated)
    return scurve.draw(points, stated, as_of=curve.as_of, title=title, words=writers, look=source.look, height=source.height)


def benefit_waterfall(source: Source, title: str) -> Drawing | None:
    """Return the steps from planned to realized benefits by recorded reason, cuts first, largest first."""
    plan, realized = source.value("benefits.plan_to_date"), source.value("benefits.realized")
    if plan is None or realized is None or plan <= 0:
        return None
    known: Mapping[str, str] = forms.style(source.currency).language["gap_reasons"]
    ids = [figure.id for figure in source.figures if figure.id.startswith(GAP) and figure.scope == source.scope]
    moves = sorted(_steps(source, ids, GAP, lambda key: str(known.get(key, UNRECORDED))), key=lambda step: (step.amount > 0, step.amount))
    subtitle = f"Benefits to {day(source.figures.context.as_of)}, {unit(source.currency, [plan, realized])}."
    return waterfall.draw(
        Total("Planned to date", plan, "plan"), moves,
        Total("Realized to date", realized, "realized", source.value("evidence.confirmed")), title=title,
        subtitle=f"{subtitle} Outline = plan, solid = confirmed by finance, tint = reported only", words=words(source.currency, [plan, realized]),
        look=source.look, other="Smaller reasons", heading="Reason", height=source.height,
    )  # fmt: skip


def benefit_bridge(source: Source, title: str) -> Drawing | None:
    """Return the steps of change of forecast benefits, in their fixed order; None with one snapshot."""
    change, since = source.value("change.benefits"), source.figures.context.compared_as_of
    if change is None or since is None:
        return None
    moves = list(_steps(source, [CHANGE + key for key in STEPS], CHANGE, lambda key: STEPS[key]))
    amounts = [change, *(move.amount for move in moves)]
    return waterfall.draw(
        None, moves, Total("Net change", change, "change"), title=title,
        subtitle=f"Change of forecast benefits since {day(since)}, {unit(source.currency, amounts)}, by step",
        words=words(source.currency, amounts), look=source.look, height=source.height,
    )  # fmt: skip


def _steps(source: Source, ids: Iterable[str], start: str, name: Callable[[str], str]) -> Iterable[Step]:
    for ref in ids:
        amount = source.value(ref)
        if amount:
            yield Step(ref.removeprefix(start), name(ref.removeprefix(start)), amount)


def spend_beside_weight(source: Source, title: str) -> Drawing | None:
    """Return share of spend beside weight, by objective, highest weight first; spend without one last."""
    rows = [row for scope in _by_weight(source.figures) if (row := _objective(source.figures, scope))]
    approved, unlinked = source.value("cost.approved"), source.value("fit.unlinked_share")
    if not rows:
        return None
    rows += [Objective(NO_OBJECTIVE, None, unlinked, 0.0, 100 * unlinked, source.value("fit.unlinked"))] if unlinked else []
    to, writers = forms.style(source.currency), words(source.currency, [row.spend for row in rows])
    of = f"Share of the {writers.money(approved)} approved" if approved else "Share of approved spend"
    return dumbbell.draw(
        rows, limit=100 * source.setting(SHARE_GAP), title=title,
        subtitle=f"{of} beside board weight, by objective. Dot = share of spend, diamond = weight",
        points=lambda gap: forms.points(gap, to, form="signed_short"), words=writers, look=source.look,
    )  # fmt: skip


def _by_weight(figures: FigureSet) -> list[str]:
    return sorted(figures.scopes("objective"), key=lambda scope: -(figures.value("fit.weight", scope) or 0.0))


def _objective(figures: FigureSet, scope: str) -> Objective | None:
    share, weight, gap = (figures.value(name, scope) for name in ("fit.share", "fit.weight", "fit.gap"))
    if share is None or weight is None or gap is None:
        return None
    rank = figures.value("fit.rank", scope)
    return Objective(figures.name(scope), int(rank) if rank else None, share, weight, gap, figures.value("cost.approved", scope))


def delivery_beside_value(source: Source, title: str) -> Drawing | None:
    """Return each project with its delivery and its forecast as part of approved benefits, cut by the policy's limits."""
    figures, found = source.figures, []
    for scope in figures.scopes("project"):
        index, forecast, plan = (figures.value(name, scope) for name in ("delivery.index", "benefits.forecast", "benefits.plan"))
        if index is not None and forecast is not None and plan is not None and plan > 0:
            found.append(quadrant.Project(scope, figures.name(scope), index, forecast, plan))
    if not found:
        return None
    cuts = quadrant.Cuts(float(source.setting(ON_TIME)), float(source.setting(ON_TRACK)))
    writers = words(source.currency, [project.approved for project in found])
    return quadrant.draw(found, cuts, title=title, words=writers, look=source.look, height=source.height)
