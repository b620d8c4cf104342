"""Why the forecast net present value moved since the compared snapshot."""

from __future__ import annotations

from collections.abc import Sequence

from value_model.figures.definition import WITH_PROJECTS, Answer, Definition, Make
from value_model.figures.facts import Facts, Row
from value_model.figures.flows import ordinal
from value_model.figures.groups.appraised import appraisal
from value_model.figures.npv_bridge import STEPS, Line, NpvBridge, Source

SOURCE = "ours: the additive bridge between two snapshots; calc metric snapshot_bridge"


def _sources(facts: Facts) -> dict[str, Source]:
    sums, flows = facts.book.sums, facts.book.flows
    return {key: (flows.get(f"project:{key}"), sums.get(f"project:{key}", {}).get("plan_later")) for key in facts.members.ids}


def _fx(facts: Facts) -> dict[str, Line]:
    rows: dict[str, list[Row]] = {}
    for row in facts.book.compared.fx if facts.book.compared else ():
        rows.setdefault(row["project_id"], []).append(row)
    return {
        key: Line(_months(own, "benefit"), _months(own, "cost"), sum(float(row["plan"] or 0) for row in own)) for key, own in rows.items()
    }


def _months(rows: Sequence[Row], column: str) -> dict[int, float]:
    return {ordinal(row["period"]): float(row[column]) for row in rows if row[column]}


def _bridge(facts: Facts, before: Facts) -> NpvBridge:
    if "npv_bridge" not in facts.shared:
        kept = facts.book.compared.kept.get(("npv.forecast", facts.scope)) if facts.book.compared else None
        facts.shared["npv_bridge"] = NpvBridge(
            appraisal(before, "forecast"), appraisal(facts, "forecast"), _sources(before), _sources(facts), max(facts.book.ended_months, before.book.ended_months), _fx(facts), kept,
        )  # fmt: skip
    found: NpvBridge = facts.shared["npv_bridge"]
    return found


def _make(step: str | None) -> Make:
    def make(facts: Facts) -> Answer:
        """What moved, or one step of it.

        Undefined as ``one_snapshot``, ``no_rate``, ``rate_out_of_range``, ``no_profile``, ``no_cost``, ``no_benefit`` and ``no_forecast``.
        """
        if facts.before is None:
            return Answer(None, "one_snapshot")
        return _bridge(facts, facts.before).answer(step)

    return make


WORDS = {
    "method": "the old data under the new rate and valuation month, less the old result as published",
    "removed": "− worth of projects no longer listed",
    "added": "+ worth of new projects",
    "replanned": "benefit amounts to come that the approved plan changed as well",
    "cost": "− change of cost amounts, spent and to come",
    "amount": "the rest: benefit amounts to come, raised or cut",
    "timing": "the same amounts at other months",
    "actuals": "actual less forecast benefits of the months ended since, and restated months",
    "fx": "amounts of now × change of exchange rates",
}
DEFINITIONS = (
    Definition("change.npv", "money", "npv.forecast − that of the compared snapshot", _make(None), "up", "forecast", SOURCE,
               "snapshot_bridge/1", WITH_PROJECTS, ("npv.forecast",)),
    *(
        Definition(f"change.npv.{name}", "money", f"step of change.npv: {WORDS[name]}", _make(name), "up", "forecast", SOURCE,
                   "snapshot_bridge/1", WITH_PROJECTS, ("change.npv",))
        for name in STEPS
    ),
    Definition("change.npv.rounding", "money", "change.npv − Σ steps: must be 0", _make("rounding"), "none", "forecast", SOURCE,
               "snapshot_bridge/1", WITH_PROJECTS, ("change.npv",)),
)  # fmt: skip
