"""Kinds of input, as data: what a value must be, read strictly, refused by name in one plain sentence."""

from __future__ import annotations

import keyword
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from value_model.cli.calculation.lines import Members, Numeral
from value_model.errors import MetricInputError
from value_model.metrics.exact import EXACT

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Kind(Protocol):
    """Reads a JSON value of the place `name`, or refuses it."""

    def read(self, raw: Any, name: str) -> Any: ...


def refuse(name: str, need: str) -> MetricInputError:
    """Return the refusal of the input `name`, which must be what `need` says."""
    return MetricInputError(f'"{name}" must be {need}.')


@dataclass(frozen=True, slots=True)
class Num:
    """A finite number; `least` and `most` are allowed, `above` is not."""

    least: int | None = None
    most: int | None = None
    above: int | None = None

    def read(self, raw: Any, name: str) -> Decimal:
        number = _decimal(raw)
        if number is None or not self._allows(number):
            raise refuse(name, f"{self._need}, written in digits")
        return number

    def _allows(self, number: Decimal) -> bool:
        low = self.least is None or number >= self.least
        return low and (self.most is None or number <= self.most) and (self.above is None or number > self.above)

    @property
    def _need(self) -> str:
        if self.least is not None and self.most is not None:
            return f"a number from {self.least} to {self.most}"
        if self.least is not None:
            return f"a number of {self.least} or more"
        upper = "" if self.most is None else f" and at most {self.most}"
        return "a finite number" if self.above is None else f"a number above {self.above}{upper}"


def _decimal(raw: Any) -> Decimal | None:
    """Return a numeral as a decimal; None when it is no numeral or too large for a double."""
    if not isinstance(raw, Numeral):
        return None
    nearest = float(raw.text)
    if not math.isfinite(nearest):
        return None
    return EXACT.create_decimal(raw.text) if nearest else Decimal(0)


@dataclass(frozen=True, slots=True)
class Int:
    """A whole number, written 3 or 3.0, of `least` or more."""

    least: int | None = None

    def read(self, raw: Any, name: str) -> int:
        number = _decimal(raw)
        if number is None or number != number.to_integral_value() or (self.least is not None and number < self.least):
            raise refuse(name, "a whole number" + ("" if self.least is None else f" of {self.least} or more"))
        return int(number)


@dataclass(frozen=True, slots=True)
class Word:
    """One of the listed words."""

    words: Sequence[str]

    def read(self, raw: Any, name: str) -> str:
        if not isinstance(raw, str) or raw not in self.words:
            raise refuse(name, f"one of: {', '.join(self.words)}")
        return raw


@dataclass(frozen=True, slots=True)
class Text:
    """Any text."""

    def read(self, raw: Any, name: str) -> str:
        if not isinstance(raw, str):
            raise refuse(name, "text in quotes")
        return raw


@dataclass(frozen=True, slots=True)
class Day:
    """A date that exists, written YYYY-MM-DD."""

    def read(self, raw: Any, name: str) -> date:
        if isinstance(raw, str) and _DATE.fullmatch(raw):
            try:
                return date.fromisoformat(raw)
            except ValueError:
                raise refuse(name, "a date that exists in the calendar, written YYYY-MM-DD") from None
        raise refuse(name, "a date written YYYY-MM-DD, such as 2026-03-31")


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def read(self, raw: Any, name: str) -> bool:
        if not isinstance(raw, bool):
            raise refuse(name, "true or false")
        return raw


@dataclass(frozen=True, slots=True)
class Maybe:
    """A value, or null where nothing was recorded."""

    kind: Kind

    def read(self, raw: Any, name: str) -> Any:
        return None if raw is None else self.kind.read(raw, name)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list, of at least one entry unless it may be empty."""

    kind: Kind
    may_be_empty: bool = False

    def read(self, raw: Any, name: str) -> list[Any]:
        if not isinstance(raw, list):
            raise refuse(name, "a list in square brackets")
        if not raw and not self.may_be_empty:
            raise refuse(name, "a list of at least one entry")
        return [self.kind.read(entry, f"{name}[{place}]") for place, entry in enumerate(raw)]


@dataclass(frozen=True, slots=True)
class Keyed:
    """An object with free names, of at least one member unless it may be empty."""

    kind: Kind
    may_be_empty: bool = False

    def read(self, raw: Any, name: str) -> dict[str, Any]:
        members = _members(raw, name)
        if not members and not self.may_be_empty:
            raise refuse(name, "an object of at least one member")
        return {key: self.kind.read(entry, f"{name}.{key}") for key, entry in members.items()}


@dataclass(frozen=True, slots=True)
class Field:
    """An input; with a `default` it is optional, and null means that it was not given."""

    kind: Kind
    default: Any = field(default=...)

    def read(self, raw: Any, name: str) -> Any:
        return self.default if raw is None and self.default is not ... else self.kind.read(raw, name)


Fields = Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class Record:
    """An object with listed names, handed to `make`."""

    make: Callable[..., Any]
    fields: Fields

    def read(self, raw: Any, name: str) -> Any:
        return self.make(**read_fields(_members(raw, name), self.fields, f"{name}."))


@dataclass(frozen=True, slots=True)
class Steps:
    """The name of a published schedule, or a list of [from_year, rate]."""

    def read(self, raw: Any, name: str) -> str | list[tuple[int, Decimal]]:
        if isinstance(raw, str):
            return raw
        pairs = Listed(Listed(Num())).read(raw, name)
        if any(len(pair) != 2 or pair[0] != pair[0].to_integral_value() for pair in pairs):
            raise refuse(name, "the name of a schedule or a list of [from_year, rate], the year a whole number")
        return [(int(from_year), rate) for from_year, rate in pairs]


def _members(raw: Any, name: str) -> Members:
    if not isinstance(raw, Members):
        raise refuse(name, "an object in curly brackets")
    if raw.repeated:
        raise MetricInputError(f'"{name}.{raw.repeated[0]}" is given twice. Give it once.')
    return raw


def read_fields(raw: Members, fields: Fields, prefix: str = "") -> dict[str, Any]:
    """Return every field's value by the name a function takes; unknown and missing names are refused."""
    unknown = [name for name in raw if name not in fields]
    if unknown:
        raise MetricInputError(f'"{prefix}{unknown[0]}" is not an input here. Leave it out; the inputs are: {", ".join(fields)}.')
    missing = [name for name, one in fields.items() if name not in raw and one.default is ...]
    if missing:
        raise MetricInputError(f'"{prefix}{missing[0]}" is missing. Add it.')
    values = {name: one.read(raw.get(name), prefix + name) for name, one in fields.items()}
    return {f"{name}_" if keyword.iskeyword(name) else name: value for name, value in values.items()}
