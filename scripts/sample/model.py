"""What the CSV files say: projects and benefits, and how what is known of them changes by quarter.

A cell may change over time. `green; 2026-Q1 red` is green until the review of 2026-Q1 and red from then on.
A view of a benefit is written `+2 x0.85 keep`: two quarters late, at 85 % of the approved amounts, and
`keep` when the benefit still lasts as long as approved instead of ending on the approved date.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sample.quarters import FIRST, quarter

HERE = Path(__file__).resolve().parent
UNIT = 3000  # all amounts are multiples of this, so that a third of a quarter is a whole thousand
_QUARTER = re.compile(r"^(\d{4}-Q\d)\s*(.*)$")

Record = dict[str, str]


@lru_cache(maxsize=32)
def table(name: str) -> tuple[Record, ...]:
    """Return the rows of `NAME.csv` beside this file, as text."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def pieces(text: str) -> list[tuple[int, str]]:
    """Return (from quarter, text) in time order; a piece without a quarter holds from the start."""
    found = []
    for piece in filter(None, (part.strip() for part in text.split(";"))):
        match = _QUARTER.match(piece)
        found.append((quarter(match[1]), match[2]) if match else (0, piece))
    return found


def at(text: str, when: int) -> str:
    """Return what a changing cell says in quarter `when`; empty before its first piece."""
    return next((value for start, value in reversed(pieces(text)) if start <= when), "")


def money(thousands: float) -> int:
    """Thousands as whole dollars, rounded to the unit of the sample."""
    return round(thousands * 1000 / UNIT) * UNIT


@dataclass(frozen=True, slots=True)
class View:
    """How a benefit arrives against the approved case: quarters late, share of it, and its length."""

    late: int = 0
    share: float = 1.0
    keep: bool = False


def view(text: str) -> View:
    """Read a view such as `+2 x0.85 keep`; empty text is the approved case."""
    late = re.search(r"\+(\d+)", text)
    share = re.search(r"x([\d.]+)", text)
    return View(int(late[1]) if late else 0, float(share[1]) if share else 1.0, "keep" in text)


def amount(benefit: Record, when: int, seen: View) -> int | None:
    """The benefit of quarter `when` under a view, in dollars; None outside the benefit's time.

    The first quarter brings a third of the full value and the second two thirds.
    """
    start, length = quarter(benefit["start"]), int(benefit["quarters"])
    step = when - start - seen.late
    last = length - 1 if seen.keep else length - 1 - seen.late
    if when < start or step > last:
        return None
    ramp = max(0, min(step + 1, 3)) / 3
    return money(float(benefit["full"]) * ramp * seen.share)


def periods(benefit: Record) -> range:
    """All quarters in which the benefit may bring something, however late."""
    return range(FIRST, quarter(benefit["start"]) + int(benefit["quarters"]) + 8)


def listed(record: Record, when: int) -> bool:
    """True if the project or benefit stands in the workbook of quarter `when`."""
    since, until = record.get("since"), record.get("until")
    return (not since or quarter(since) <= when) and (not until or when <= quarter(until))


def has_values(benefit: Record) -> bool:
    """False for a benefit that is not counted in money."""
    return bool(benefit["full"])
