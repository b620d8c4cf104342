"""Value claimed twice, and spend that serves no objective."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from value_model.contract import Finding, Import, Row
from value_model.ingest.checks.place import finding
from value_model.ingest.checks.values import by_owner


def overlapping(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001 - one signature for every check
    """Yield a warning per group of benefits that claim the same saving."""
    groups = by_owner([row for row in found.rows("benefits") if row.values.get("overlap_group")], "overlap_group")
    for group, rows in groups.items():
        if len(rows) > 1:
            names = ", ".join(str(row.values.get("benefit_id")) for row in rows)
            yield finding(found, rows[1], "warning", "double-claim", f'{names} claim the same saving ("{group}"); it is counted once.',
                          "Agree who claims it.", "overlap_group")  # fmt: skip


def without_objective(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a warning per project with spend and no objective, where objectives are recorded at all."""
    if not found.rows("contributions"):
        return
    linked = {row.values.get("project_id") for row in found.rows("contributions") if (row.values.get("contribution") or 0) > 0}  # type: ignore[operator]
    spending = {row.values.get("project_id") for row in found.rows("costs")}
    for row in found.rows("projects"):
        project = row.values.get("project_id")
        if project not in linked and (project in spending or _has_cost(row)):
            yield finding(found, row, "warning", "spend-without-objective", f"{row.values.get('name')} spends and contributes to no objective.",
                          "Add a row to the Contributions sheet.", "project_id")  # fmt: skip


def _has_cost(row: Row) -> bool:
    return any(isinstance(value := row.values.get(name), Decimal) and value > 0 for name in ("budget", "forecast_cost", "cost_to_date"))
