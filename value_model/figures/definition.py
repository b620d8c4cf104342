"""What a figure is before it has a value: its id, unit, formula, source, and the function that answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from value_model.figures.figure import Coverage, Good, Input

if TYPE_CHECKING:
    from value_model.figures.facts import Facts

KINDS = ("portfolio", "project", "programme", "unit", "objective", "stage", "kind", "measure")
WITH_COSTS = frozenset({"portfolio", "project", "programme", "unit", "objective", "stage"})
WITH_BENEFITS = WITH_COSTS | {"kind"}
WITH_PROJECTS = WITH_COSTS - {"objective"}
WHOLE = frozenset({"portfolio"})
ABOVE_PROJECT = WITH_PROJECTS - {"project"}

OURS = "ours"


@dataclass(frozen=True, slots=True)
class Answer:
    """A value, or the reason why there is none; on what it rests and what went into it."""

    value: float | str | None
    reason: str | None = None
    coverage: Coverage | None = None
    inputs: tuple[Input, ...] = ()


Make = Callable[["Facts"], Answer]
MakeKeyed = Callable[["Facts", str], Answer]


@dataclass(frozen=True, slots=True)
class Definition:
    """One id of the catalogue. `scopes` are the kinds of scope it is stated at.

    `make` answers it from the facts of a scope. A pattern such as ``gap.by_reason:REASON`` has `make_keyed`
    and `keys` instead, one figure per key. Where another room answers it, `elsewhere` says what their docstrings say.
    """

    id: str
    unit: str
    formula: str
    make: Make | None = None
    good: Good = "none"
    stream: str | None = None
    source: str = OURS
    method: str = ""
    scopes: frozenset[str] = WITH_COSTS
    inputs: tuple[str, ...] = ()
    make_keyed: MakeKeyed | None = None
    keys: Callable[[Facts], Iterable[str]] | None = None
    elsewhere: str = ""

    @property
    def base(self) -> str:
        """The id without its key: ``gap.by_reason`` for ``gap.by_reason:REASON``."""
        return self.id.partition(":")[0]

    @property
    def doc(self) -> str:
        """The docstring of the function that answers it."""
        return getattr(self.make or self.make_keyed, "__doc__", None) or self.elsewhere
