"""A figure: a number with an id, a scope and its proof; and the set of them that a page reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from value_model.figures.only import EVERYTHING, Only

Good = Literal["up", "down", "none"]
PORTFOLIO = "portfolio"


@dataclass(frozen=True, slots=True)
class Coverage:
    """On how many items of how many a figure rests, and on which share of approved spend (fraction)."""

    items: int
    of: int
    share_of_spend: float | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """A sum that went into a figure: the figure id it has, its value, and over how many items."""

    id: str
    value: float | None
    items: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of `figures.md`. `value` None has a `reason`; money is reporting currency, whole units."""

    id: str
    scope: str
    value: float | str | None
    unit: str
    good: Good = "none"
    reason: str | None = None
    as_of: date | None = None
    stream: str | None = None
    coverage: Coverage | None = None
    formula: str = ""
    inputs: tuple[Input, ...] = ()
    method: str = ""

    @property
    def ref(self) -> str:
        """`id` at portfolio scope, else `id@scope`."""
        return self.id if self.scope == PORTFOLIO else f"{self.id}@{self.scope}"


@dataclass(frozen=True, slots=True)
class Context:
    """What every figure of a set shares: whose numbers, as of when, in which money, against what."""

    portfolio: str
    currency: str
    as_of: date
    snapshot: str
    label: str
    state: Literal["draft", "published"]
    hash: str
    compared: str | None = None
    compared_as_of: date | None = None
    fiscal_year_start: int = 1
    settings: Mapping[str, str] = field(default_factory=dict)
    tables: frozenset[str] = frozenset()  # contract tables that hold rows
    only: Only = EVERYTHING  # the filter: "portfolio" then means the projects it keeps, and bears its words as a name


@dataclass(frozen=True)
class FigureSet:
    """All figures of one snapshot at the scopes asked for.

    `names` gives the words for a scope ("project:P01" -> "Claims automation"). `compared` is the same
    for the snapshot it is compared with, or None. A reference is `id` or `id@scope`.
    """

    context: Context
    figures: Mapping[tuple[str, str], Figure]
    names: Mapping[str, str] = field(default_factory=dict)
    compared: FigureSet | None = None
    scope: str = PORTFOLIO  # what "the whole" is on this page: portfolio, or a filter's scope
    all_scopes: tuple[str, ...] = ()  # where they are known; else read off the figures

    def get(self, ref: str, scope: str | None = None) -> Figure | None:
        """Return the figure, or None where the set does not hold it."""
        figure_id, _, at = ref.partition("@")
        return self.figures.get((figure_id, scope or at or PORTFOLIO))

    def __getitem__(self, ref: str) -> Figure:
        figure = self.get(ref)
        if figure is None:
            raise KeyError(ref)
        return figure

    def value(self, ref: str, scope: str | None = None) -> float | None:
        """Return the number of a figure, or None where it is undefined, absent or not a number."""
        figure = self.get(ref, scope)
        return float(figure.value) if figure and isinstance(figure.value, (int, float)) else None

    def scopes(self, kind: str) -> list[str]:
        """Return the scopes of a kind ("project", "objective" …) in the order of their names."""
        found = {scope for scope in self.all_scopes or (scope for _, scope in self.figures) if scope.startswith(kind + ":")}
        return sorted(found, key=lambda scope: (self.name(scope), scope))

    def ids(self, start: str, scope: str) -> list[str]:
        """Return the ids stated at a scope that begin with `start`, in their fixed order; no figure is worked out for it."""
        at = getattr(self.figures, "at", None)  # where they are worked out one by one, a scope knows its ids
        return [i for i in (at(scope, start) if at else (i for i, place in self.figures if place == scope)) if i.startswith(start)]

    def name(self, scope: str) -> str:
        """Return the words for a scope; the identifier itself where none are known."""
        return self.names.get(scope, scope.partition(":")[2] or scope)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.figures.values())

    def about(self, scope: str) -> FigureSet:
        """Return the same figures where the whole is a scope, then and now."""
        return replace(self, scope=scope, compared=replace(self.compared, scope=scope) if self.compared else None)

    @property
    def is_empty(self) -> bool:
        return not self.value("data.projects")
