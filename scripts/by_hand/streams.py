"""Totals by project and benefit: who holds what, what is counted once, what has ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from by_hand.book import Book, Value

ZERO = Decimal(0)
Test = Callable[[Value], bool]


def holders(text: str) -> dict[str, Decimal]:
    """`P1:0.6; P2:0.4` as shares by project; a lone project holds all."""
    parts = [part.strip().split(":") for part in text.split(";")]
    return {part[0]: Decimal(part[1]) if len(part) == 2 else Decimal(1) for part in parts}


@dataclass(frozen=True)
class Streams:
    """Sums over one workbook."""

    book: Book

    def is_due(self, line: Value) -> bool:
        """Plan or actual of an ended quarter."""
        return self.book.ended(line.quarter)

    def by_benefit(self, stream: str, test: Test | None = None) -> dict[str, Decimal]:
        """Sum of one stream by benefit, over lines passing the test; a benefit without a line is absent."""
        lines = (line for line in self.book.values if line.stream == stream and self._used(line))
        return _sum(line for line in lines if test is None or test(line))

    def by_cost(self, stream: str) -> dict[str, Decimal]:
        """Cost of one stream by project; a project without a line is absent."""
        return _sum(line for line in self.book.costs if line.stream == stream and self._used(line))

    def _used(self, line: Value) -> bool:
        """Actuals count up to the as-of date, forecasts after it, plan and baseline always."""
        ended = self.book.ended(line.quarter)
        return ended if line.stream == "actual" else not ended if line.stream == "forecast" else True

    def forecast(self) -> dict[str, Decimal]:
        """Whole-life forecast by benefit: actual to date and forecast to come."""
        return add(self.by_benefit("actual"), self.by_benefit("forecast"))

    def counted_twice(self, by_benefit: dict[str, Decimal]) -> dict[str, Decimal]:
        """What is removed: in each overlap group all but the largest claim (the first of equals)."""
        groups: dict[str, list[str]] = defaultdict(list)
        for benefit_id, row in self.book.benefits.items():
            if row["overlap_group"] and benefit_id in by_benefit:
                groups[row["overlap_group"]].append(benefit_id)
        removed: dict[str, Decimal] = {}
        for group in groups.values():
            kept = max(group, key=lambda benefit_id: by_benefit[benefit_id])
            removed |= {benefit_id: by_benefit[benefit_id] for benefit_id in group if benefit_id != kept}
        return removed

    def once(self, by_benefit: dict[str, Decimal]) -> dict[str, Decimal]:
        """The benefits with the second claims of each overlap group left out."""
        removed = self.counted_twice(by_benefit)
        return {key: amount for key, amount in by_benefit.items() if key not in removed}

    def of_project(self, by_benefit: dict[str, Decimal], project_id: str) -> dict[str, Decimal]:
        """The part of each benefit that the project holds."""
        found = {}
        for benefit_id, amount in by_benefit.items():
            share = holders(self.book.benefits[benefit_id]["project_id"]).get(project_id)
            if share is not None:
                found[benefit_id] = amount * share
        return found

    def by_project(self, by_benefit: dict[str, Decimal]) -> dict[str, Decimal]:
        """Sums by project; a project without a benefit in the stream is absent."""
        found = {project_id: self.of_project(by_benefit, project_id) for project_id in self.book.projects}
        return {project_id: sum(parts.values(), ZERO) for project_id, parts in found.items() if parts}


def _sum(lines: Iterable[Value]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for line in lines:
        found[line.owner] = found.get(line.owner, ZERO) + line.amount
    return found


def add(left: dict[str, Decimal], right: dict[str, Decimal]) -> dict[str, Decimal]:
    """Two sums by key, added; a key missing in one counts there as nothing."""
    return {key: left.get(key, ZERO) + right.get(key, ZERO) for key in [*left, *(k for k in right if k not in left)]}


def total(parts: dict[str, Decimal]) -> Decimal:
    """Sum of all parts."""
    return sum(parts.values(), ZERO)
