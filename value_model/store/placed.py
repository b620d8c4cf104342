"""Where every value stood, in Arrow: rows that were read by column are written by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from value_model.ahead import ahead
from value_model.contract import CellPart, LineCells, Origin, Row
from value_model.held import Stretch
from value_model.records import parts, places
from value_model.texts import stored

_FIELD = pa.dictionary(pa.int8(), pa.string())
_SCHEMA = pa.schema([("row_id", pa.int32()), ("field", _FIELD), ("address", pa.string()), ("text", pa.string())])
Numbers = np.ndarray[Any, np.dtype[Any]]
_AT_A_TIME = 10_000  # rows
Place = tuple[int, str, list[int]]  # file, sheet and numbers of some rows


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines of one table as it was read, and which rows they gave."""

    origin: Origin
    numbers: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def of_table(name: str, rows: Sequence[Row], snapshot_id: str) -> pa.Table:
    """Return the cells of one contract table by row and field."""
    by_origin, single = _sorted_out(rows)
    where = list(places(rows))
    rows_shown = pa.array(list(chain.from_iterable(numbers for _, _, numbers in where)), type=pa.int64()).cast(pa.string())
    made = [*(part for lines in by_origin for part in _by_column(lines, rows_shown)), _one_by_one(rows, single)]
    found = pa.concat_tables([part for part in made if part.num_rows] or [_SCHEMA.empty_table()])
    if len(by_origin) + bool(single) > 1:
        worded = found.set_column(1, "field", found["field"].cast(pa.string()))
        found = worded.sort_by([("row_id", "ascending"), ("field", "ascending")])
        found = found.set_column(1, "field", found["field"].combine_chunks().dictionary_encode().cast(_FIELD))
    at = found["row_id"].to_numpy() - 1
    names, sheet_of = sheets(where)
    data = {
        "snapshot_id": chosen([snapshot_id], np.zeros(len(found), dtype=np.int8)),
        "table_name": chosen([name], np.zeros(len(found), dtype=np.int8)),
        "row_id": found["row_id"],
        "field": found["field"],
        "file_no": pa.array(files(where)[at]),
        "sheet": chosen(names, sheet_of[at]),
        "address": found["address"],
        "text": found["text"],
    }
    return pa.table(data)


def chosen(names: Sequence[str], codes: Any) -> pa.Array:
    """Return a text for each code, each different text held once."""
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(names, type=pa.string()))


def files(where: Sequence[Place]) -> Numbers:
    """Return the number of each row's file."""
    return np.repeat(np.array([file for file, _, _ in where], dtype=np.int32), [len(numbers) for _, _, numbers in where])


def sheets(where: Sequence[Place]) -> tuple[list[str], Numbers]:
    """Return the names of the sheets, and for each row the number of its own."""
    names = {name: number for number, name in enumerate(dict.fromkeys(sheet for _, sheet, _ in where))}
    codes = np.array([names[sheet] for _, sheet, _ in where], dtype=np.int32)
    return list(names), np.repeat(codes, [len(numbers) for _, _, numbers in where])


def _sorted_out(rows: Sequence[Row]) -> tuple[list[_Lines], list[int]]:
    """The rows whose cells can be taken by column, by where they come from; and the numbers of the others."""
    by_origin: dict[int, _Lines] = {}
    single: list[int] = []
    at = 0
    for part in parts(rows):
        numbers, at = range(at, at + len(part)), at + len(part)
        others: Iterable[int] = numbers
        if isinstance(part, Stretch):
            changed = part.held.changed()
            plain = [line not in changed for line in part.lines]
            lines = by_origin.setdefault(id(part.held.origin), _Lines(part.held.origin))
            lines.numbers.extend(compress(numbers, plain))
            lines.lines.extend(compress(part.lines, plain))
            others = (number for number, taken in zip(numbers, plain, strict=True) if not taken)
        for number in others:
            cells = rows[number].cells
            if isinstance(cells, LineCells) and not cells.own:
                lines = by_origin.setdefault(id(cells.origin), _Lines(cells.origin))
                lines.numbers.append(number)
                lines.lines.append(cells.line)
            elif cells:
                single.append(number)
    return list(by_origin.values()), single


def _one_by_one(rows: Sequence[Row], numbers: Sequence[int]) -> pa.Table:
    found = [(number, field, cell) for number in numbers for field, cell in sorted(rows[number].cells.items(), key=_field)]
    data = {
        "row_id": [number + 1 for number, _, _ in found],
        "field": pa.array([field for _, field, _ in found], type=pa.string()).dictionary_encode().cast(_FIELD),
        "address": [cell.address for _, _, cell in found],
        "text": [cell.text for _, _, cell in found],
    }
    return pa.table(data, schema=_SCHEMA)


def _field(entry: tuple[str, Any]) -> str:
    return entry[0]


def _by_column(taken: _Lines, rows_shown: pa.Array) -> Iterator[pa.Table]:
    """Return the cells of many rows of one origin, by row and field, some rows at a time: what they take on the way is a multiple of them."""
    columns = sorted(taken.origin.parts(taken.lines), key=lambda column: column.field)
    texts = [stored(column.texts) for column in columns]
    starts = np.cumsum([0, *map(len, texts)])[:-1]
    every = pa.concat_arrays(texts) if texts else None
    numbers = np.array(taken.numbers, dtype=np.int64)

    def some(first: int) -> pa.Table:
        rows = slice(first, first + _AT_A_TIME)
        codes = np.stack([column.codes[rows] for column in columns], axis=1)
        return _of_rows(columns, codes, numbers[rows], rows_shown, every, starts)

    return ahead(range(0, len(numbers) if columns else 0, _AT_A_TIME), some)


def _of_rows(columns: list[CellPart], codes: Numbers, numbers: Numbers, rows_shown: pa.Array, texts: pa.Array, starts: Numbers) -> pa.Table:
    at, which = (found.astype(kind) for found, kind in zip(np.nonzero(codes >= 0), (np.int32, np.int8), strict=True))
    shown = rows_shown.take(pa.array(numbers[at]))
    data = {
        "row_id": pa.array(numbers[at] + 1, type=pa.int32()),
        "field": chosen([column.field for column in columns], which),
        "address": pc.binary_join_element_wise(pa.array([column.letters for column in columns]).take(pa.array(which)), shown, ""),
        "text": texts.take(pa.array(codes[at, which] + starts[which])),
    }
    return pa.table(data, schema=_SCHEMA)
