"""What a waterfall is made of: bars that stand on zero, steps between them, and where each begins and ends."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from value_model.charts.drawing import Record

FOLD_SHARE = 0.03  # of the gap: smaller reasons are drawn as one


@dataclass(frozen=True, slots=True)
class Step:
    """One signed step: positive is favorable. `key` names it for a click, `label` is what a reader sees."""

    key: str
    label: str
    amount: float


@dataclass(frozen=True, slots=True)
class Total:
    """A bar on zero. `confirmed` is the part of it that finance confirmed, where the bar shows evidence."""

    label: str
    amount: float
    kind: str  # plan, before, change, or realized
    confirmed: float | None = None


def folded(steps: Sequence[Step], label: str, share: float = FOLD_SHARE) -> list[Step]:
    """Return the steps that are not zero, in their order, those under `share` of all movement as one at the end.

    One small step alone stays as it is: folding it would hide its name and save nothing.
    """
    known = [step for step in steps if step.amount]
    whole = sum(abs(step.amount) for step in known)
    small = [step for step in known if abs(step.amount) < share * whole]
    if len(small) < 2:
        return known
    return [step for step in known if step not in small] + [Step("small", label, sum(step.amount for step in small))]


def bars(start: Total | None, steps: Sequence[Step], end: Total) -> list[Record]:
    """Return one record per bar: label, from, to, amount, kind; the last total in two parts where it shows evidence."""
    found: list[Record] = []
    level = start.amount if start else 0.0
    if start:
        found.append(_bar(start.label, 0.0, start.amount, start.amount, start.kind, ""))
    worst = min((step.amount for step in steps), default=0.0)
    for step in steps:
        kind = "gain" if step.amount > 0 else "worst" if step.amount == worst else "cut"
        found.append(_bar(step.label, level, level + step.amount, step.amount, kind, step.key))
        level += step.amount
    return found + _end(end)


def _end(end: Total) -> list[Record]:
    if end.confirmed is None or end.kind != "realized":
        return [_bar(end.label, 0.0, end.amount, end.amount, end.kind, "")]
    rest = end.amount - end.confirmed
    parts = [_bar(end.label, 0.0, end.confirmed, end.confirmed, "confirmed", "")] if end.confirmed else []
    return parts + ([_bar(end.label, end.confirmed, end.amount, rest, "reported", "")] if rest else [])


def _bar(label: str, low: float, high: float, amount: float, kind: str, key: str) -> Record:
    return {"Step": label, "From": low, "To": high, "Amount": amount, "Kind": kind, "Key": key}


def domain(records: Sequence[Record], above: float, below: float, height: float) -> tuple[float, float]:
    """Return (low, high) of the value axis: every bar, zero, and room in px for words above and below."""
    levels = [0.0, *(float(record[side]) for record in records for side in ("From", "To"))]
    low, high = min(levels), max(levels)
    span = (high - low) or 1.0
    inner = max(height - above - below, height / 3)
    return low - span * below / inner, high + span * above / inner


def literal(entries: Any) -> str:
    """Return a Vega expression for a list or an object; every text is quoted as JSON quotes it."""
    return json.dumps(entries)
