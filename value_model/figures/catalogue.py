"""Every id of `figures.md`, in the order of that page."""

from __future__ import annotations

from value_model.figures.definition import Definition
from value_model.figures.groups import (
    appraised,
    benefits,
    chances,
    change,
    change_npv,
    choice,
    cost,
    data,
    decisions,
    delivery,
    evidence,
    exposure,
    fit,
    office,
    optimism,
    outcome,
    outlook,
    outside,
    realization,
    returns,
    risk,
    scoring,
    spread,
    status,
    swings,
)

CATALOGUE: tuple[Definition, ...] = (
    *cost.DEFINITIONS,
    *benefits.DEFINITIONS,
    *realization.DEFINITIONS,
    *evidence.DEFINITIONS,
    *returns.DEFINITIONS,
    *appraised.DEFINITIONS,
    *spread.DEFINITIONS,
    *swings.DEFINITIONS,
    *outside.DEFINITIONS,
    *optimism.DEFINITIONS,
    *risk.DEFINITIONS,
    *exposure.DEFINITIONS,
    *outlook.DEFINITIONS,
    *chances.DEFINITIONS,
    *fit.DEFINITIONS,
    *scoring.DEFINITIONS,
    *outcome.DEFINITIONS,
    *delivery.DEFINITIONS,
    *status.DEFINITIONS,
    *change.DEFINITIONS,
    *change_npv.DEFINITIONS,
    *choice.DEFINITIONS,
    *decisions.DEFINITIONS,
    *office.DEFINITIONS,
    *data.DEFINITIONS,
)


def definition(figure_id: str) -> Definition | None:
    """The definition of an id, or of the pattern it follows (`gap.by_reason:adoption`)."""
    return BY_ID.get(figure_id) or BY_BASE.get(figure_id.partition(":")[0])


BY_ID = {entry.id: entry for entry in CATALOGUE}
BY_BASE = {entry.base: entry for entry in CATALOGUE if entry.make_keyed}
