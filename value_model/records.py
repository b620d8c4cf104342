"""The records of a table by column, for most questions are about one field of all of them.

Every function answers for plain lists of rows too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import compress
from typing import Any

import numpy as np

from value_model.contract import Import, Row, Value
from value_model.held import Records, Stretch

Sizes = np.ndarray[Any, np.dtype[np.float64]]


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


def any_holds(rows: Sequence[Row], name: str) -> bool:
    """Tell whether any row holds a value in a field."""
    return any(value is not None for value in column(rows, name))


def holding(rows: Sequence[Row], name: str) -> list[Row]:
    """Return the rows that hold a value in a field."""
    return [rows[at] for at, value in enumerate(column(rows, name)) if value is not None]


def fields(rows: Sequence[Row]) -> set[str]:
    """Return the fields in which any row holds a value."""
    found: set[str] = set()
    for part in parts(rows):
        if isinstance(part, Stretch):
            found |= {name for name in part.held.fields if name not in found and _known(part, name)}
        else:
            found |= {name for row in part for name in row.values}
    return found


def _known(part: Stretch, name: str) -> bool:
    exact = part.amounts(name)
    return bool(exact.known.any()) if exact is not None else any_holds(part, name)


def places(rows: Sequence[Row]) -> Iterator[tuple[int, str, list[int]]]:
    """Yield file, sheet and numbers of the rows, for each stretch of rows of one sheet."""
    for part in parts(rows):
        if isinstance(part, Stretch):
            yield part.held.file, part.held.sheet, [part.held.numbers[line] for line in part.lines]
        else:
            yield from ((row.file, row.sheet, [row.row]) for row in part)


def marks(rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """Yield the marks of each row."""
    for part in parts(rows):
        if isinstance(part, Stretch):
            made = part.held.made
            yield from (made[line].marks if line in made else () for line in part.lines)
        else:
            yield from (row.marks for row in part)


def numbers(rows: Sequence[Row]) -> list[int]:
    """Return the numbers of the rows on their sheets."""
    return [number for _, _, stretch in places(rows) for number in stretch]


def add(found: Import, table: str, rows: Sequence[Row]) -> None:
    """Put records behind those of their table; none are no table."""
    if rows:
        found.records[table] = Records([*parts(found.rows(table)), *parts(rows)])
