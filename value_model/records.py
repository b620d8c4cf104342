"""The records of a table by column, for most questions are about one field of all of them.

Every function answers for plain lists of rows too.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import compress, repeat
from typing import Any

import numpy as np
import pyarrow as pa

from value_model.contract import Import, Row, Value
from value_model.held import Records, Stretch
from value_model.texts import Texts, identities, stored

Sizes = np.ndarray[Any, np.dtype[np.float64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


def parts(rows: Sequence[Row]) -> Sequence[Sequence[Row]]:
    """Return the rows in the stretches that were read together."""
    return rows.parts if isinstance(rows, Records) else [rows]


def column(rows: Sequence[Row], name: str) -> list[Value]:
    """Return what each row holds in a field, None where nothing."""
    found: list[Value] = []
    for part in parts(rows):
        found += part.column(name) if isinstance(part, Stretch) else [row.values.get(name) for row in part]
    return found


def sizes(rows: Sequence[Row], name: str) -> Sizes:
    """Return how large each row's amount in a field is, NaN where there is none; to compare, for they are not exact."""
    return np.concatenate([np.empty(0), *(_sizes(part, name) for part in parts(rows))])


def _sizes(part: Sequence[Row], name: str) -> Sizes:
    if isinstance(part, Stretch) and (exact := part.amounts(name)) is not None:
        return exact.sizes
    if isinstance(part, Stretch) and name not in part.held.fields:
        return np.full(len(part), math.nan)
    amounts = column(part, name)
    return np.array([float(amount) if isinstance(amount, Decimal) else math.nan for amount in amounts], dtype=np.float64)


def put(rows: Sequence[Row], name: str, values: Sequence[Value]) -> None:
    """Let each row hold a value in a field; of None there must be none where a row stands alone."""
    at = 0
    for part in parts(rows):
        mine, at = values[at : at + len(part)], at + len(part)
        if isinstance(part, Stretch):
            part.put(name, mine)
            continue
        for row, value in zip(part, mine, strict=True):
            if value is not None:
                row.values[name] = value


def keep(rows: Sequence[Row], wanted: Sequence[bool]) -> Records:
    """Return the rows that are wanted."""
    kept: list[Sequence[Row]] = []
    at = 0
    for part in parts(rows):
        mine, at = wanted[at : at + len(part)], at + len(part)
        kept.append(Stretch(part.held, list(compress(part.lines, mine))) if isinstance(part, Stretch) else list(compress(part, mine)))
    return Records(kept)


def where(rows: Sequence[Row], name: str, question: Callable[[Any], bool] = lambda _: True) -> list[int]:
    """Return the places of the rows that hold a value in a field, and one that passes a question where it is given."""
    at, found = 0, list[int]()
    for part in parts(rows):
        found += [at + place for place in _where(part, name, question)]
        at += len(part)
    return found


def _where(part: Sequence[Row], name: str, question: Callable[[Any], bool]) -> list[int]:
    if isinstance(part, Stretch):
        if name not in part.held.fields:
            return []
        if (coded := part.coded(name)) is not None:
            return np.flatnonzero(coded.flags(question)).tolist()
    return [place for place, value in enumerate(column(part, name)) if value is not None and question(value)]


def firsts(rows: Sequence[Row], name: str) -> dict[Value, int]:
    """Return each different value that rows hold in a field with the place of the first that does, in order."""
    at, found = 0, dict[Value, int]()
    for part in parts(rows):
        coded = part.coded(name) if isinstance(part, Stretch) else None
        if coded is not None:
            for line in coded.firsts():
                found.setdefault(coded[line], at + line)
        else:
            for place, value in enumerate(column(part, name), at):
                if value is not None:
                    found.setdefault(value, place)
        at += len(part)
    return found


def days(rows: Sequence[Row], name: str) -> Sizes:
    """Return the number of the day that each row holds in a field, NaN where there is none."""
    return np.concatenate([np.empty(0), *(_days(part, name) for part in parts(rows))])


