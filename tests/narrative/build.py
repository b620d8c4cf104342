"""Hand-made figure sets for the tests of the narrative: a few lines per portfolio, no store, no files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from value_model.figures.figure import PORTFOLIO, Context, Coverage, Figure, FigureSet, Input

AS_OF = date(2026, 9, 30)
COMPARED = date(2026, 6, 30)
UNITS = {
    "fraction": (
        "realization.", "evidence.confirmed_share", "roi.", "benefits.at_risk_share", "fit.unlinked_share", "fit.top_priority_share",
        "fit.objectives_covered", "fit.share", "fit.weight", "delivery.index", "value.top_share", "value.run_cost_share",
        "choice.mandatory_share", "data.coverage_spend", "forecast.back_loaded", "pmo.outcome_coverage", "outcome.attainment",
        "npv.forecast.chance",
    ),
    "score": ("fit.index", "fit.score"),
    "points": ("fit.gap",),
    "ratio": ("bcr.",),
    "months": ("payback.plan", "payback.forecast"),
    "days": ("pmo.decision_days", "data.freshness_days"),
    "date": ("payback.date",),
    "count": (
        "data.projects", "data.complete_projects", "data.errors", "data.warnings", "data.stale", "fit.rank",
        "fit.objectives_without_benefits", "forecast.cuts_in_row", "asks.", "delivery.status_conflict", "delivery.red_undecided",
        "delivery.green", "delivery.rated", "delivery.late_value_on_track", "pmo.forecasts_landed",
        "forecast.back_loaded.quarters", "delivery.on_time",
    ),
}  # fmt: skip
MONEY = (
    "forecast.cuts_in_row.amount", "delivery.on_time_value_missing", "delivery.status_conflict.amount",
    "delivery.red_undecided.amount", "fit.unlinked", "fit.benefits", "fit.objectives_without_benefits.approved",
)  # fmt: skip


def unit_of(figure_id: str) -> str:
    """The unit `figures.md` gives an id; money unless listed."""
    if figure_id.endswith(".count") or figure_id == "forecast.back_loaded.quarters":
        return "count"
    if figure_id in MONEY or figure_id.startswith("delivery.on_time_value_missing"):
        return "money"
    return next((unit for unit, starts in UNITS.items() if figure_id.startswith(starts)), "money")


def figure(ref: str, value: Any, *, coverage: Coverage | None = None, inputs: tuple[Input, ...] = (), reason: str | None = None) -> Figure:
    """A figure from `id` or `id@scope`; None as value stands for one that cannot be stated."""
    figure_id, _, scope = ref.partition("@")
    why = (reason or "not_recorded") if value is None else None
    return Figure(figure_id, scope or PORTFOLIO, value, unit_of(figure_id), reason=why, as_of=AS_OF, coverage=coverage, inputs=inputs)


def figures(
    values: Mapping[str, Any],
    *,
    names: Mapping[str, str] | None = None,
    compared: FigureSet | None = None,
    extra: tuple[Figure, ...] = (),
    currency: str = "USD",
    scope: str = PORTFOLIO,
    state: str = "published",
    fiscal_year_start: int = 1,
    as_of: date = AS_OF,
    settings: Mapping[str, str] | None = None,
) -> FigureSet:
    """A figure set from values by reference; `extra` holds figures that need more than a value."""
    made = [figure(ref, value) for ref, value in values.items()] + list(extra)
    context = Context(
        portfolio="Enterprise portfolio",
        currency=currency,
        as_of=as_of,
        snapshot="s8",
        label="Q3",
        state=state,  # type: ignore[arg-type]
        hash="0" * 64,
        compared="s7" if compared else None,
        compared_as_of=compared.context.as_of if compared else None,
        fiscal_year_start=fiscal_year_start,
        settings=settings or {},
    )
    return FigureSet(context, {(f.id, f.scope): f for f in made}, names or {}, compared, scope)


def earlier(values: Mapping[str, Any], *, names: Mapping[str, str] | None = None, as_of: date = COMPARED) -> FigureSet:
    """The compared snapshot."""
    return figures(values, names=names, as_of=as_of)


def changed(base: FigureSet, **changes: Any) -> FigureSet:
    return replace(base, **changes)
