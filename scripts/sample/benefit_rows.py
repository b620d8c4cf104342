"""The Benefits and Benefit values sheets as one review saw them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sample import values
from sample.model import Record, at, has_values, listed, table
from sample.quarters import first_day, label, last_day, quarter

Row = dict[str, Any]


def benefits(now: int, seed: int) -> list[Row]:
    """One row per benefit listed at quarter `now`."""
    return [_benefit(benefit, now, seed) for benefit in listed_benefits(now)]


_KEPT = (
    "benefit_id",
    "name",
    "project_id",
    "kind",
    "owner",
    "objective_id",
    "measure_id",
    "change",
    "confidence",
    "overlap_group",
    "currency",
)
_RANK = ("claimed", "measured", "confirmed")


def _benefit(benefit: Record, now: int, seed: int) -> Row:
    row: Row = {name: benefit[name] for name in _KEPT}
    row["rag"] = at(benefit["rag"], now)
    row["next_measure_on"] = last_day(now) + timedelta(days=31)
    if not has_values(benefit):
        return row | {"evidence": "measured"}
    proofs = [str(line["evidence"]) for line in values.arrived(benefit, now, seed) if line["amount"]]
    start = quarter(benefit["start"])
    return row | {
        "start": first_day(start),
        "full_value_on": first_day(start + 2),
        "end": last_day(start + int(benefit["quarters"]) - 1),
        "annual_value": int(benefit["full"]) * 4000,
        "evidence": max(proofs, key=_RANK.index) if proofs else "" if benefit["arrived"] == "none" else "forecast",
    }


def listed_benefits(now: int) -> list[Record]:
    """Benefits of the projects that stand in the workbook of quarter `now`."""
    ids = {project["project_id"] for project in table("projects") if listed(project, now)}
    return [b for b in table("benefits") if listed(b, now) and b["project_id"].split(":")[0] in ids]


def benefit_values(now: int, seed: int) -> list[Row]:
    """One row per benefit, quarter and stream."""
    lines = [line for benefit in listed_benefits(now) for line in values.lines(benefit, now, seed)]
    return [{**line, "period": label(line["when"])} for line in lines]  # type: ignore[arg-type]
