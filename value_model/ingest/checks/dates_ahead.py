"""Days that cannot be: something done after the as-of date, and benefits that arrive before their project begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from value_model.contract import Finding, Import, Row
from value_model.ingest.checks.place import finding
from value_model.records import column, where

_DONE = (("projects", "actual_finish", "name"), ("milestones", "actual_on", "name"))


def done_after(found: Import, as_of: date | None) -> Iterator[Finding]:
    """Yield a warning for each actual date after the as-of date."""
    for table, field, name in _DONE if as_of else ():
        rows = found.rows(table)
        for at in where(rows, field, lambda when: isinstance(when, date) and as_of is not None and when > as_of):
            row = rows[at]
            yield finding(found, row, "warning", "actual-after-as-of", f"{row.values.get(name)}: {field} {row.values[field]} lies after the as-of date "
                          f"{as_of}; it is kept.", "Correct the date or the as-of date, or give it as a forecast.", field)  # fmt: skip


def benefits_before_projects(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001 - one signature for every check
    """Yield a warning per benefit that starts, or has actual amounts, before any of its projects has begun."""
    begun = _first_starts(found)
    for row in found.rows("benefits"):
        start, project = row.values.get("start"), begun.get(row.values.get("benefit_id"))
        if isinstance(start, date) and project and start < project:
            yield _early(found, row, f"its start {start}", project, "start")
    seen: set[object] = set()
    for row in found.rows("benefit_values"):
        name, month = row.values.get("benefit_id"), row.values.get("period")
        project = begun.get(name)
        early = isinstance(month, date) and project is not None and month < project.replace(day=1)
        if early and row.values.get("stream") == "actual" and row.values.get("amount") and name not in seen:
            seen.add(name)
            yield _early(found, row, f"an actual amount in {month:%Y-%m}", project, "period")


def _early(found: Import, row: Row, what: str, project: date | None, field: str) -> Finding:
    return finding(found, row, "warning", "benefit-before-project", f"{row.values.get('benefit_id')}: {what} lies before the start of its project on "
                   f"{project}; it is kept.", "Correct one of the two.", field)  # fmt: skip


def _first_starts(found: Import) -> dict[object, date]:
    """The day on which the first project of each benefit begins; benefits of a project without a start are left out."""
    if not found.rows("benefit_shares"):
        return {}
    projects = found.rows("projects")
    starts = dict(zip(column(projects, "project_id"), column(projects, "start"), strict=True))
    by_benefit: dict[object, list[object]] = defaultdict(list)
    for row in found.rows("benefit_shares"):
        by_benefit[row.values.get("benefit_id")].append(starts.get(row.values.get("project_id")))
    return {
        benefit: min(day for day in days if isinstance(day, date))
        for benefit, days in by_benefit.items()
        if all(isinstance(day, date) for day in days)
    }
