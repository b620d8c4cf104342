"""How low and how high a scope's forecast may come: only where the data state low and high cases.

Every benefit (and for the net present value every project's cost) with a low and a high case to come is a
three-point amount; what has none counts as certain. Amounts of one programme move together.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    owner, sign, group = _benefits(facts.book)
    return _amounts(facts.book.benefit_cases, factors, owner[benefit], share, sign[benefit], group[benefit])


def benefit_names(facts: Facts, factors: Factors = None) -> list[str]:
    """Their identifiers, in the same order."""
    names = facts.book.places_held.names
    return [names[number] for number in _modelled(facts, factors)[0].tolist()]


def _modelled(facts: Facts, factors: Factors) -> tuple[Numbers, Array]:
    """The benefits with a stated model that the scope counts, by number, and its part of each."""
    held, owner = facts.book.places_held.of(facts.scope), _benefits(facts.book)[0]
    share = held.share if factors is None else held.profile_share
    kept = (owner[held.benefit] >= 0) & held.is_counted & ~np.isnan(share) & (share != 0)
    return held.benefit[kept], share[kept]


def _benefits(book: Book) -> tuple[Numbers, Array, Numbers]:
    """By benefit: its number among those with a model (-1: none), its sign and its group; worked out once."""
    if "benefits of ranges" not in book.memo:
        names, owners, kinds, programmes = book.places_held.names, book.benefit_cases.owners, dict(book.kinds.items()), _programmes(book)
        book.memo["benefits of ranges"] = (
            np.array([owners.get(name, -1) for name in names], dtype=np.int64),
            np.array([-1.0 if kinds.get(name) == "disbenefit" else 1.0 for name in names]),
            np.array([programmes.get(name, ALONE) for name in names], dtype=np.int64),
        )
    found: tuple[Numbers, Array, Numbers] = book.memo["benefits of ranges"]
    return found


def _programmes(book: Book) -> dict[str, int]:
    """The group of each benefit that has one: that of its first project with a programme."""
    of_project, found = _groups(book), {}
    for benefit, shares in book.shares.items():
        for project in shares:
            if project in of_project:
                found[benefit] = of_project[project]
                break
    return found


def _groups(book: Book) -> dict[str, int]:
    """The programme whose luck a project shares, by number."""
    named = {key: str(project["programme"]) for key, project in book.projects.items() if project["programme"]}
    numbers = {name: place for place, name in enumerate(dict.fromkeys(named.values()))}
    return {key: numbers[name] for key, name in named.items()}


def cost_amounts(facts: Facts, factors: Factors) -> Amounts:
    """The scope's projects whose cost to come has a stated model, of those with a forecast by month of both sides."""
    months, groups, held = facts.book.cost_cases, _groups(facts.book), _costed(facts)
    owner = np.array([months.owners[key] for key, _ in held], dtype=np.int64)
    group = np.array([groups.get(key, ALONE) for key, _ in held], dtype=np.int64)
    return _amounts(months, factors, owner, np.array([share for _, share in held]), np.full(len(held), -1.0), group)


def cost_names(facts: Facts) -> list[str]:
    """Their identifiers, in the same order."""
    return [key for key, _ in _costed(facts)]


def _costed(facts: Facts) -> list[tuple[str, float]]:
    owners = facts.book.cost_cases.owners
    return [(str(p["project_id"]), float(share)) for p, share in facts.members if p["project_id"] in owners and p["has_forecast_profile"]]


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
    held, group = facts.book.places_held.of(facts.scope), _benefits(facts.book)[2]
    to_come, confidence = _rated(facts.book)
    kept = held.is_counted & (held.share != 0) & ~np.isnan(to_come + confidence)[held.benefit]
    benefit = held.benefit[kept]
    amount = to_come[benefit] * held.share[kept]
    return Chances(np.abs(amount), np.where(amount < 0, -1.0, 1.0), confidence[benefit], group[benefit], certain)


def _rated(book: Book) -> tuple[Array, Array]:
    """By benefit: what is to come and its confidence, NaN where unknown; worked out once."""
    if "rated of ranges" not in book.memo:
        rated = dict(book.rated.items())
        pairs = [rated.get(name, (np.nan, np.nan)) for name in book.places_held.names]
        book.memo["rated of ranges"] = np.array(pairs, dtype=np.float64).reshape(-1, 2)
    table: Array = book.memo["rated of ranges"]
    return table[:, 0], table[:, 1]


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
