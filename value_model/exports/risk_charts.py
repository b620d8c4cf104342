"""The charts of the Risk page: delivery beside value, and how forecasts moved over the reviews."""

from __future__ import annotations

from value_model.charts import history as history_chart
from value_model.charts import quadrant, tornado
from value_model.charts.drawing import Drawing
from value_model.charts.history import Line
from value_model.exports.source import Source
from value_model.exports.writers import unit, words
from value_model.figures.history import Reviewed, history
from value_model.narrative.outlooks import TOTALS, subject, widest
from value_model.narrative.page_words import say

ON_TIME, ON_TRACK = "delivery.on_time", "delivery.value_on_track"  # the policy's limits, as fractions
TITLED = ("delivery.on_time_value_missing", "delivery.on_time_value_missing.approved")  # in the title where on-time projects miss value
REVIEWS = 8


def placed(source: Source) -> list[quadrant.Project]:
    """Return the projects with a delivery index and both benefits, the approved ones above zero."""
    found = []
    for scope, name in source.projects().items():
        index, forecast, plan = (source.figures.value(figure, scope) for figure in ("delivery.index", "benefits.forecast", "benefits.plan"))
        if index is not None and forecast is not None and plan is not None and plan > 0:
            found.append(quadrant.Project(scope, name, index, forecast, plan))
    return found


def delivery_beside_value(source: Source, title: str) -> Drawing | None:
    """Return each project with its delivery and its forecast as part of approved benefits, cut by the policy's limits."""
    found = placed(source)
    if not found:
        return None
    cuts = quadrant.Cuts(float(source.setting(ON_TIME)), float(source.setting(ON_TRACK)))
    writers = words(source.currency, _stated(source, found, cuts))
    return quadrant.draw(found, cuts, title=title, words=writers, look=source.look, height=source.height or None, width=source.width)


def _stated(source: Source, found: list[quadrant.Project], cuts: quadrant.Cuts) -> list[float]:
    """The amounts that give the words of the corners their unit: those of the title, for one of them is a corner's too, else the largest."""
    titled = [source.figures.value(figure) for figure in TITLED] if source.said and source.said.pattern == "E1" else []
    known = [amount for amount in titled if amount is not None]
    return known or [max(quadrant.approved_by_corner(found, cuts).values())]


def forecast_history(source: Source, title: str) -> Drawing | None:
    """Return the forecasts that fell, one small chart a project; None with one review, or where none fell."""
    reviews = history(source.store, source.snapshot.id)[-REVIEWS:]
    if len(reviews) < 2:
        return None
    lines = [line for scope, name in source.projects().items() if (line := _line(scope, name, reviews)).fall > 0]
    if not lines:
        return None
    lines.sort(key=lambda line: (-line.fall, line.name))
    return history_chart.draw(
        lines, [review.as_of for review in reviews], title=title, words=words(source.currency), look=source.look,
        of=len(source.figures.scopes("project")),
    )  # fmt: skip


def _line(scope: str, name: str, reviews: list[Reviewed]) -> Line:
    seen = [review.projects.get(scope) for review in reviews]
    forecasts, approved = ([None if one is None else getattr(one, what) for one in seen] for what in ("forecast", "approved"))
    return Line(name, tuple(forecasts), tuple(approved), scope)


def swings(source: Source, title: str) -> Drawing | None:
    """Return what each of the widest amounts moves at its low and high case; None where nothing has cases."""
    total, keys = widest(source.figures)
    if not keys:
        return None
    found = _swings(source, total, keys)
    amounts = [amount for one in found for amount in (one.low, one.high)]
    first = source.figures[f"{total}.if_low:{keys[0]}"]
    return tornado.draw(
        found, title=title, subtitle=say(f"drawn.swings_{TOTALS[total]}", unit=unit(source.currency, amounts)),
        words=words(source.currency, amounts), look=source.look, of=first.coverage.of if first.coverage else len(found),
    )  # fmt: skip


def _swings(source: Source, total: str, keys: list[str]) -> list[tornado.Swing]:
    figures, wanted = source.figures, {scope.partition(":")[2] for _, scope in map(subject, keys)}
    held: dict[str, str] = {}
    for row in source.store.rows("benefit_shares", source.snapshot.id):
        if row["benefit_id"] in wanted and row["project_id"]:
            held.setdefault(row["benefit_id"], f"project:{row['project_id']}")
    found = []
    for key in keys:
        kind, scope = subject(key)
        project = scope if kind == "cost" else held.get(scope.partition(":")[2], "")
        name = figures.name(scope) if kind == "benefit" else say("drawn.swing_cost", name=figures.name(scope))
        low, high = (figures.value(f"{total}.if_{case}:{key}") or 0.0 for case in ("low", "high"))
        found.append(tornado.Swing(project, name, figures.name(project) if project else "", low, high))
    return found
