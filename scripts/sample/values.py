"""Benefit values by quarter: approved, arrived with their proof and reason, and still expected."""

from __future__ import annotations

import random
from collections.abc import Iterator

from sample.model import UNIT, Record, View, amount, at, has_values, periods, view
from sample.quarters import quarter

Line = dict[str, object]
CORRECTED = {("B12", "2026-Q1"): ("2026-Q3", -156_000), ("B34", "2026-Q1"): ("2026-Q3", -120_000)}


def baseline(benefit: Record) -> Iterator[Line]:
    """The approved case as first agreed; it never changes. A benefit without a measure was approved without one."""
    if benefit["measure_id"]:
        yield from _profile(benefit, "baseline", View())


def plan(benefit: Record, now: int) -> Iterator[Line]:
    """The approved case as it stands in quarter `now`."""
    yield from _profile(benefit, "plan", view(at(benefit["replanned"], now)))


def arrived(benefit: Record, now: int, seed: int) -> Iterator[Line]:
    """What was recorded up to quarter `now`, with small seeded differences from quarter to quarter."""
    if not has_values(benefit) or benefit["arrived"] in ("none", ""):
        return
    planned = view(at(benefit["replanned"], now))
    for when in periods(benefit):
        recorded = _recorded(benefit, when, seed)
        if when <= now and recorded is not None:
            value = recorded + _correction(benefit, when, now)
            gap = value - (amount(benefit, when, planned) or 0)
            yield _line(benefit, when, "actual", value, evidence=_proof(benefit, when, now), reason=_reason(benefit, when, gap))


def expected(benefit: Record, now: int) -> Iterator[Line]:
    """What the owner expects after quarter `now`, with a low and a high case."""
    seen = view(at(benefit["believed"], now))
    spread = {"high": 0.06, "medium": 0.12, "low": 0.21}[benefit["confidence"]]
    for line in _profile(benefit, "forecast", seen):
        value = line["amount"]
        if line["when"] > now:  # type: ignore[operator]
            yield {**line, "low": _round(value * (1 - 1.25 * spread)), "high": _round(value * (1 + spread))}  # type: ignore[operator]


def lines(benefit: Record, now: int, seed: int) -> list[Line]:
    """All value lines of a benefit in the workbook of quarter `now`."""
    if not has_values(benefit):
        return []
    return [*baseline(benefit), *plan(benefit, now), *arrived(benefit, now, seed), *expected(benefit, now)]


def _profile(benefit: Record, stream: str, seen: View) -> Iterator[Line]:
    for when in periods(benefit):
        value = amount(benefit, when, seen)
        if value is not None:
            yield _line(benefit, when, stream, value)


def _line(benefit: Record, when: int, stream: str, value: int, **more: object) -> Line:
    return {"benefit_id": benefit["benefit_id"], "when": when, "stream": stream, "amount": value, "currency": benefit["currency"], **more}


def _round(dollars: float) -> int:
    return round(dollars / UNIT) * UNIT


def _recorded(benefit: Record, when: int, seed: int) -> int | None:
    value = amount(benefit, when, view(at(benefit["arrived"], when)))
    if not value or benefit["overlap_group"] or benefit["kind"] == "disbenefit":
        return value
    step = random.Random(f"{seed}/{benefit['benefit_id']}/{when}").choice((-2, -1, 0, 0, 1, 2))
    return max(0, value + step * UNIT)


def _correction(benefit: Record, when: int, now: int) -> int:
    for (benefit_id, period), (since, change) in CORRECTED.items():
        if benefit_id == benefit["benefit_id"] and quarter(period) == when and quarter(since) <= now:
            return change
    return 0


def _proof(benefit: Record, when: int, now: int) -> str:
    kind, _, wait = benefit["proof"].partition(" ")
    if kind == "confirmed":
        return "confirmed" if when <= now - int(wait) else "measured"
    return kind


def _reason(benefit: Record, when: int, gap: int) -> str:
    late = view(at(benefit["arrived"], when)).late
    if abs(gap) <= 4 * UNIT:
        return ""
    if gap < 0 and late and when - quarter(benefit["start"]) - late < 1:
        return "late start"
    return benefit["reason"] if gap < 0 or benefit["reason"] == "price" else ""
