"""The charts of the Risk page: delivery beside value, and how forecasts moved over the reviews."""

from __future__ import annotations

from value_model.charts import history as history_chart
from value_model.charts import quadrant
from value_model.charts.drawing import Drawing
from value_model.charts.history import Line
from value_model.exports.source import Source
from value_model.exports.writers import words
from value_model.figures.history import Reviewed, history

ON_TIME, ON_TRACK = "delivery.on_time", "delivery.value_on_track"  # the policy's limits, as fractions
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
    writers = words(source.currency, [project.approved for project in found])
    return quadrant.draw(found, cuts, title=title, words=writers, look=source.look, height=source.height or None, width=source.width)


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
