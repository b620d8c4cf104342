"""How low and how high a scope's forecast may come: only where the data state low and high cases.

Every benefit (and for the net present value every project's cost) with a low and a high case to come is a
three-point amount; what has none counts as certain. Amounts of one programme move together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from value_model.errors import MetricInputError
from value_model.figures.facts import Book, Facts
from value_model.figures.places import Array, Months, Numbers
from value_model.measure import Measure
from value_model.metrics.ranges import range_of_cases, range_of_chances
from value_model.metrics.uncertainty import Cases, Chances

SHARE = 0.8  # of all cases between low and high: P10 to P90
ALONE = -1  # the group of an amount without a programme
Factors = Mapping[int, float] | None  # by month (its ordinal); None leaves money undiscounted


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """What has a stated model, money or present value, each with the part the scope counts; as columns."""

    amount: Array
    low: Array
    high: Array
    sign: Array
    group: Numbers

    def __len__(self) -> int:
        return len(self.amount)

    def __add__(self, other: Amounts) -> Amounts:
        return Amounts(*(np.concatenate([getattr(self, name), getattr(other, name)]) for name in Amounts.__slots__))


def _amounts(months: Months, factors: Factors, owner: Numbers, share: Array, sign: Array, group: Numbers) -> Amounts:
    amount, low, high = (column[owner] * share for column in months.totals(factors))
    return Amounts(amount, np.minimum(low, amount), np.maximum(high, amount), sign, group)


def benefit_amounts(facts: Facts, factors: Factors = None) -> Amounts:
    """The scope's benefits with a stated model."""
    benefit, share = _modelled(facts, factors)
    sign, group = _benefits(facts.book)
    return _amounts(facts.book.benefit_cases, factors, benefit, share, sign[benefit], group[benefit])


def benefit_names(facts: Facts, factors: Factors = None) -> Callable[[int], str]:
    """What each is called, by its place among them."""
    held, names = _modelled(facts, factors)[0], facts.book.places_held.names
    return lambda place: names[held[place]]


def _modelled(facts: Facts, factors: Factors) -> tuple[Numbers, Array]:
    """The benefits with a stated model that the scope counts, by number, and its part of each."""
    held = facts.book.places_held.of(facts.scope)
    share = held.share if factors is None else held.profile_share
    kept = facts.book.benefit_cases.is_modelled[held.benefit] & held.is_counted & ~np.isnan(share) & (share != 0)
    return held.benefit[kept], share[kept]


def _benefits(book: Book) -> tuple[Array, Numbers]:
    """By benefit: its sign and its group; worked out once."""
    if "benefits of ranges" not in book.memo:
        lowers = np.append(book.benefits.rows.where("kind", "disbenefit".__eq__), False)[_listed(book)]
        book.memo["benefits of ranges"] = (np.where(lowers, -1.0, 1.0), _programmes(book))
    found: tuple[Array, Numbers] = book.memo["benefits of ranges"]
    return found


def _listed(book: Book) -> Numbers:
    """By benefit: its place among those that are listed, -1 where it is not; worked out once."""
    if "listed in ranges" not in book.memo:
        book.memo["listed in ranges"] = book.places_held.rows.among("benefit_id", book.benefits.rows, "benefit_id")
    found: Numbers = book.memo["listed in ranges"]
    return found


def _programmes(book: Book) -> Numbers:
    """By benefit: its group, that of the first of its projects with a programme."""
    shares, held = book.shares.rows, book.places_held.rows
    group = np.append(_groups(book), ALONE)[shares.matched("project_id", book.projects.rows, "project_id")]
    first = np.flatnonzero(group != ALONE)[::-1]  # of those that write to one place, the last stays
    found = np.full(held.texts("benefit_id") + 1, ALONE)
    found[shares.matched("benefit_id", held, "benefit_id")[first]] = group[first]  # what nobody holds in the place after the others
    return found[:-1]


def _groups(book: Book) -> Numbers:
    """The programme whose luck a project shares, by number."""
    rows = book.projects.rows
    return np.where(rows.where("programme", bool), rows.numbered("programme"), ALONE)


def cost_amounts(facts: Facts, factors: Factors) -> Amounts:
    """The scope's projects whose cost to come has a stated model, of those with a forecast by month of both sides."""
    place, share = _costed(facts)
    return _amounts(facts.book.cost_cases, factors, place, share, np.full(len(place), -1.0), _groups(facts.book)[place])


def cost_names(facts: Facts) -> Callable[[int], str]:
    """What each is called, by its place among them."""
    held, names = _costed(facts)[0], facts.book.projects.column("project_id")
    return lambda place: str(names[held[place]])


def _costed(facts: Facts) -> tuple[Numbers, Array]:
    """Their places among all projects, and the share of each that the scope holds."""
    members = facts.members
    kept = members.pick(facts.book.cost_cases.is_modelled & facts.book.projects.marks("has_forecast_profile"))
    return members.at[kept], members.weights[kept]


def spread(amounts: Amounts, whole: float, correlation: float) -> Measure:
    """The range of a total of `whole`, of which `amounts` are uncertain and the rest is certain."""
    if not len(amounts):
        return Measure.undefined("no_model", unit="money")
    rest = whole - sum((amounts.sign * amounts.amount).tolist())
    cases = Cases(amounts.amount, amounts.sign, amounts.low, amounts.high, amounts.group, rest)
    try:
        return range_of_cases(cases, correlation=correlation, share=SHARE)
    except MetricInputError:
        return Measure.undefined("invalid_input", unit="money")


def chances(facts: Facts, certain: float) -> Chances:
    """The scope's benefits to come with a recorded confidence, each arriving in full with it or not at all, beside what is `certain`."""
    held, group = facts.book.places_held.of(facts.scope), _benefits(facts.book)[1]
    to_come, confidence = _rated(facts.book)
    kept = held.is_counted & (held.share != 0) & ~np.isnan(to_come + confidence)[held.benefit]
    benefit = held.benefit[kept]
    amount = to_come[benefit] * held.share[kept]
    return Chances(np.abs(amount), np.where(amount < 0, -1.0, 1.0), confidence[benefit], group[benefit], certain)


def _rated(book: Book) -> tuple[Array, Array]:
    """By benefit: what is to come and its confidence, NaN where unknown; worked out once."""
    if "rated of ranges" not in book.memo:
        book.memo["rated of ranges"] = tuple(
            np.append(book.benefits.rows.numbers(name), np.nan)[_listed(book)] for name in ("to_come", "confidence")
        )
    found: tuple[Array, Array] = book.memo["rated of ranges"]
    return found


def spread_of_chances(found: Chances, correlation: float) -> Measure:
    """The range of what is certain and what may arrive."""
    try:
        return range_of_chances(found, correlation=correlation, share=SHARE)
    except MetricInputError:
        return Measure.undefined("invalid_input", unit="money")


def correlation(facts: Facts) -> float:
    """Between amounts of one programme: as the settings state, else the policy's default."""
    stated = facts.book.correlation
    return stated if stated is not None and 0 <= stated < 1 else float(facts.book.policy["correlation.default"])
