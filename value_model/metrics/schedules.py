"""Published discount-rate schedules, as data: the rate of each year, under a name that carries its vintage.

Source: HM Treasury, Green Book 2022 and its supplementary discounting guidance, as carried by the
greenbook package. A new edition gets a new name; an old schedule never changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from value_model.errors import MetricInputError
from value_model.metrics.exact import Number, exact

FROM_YEARS = (1, 31, 76, 126, 201, 301)
_RATES = {
    "green_book_2022_standard": ("0.035", "0.030", "0.025", "0.020", "0.015", "0.010"),
    "green_book_2022_health": ("0.015", "0.0129", "0.0107", "0.0086", "0.0064", "0.0043"),
    "green_book_2022_no_catastrophic_risk": ("0.030", "0.0257", "0.0214", "0.0171", "0.0129", "0.0086"),
}
Steps = tuple[tuple[int, Decimal], ...]
SCHEDULES: dict[str, Steps] = {name: tuple(zip(FROM_YEARS, map(Decimal, rates), strict=True)) for name, rates in _RATES.items()}


def steps(schedule: str | Sequence[tuple[int, Number]]) -> Steps:
    """Return ``(from_year, rate)`` steps, of a published schedule by name or of an own list.

    An own list starts in year 1 and rises; the last rate holds for ever.
    """
    if isinstance(schedule, str):
        if schedule not in SCHEDULES:
            raise MetricInputError(
                f'"schedule" {schedule!r} is not known. Use one of {", ".join(SCHEDULES)}, or a list of [from_year, rate].'
            )
        return SCHEDULES[schedule]
    own = tuple((from_year, exact(rate, "schedule")) for from_year, rate in schedule)
    years = [from_year for from_year, _ in own]
    if not own or years[0] != 1 or any(later <= earlier for earlier, later in pairwise(years)):
        raise MetricInputError('"schedule" must start with from-year 1 and its from-years must rise, for example [[1, 0.035], [31, 0.03]].')
    return own
