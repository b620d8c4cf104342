"""What a slot is: a kind, an operation and references; it never holds a value, so that the proof can look it up anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Kind = Literal["figure", "policy", "date", "name", "phrase", "tally"]


Value = Decimal | date | str


WHOLE = "whole"  # the scope the page speaks of, where a slot of a narrower sentence needs it


HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Ref:
    """A figure by id and scope; scope None is that of the sentence. `then` asks the compared snapshot."""

    id: str
    scope: str | None = None
    then: bool = False

    def at(self, scope: str, whole: str, word: str) -> Ref:
        """Return the reference with its scope and the word in its id filled in."""
        place = scope if self.scope is None else whole if self.scope == WHOLE else self.scope
        return Ref(self.id.replace("{word}", word) if "{" in self.id else self.id, place, self.then)


@dataclass(frozen=True, slots=True)
class Slot:
    """What fills a gap: a kind, an operation on references, and the unit it is written in ("" takes the figure's)."""

    kind: Kind
    op: str
    refs: tuple[Ref, ...] = ()
    unit: str = ""
    key: str = ""  # name of a policy setting, of a phrase table, or a scope to name

    def at(self, scope: str, whole: str, *, word: str = "") -> Slot:
        """Return the slot with every open scope filled in, and `{word}` in ids replaced."""
        refs = tuple(ref.at(scope, whole, word) for ref in self.refs)
        key = self.key.replace("{word}", word).replace("{scope}", scope) if "{" in self.key else self.key
        return Slot(self.kind, self.op, refs, self.unit, key)