def _days(part: Sequence[Row], name: str) -> Sizes:
    coded = part.coded(name) if isinstance(part, Stretch) else None
    if coded is None or coded.is_changed:
        return _numbered(column(part, name))
    return np.append(_numbered(coded.values), math.nan)[coded.codes]


def _numbered(values: Sequence[Any]) -> Sizes:
    return np.array([value.toordinal() if isinstance(value, date) else math.nan for value in values], dtype=np.float64)


def any_holds(rows: Sequence[Row], name: str) -> bool:
    """Tell whether any row holds a value in a field."""
    return any(_known(part, name).any() for part in parts(rows))


def lacking(rows: Sequence[Row], name: str) -> list[int]:
    """Return the places of the rows that hold nothing in a field."""
    known = np.concatenate([np.empty(0, dtype=bool), *(_known(part, name) for part in parts(rows))])
    return np.flatnonzero(~known).tolist()


def holding(rows: Sequence[Row], name: str) -> list[Row]:
    """Return the rows that hold a value in a field."""
    return [rows[at] for at in where(rows, name)]


def fields(rows: Sequence[Row]) -> set[str]:
    """Return the fields in which any row holds a value."""
    found: set[str] = set()
    for part in parts(rows):
        if isinstance(part, Stretch):
            found |= {name for name in part.held.fields if name not in found and _known(part, name).any()}
        else:
            found |= {name for row in part for name in row.values}
    return found


def _known(part: Sequence[Row], name: str) -> Flags:
    """Which rows hold a value in a field."""
    if isinstance(part, Stretch):
        if name not in part.held.fields:
            return np.zeros(len(part), dtype=bool)
        if (amounts := part.amounts(name)) is not None:
            return amounts.known
        if (coded := part.coded(name)) is not None:
            return coded.known
    return np.array([value is not None for value in column(part, name)], dtype=bool)


def texts(rows: Sequence[Row], name: str) -> pa.Array:
    """Return what each row holds in a field as a text, unknown where nothing."""
    return pa.concat_arrays([pa.array([], type=pa.string()), *(_texts(part, name) for part in parts(rows))])


def _texts(part: Sequence[Row], name: str) -> pa.Array:
    coded = part.coded(name) if isinstance(part, Stretch) else None
    return coded.array(_as_texts) if coded is not None else _as_texts(column(part, name))


def _as_texts(values: Sequence[Any]) -> pa.Array:
    return stored(values if isinstance(values, Texts) else [None if value is None else str(value) for value in values])  # type: ignore[misc]


def all_differ(rows: Sequence[Row], name: str) -> bool:
    """Tell whether each row holds an identifier of its own in a field."""
    compared = identities(texts(rows, name)).dictionary_encode()
    return not compared.null_count and len(compared.dictionary) == len(rows)


def places(rows: Sequence[Row]) -> Iterator[tuple[int, str, list[int]]]:
    """Yield file, sheet and numbers of the rows, for each stretch of rows of one sheet."""
    for part in parts(rows):
        if isinstance(part, Stretch):
            numbers = list(part.held.numbers)
            yield part.held.file, part.held.sheet, numbers if part.is_whole else [numbers[line] for line in part.lines]
        else:
            yield from ((row.file, row.sheet, [row.row]) for row in part)


def marks(rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """Yield the marks of each row."""
    for part in parts(rows):
        if isinstance(part, Stretch):
            made = part.held.made
            marked = {line: row.marks for line, row in made.items() if row.marks}
            yield from (marked.get(line, ()) for line in part.lines) if marked else repeat((), len(part))
        else:
            yield from (row.marks for row in part)


def numbers(rows: Sequence[Row]) -> list[int]:
    """Return the numbers of the rows on their sheets."""
    return [number for _, _, stretch in places(rows) for number in stretch]


def add(found: Import, table: str, rows: Sequence[Row]) -> None:
    """Put records behind those of their table; none are no table."""
    if rows:
        found.records[table] = Records([*parts(found.rows(table)), *parts(rows)])
