"""Settings that contradict one another, and those that no figure applies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from value_model.contract import Finding, Import
from value_model.ingest.checks.place import finding

REAL_RATES = "green_book_"  # the published schedules of the Green Book are rates without inflation


def rate_of_another_basis(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001 - one signature for every check
    """Yield an error where nominal prices are given a published schedule of real rates."""
    schedule = found.settings.get("discount_rate", "")
    if not schedule.startswith(REAL_RATES) or found.settings.get("price_basis") != "nominal":
        return
    for row in found.rows("settings"):
        if row.values.get("key") == "discount_rate":
            yield finding(found, row, "error", "mixed-price-basis", f'"{schedule}" is a schedule of real rates, and price_basis is "nominal".',
                          'Give amounts at constant prices (price_basis "real"), or a nominal rate such as 0.07.', "value")  # fmt: skip


def horizon_without_effect(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a warning where a horizon is stated: benefits count for as long as values are given."""
    for row in found.rows("settings"):
        if row.values.get("key") == "horizon_months":
            yield finding(found, row, "warning", "setting-without-effect", "horizon_months is kept, but no figure ends there: all benefit values count.",
                          "Leave benefit values after the horizon out of the sheet.", "value")  # fmt: skip
