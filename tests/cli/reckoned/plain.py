"""What every reckoning of this folder needs: exact decimals, the rule for sums, and the refusals of the reference.

Written from the text of the reference alone, with nothing of the package: where the two differ, one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, getcontext
from itertools import pairwise
from typing import Any

getcontext().prec = 60
Found = tuple[Any, str | None, dict[str, Any]]  # value, reason, detail


class Refused(Exception):
    """The request breaks a rule: `invalid_input`."""


def added(terms: Iterable[Decimal]) -> Decimal:
    """Return the sum; zero when it is at most 1e-12 of the sizes of its terms."""
    kept = list(terms)
    whole = sum(kept, Decimal(0))
    return Decimal(0) if abs(whole) <= Decimal("1e-12") * sum(map(abs, kept)) else whole


def product(left: Iterable[Decimal], right: Iterable[Decimal]) -> Decimal:
    return added(a * b for a, b in zip(left, right, strict=True))


def over(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return the share, None when a part is missing or the base is not above zero."""
    return None if part is None or whole is None or whole <= 0 else part / whole


def power(base: Decimal, exponent: Decimal) -> Decimal:
    return Decimal(1) if exponent == 0 else base**exponent


def same_length(*lists: Sequence[Any] | None) -> None:
    if len({len(one) for one in lists if one is not None}) > 1:
        raise Refused


class OutOfRange(Exception):
    """A rate at or below -100 %."""


GREEN_BOOK = {
    "green_book_2022_standard": "0.035 0.030 0.025 0.020 0.015 0.010",
    "green_book_2022_health": "0.015 0.0129 0.0107 0.0086 0.0064 0.0043",
    "green_book_2022_no_catastrophic_risk": "0.030 0.0257 0.0214 0.0171 0.0129 0.0086",
}
FROM = (1, 31, 76, 126, 201, 301)


class Factors:
    """Discount factors of a request (section 3 of the reference)."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.timing, self.m = given.get("timing") or "start", given.get("periods_per_year") or 1
        self.steps, self.label = self._steps(given), None
        rate, named = given.get("rate"), given.get("schedule")
        if (rate is None) == (named is None) or (named is not None and self.m != 1):
            raise Refused
        if named is not None:
            self.label = named if isinstance(named, str) else "custom"
            if any(r <= -1 for _, r in self.steps):
                raise OutOfRange
            return
        nominal = given.get("compounding") == "nominal"
        if rate <= -1 or (nominal and rate / self.m <= -1):
            raise OutOfRange
        self.i = rate / self.m if nominal else power(1 + rate, Decimal(1) / self.m) - 1

    def _steps(self, given: dict[str, Any]) -> list[tuple[int, Decimal]]:
        named = given.get("schedule")
        if named is None:
            return []
        if isinstance(named, str):
            if named not in GREEN_BOOK:
                raise Refused
            return list(zip(FROM, map(Decimal, GREEN_BOOK[named].split()), strict=True))
        if named[0][0] != 1 or any(a[0] >= b[0] for a, b in pairwise(named)):
            raise Refused
        return [(int(year), rate) for year, rate in named]

    def of_year(self, year: int) -> Decimal:
        return [rate for start, rate in self.steps if start <= year][-1]

    def at(self, t: Decimal | int) -> Decimal:
        if not self.steps:
            later = {"start": Decimal(0), "end": Decimal(1), "mid": Decimal("0.5")}[self.timing]
            return 1 / power(1 + self.i, Decimal(t) + later)
        if t < 0 or t != int(t):
            raise Refused
        factor = Decimal(1)
        for year in range(1, int(t) + 1 + (self.timing == "end")):
            factor /= 1 + self.of_year(year)
        return factor / (1 + self.of_year(int(t) + 1)).sqrt() if self.timing == "mid" else factor
