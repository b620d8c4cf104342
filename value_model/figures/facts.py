"""What is known about one scope: its sums, its flows, its projects; and what all scopes share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from value_model.figures.appraisal import Terms
from value_model.figures.figure import Coverage, Input
from value_model.figures.flows import Flows, ordinal
from value_model.figures.keyed import Keyed
from value_model.figures.later import Later
from value_model.figures.members import Members
from value_model.figures.only import EVERYTHING, Only
from value_model.figures.places import Months, Places
from value_model.figures.shares import Shares
from value_model.policy import Policy

Row = Mapping[str, Any]
NOTHING: Row = {}


def _nothing(_: str) -> list[dict[str, Any]]:
    return []


@dataclass(frozen=True, slots=True)
class Review:
    """What every project forecast, and how it was rated, at one published review."""

    as_of: date
    projects: Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What only two snapshots together show: restated months, and what new exchange rates alone did."""

    as_of: date
    restated: tuple[Row, ...] = ()
    fx: tuple[Row, ...] = ()
    kept: Mapping[tuple[str, str], float] = field(default_factory=dict)  # figures of the compared snapshot as published


@dataclass(frozen=True, slots=True)
class Span:
    """One-year-old forecasts beside what arrived since, by benefit."""

    as_of: date
    forecast: Mapping[str, Decimal]
    actual: Mapping[str, Decimal]


@dataclass(frozen=True)
class Book:
    """What every scope of a snapshot shares."""

    as_of: date
    terms: Terms
    policy: Policy
    tables: Mapping[str, int]  # contract tables that hold rows, and how many
    projects: Keyed  # by project_id, from project_list
    objectives: tuple[Row, ...]
    benefits: Keyed  # by benefit_id, from benefit_list
    shares: Shares  # benefit_id -> project_id -> share
    run_year: Mapping[str, Later[str, Decimal]]  # by column of run_year: what is known, by project_id
    forecast_ends: Later[str, float]  # by project_id: what its last month of forecast brings
    links: Mapping[str, Mapping[str, Decimal]]  # project_id -> objective_id -> share of its spend
    sums: Mapping[str, Row]  # by scope
    findings: Mapping[str, int]  # by severity
    places_held: Places  # what each scope holds of each benefit, as columns
    benefit_cases: Months  # months with a low and a high case
    cost_cases: Months
    flows: Mapping[str, Flows] = field(default_factory=dict)  # by scope
    read: Callable[[str], list[dict[str, Any]]] = _nothing  # rows of a contract table
    correlation: float | None = None  # between amounts of one programme, as the settings state it
    decisions: tuple[Row, ...] = ()  # of the workbook and of the journal up to the as-of date
    history: tuple[Review, ...] = ()  # this review and the published ones before it, newest first
    compared: Comparison | None = None
    year_ago: Span | None = None
    only: Only = EVERYTHING  # the filter: what follows of the portfolio holds the projects it keeps
    memo: dict[str, Any] = field(default_factory=dict)  # what figures of many scopes rest on, worked out once

    @property
    def ended_months(self) -> int:
        """The ordinal of the first month that has not ended: all before it count as to date."""
        following = date.fromordinal(self.as_of.toordinal() + 1)
        return ordinal(following)

    def has(self, table: str) -> bool:
        """Whether the snapshot holds rows of a contract table."""
        return bool(self.tables.get(table))

    @cached_property
    def decisions_of(self) -> Mapping[str | None, list[Row]]:
        """The decisions by the project they are about."""
        found: dict[str | None, list[Row]] = {}
        for row in self.decisions:
            found.setdefault(row.get("project_id"), []).append(row)
        return found

    def grouped(self, table: str, column: str) -> Mapping[Any, list[Row]]:
        """The rows of a contract table by what a column says, in their order; told apart once for all scopes."""
        key = f"{table} by {column}"
        if key not in self.memo:
            groups: dict[Any, list[Row]] = {}
            for row in self.read(table):
                groups.setdefault(row[column], []).append(row)
            self.memo[key] = groups
        found: Mapping[Any, list[Row]] = self.memo[key]
        return found


@dataclass
class Facts:
    """One scope: `sums` is its row of scope_sums, empty where it holds nothing."""

    scope: str
    kind: str
    book: Book
    sums: Row
    members: Members  # its projects, each with the share the scope holds
    before: Facts | None = None  # the same scope in the compared snapshot
    shared: dict[str, Any] = field(default_factory=dict)  # what several figures of the scope rest on

    @property
    def is_everything(self) -> bool:
        """Whether the scope is the portfolio without a filter, so that nothing need be asked for its projects."""
        return self.kind == "portfolio" and not self.book.only.is_on

    @property
    def flows(self) -> Flows | None:
        """The months of the scope; None where it has none."""
        return self.book.flows.get(self.scope)

    @property
    def key(self) -> str:
        """The scope without its kind: `P01` of `project:P01`."""
        return self.scope.partition(":")[2]

    def get(self, column: str) -> Decimal | None:
        """A sum of the scope; None where nothing is recorded."""
        value: Decimal | None = self.sums.get(column)
        return value

    def count(self, column: str) -> int:
        """A count of the scope: 0 where nothing is there to count."""
        return int(self.sums.get(column) or 0)

    @property
    def projects(self) -> int:
        return self.count("projects")

    def coverage(self, items: str, spend: str | None = None) -> Coverage | None:
        """On how many of the scope's projects a figure rests, and on which share of its spend."""
        if not self.projects:
            return None
        approved, part = self.get("cost_approved"), self.get(spend) if spend else None
        share = float(part / approved) if approved and part is not None else None
        return Coverage(self.count(items), self.projects, share)

    def missing(self, reason: str) -> str:
        """`reason`, unless a missing exchange rate is what left the amount out."""
        return "fx_missing" if self.sums.get("cost_fx_missing") or self.sums.get("benefit_fx_missing") else reason


def add(*amounts: Decimal | None) -> Decimal | None:
    """Add what is known; None only where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def number(amount: Decimal | None) -> float | None:
    """The amount as a float, None as None; no negative zero."""
    return None if amount is None else float(amount) + 0.0


def entry(figure_id: str, amount: Decimal | float | None, items: int | None = None) -> Input:
    """An input of a figure."""
    return Input(figure_id, None if amount is None else float(amount), items)
