"""A sheet by columns, each held as what is different in it: a text used a thousand times is held, read and judged once.

A sheet of a hundred thousand rows has two million cells and far fewer different ones. A cell is made when
somebody asks for it; questions about a whole column are asked once per different cell.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from value_model.coded import first_places
from value_model.ingest.read import packing
from value_model.ingest.read.filling import Filling, by_column
from value_model.ingest.read.grid import Place, RawCell
from value_model.texts import stored as in_one_piece

Codes = np.ndarray[Any, np.dtype[np.int32]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Amounts = np.ndarray[Any, np.dtype[np.float64]]
_DIGITS = r"^-?\d{1,15}(?:\.\d{1,12})?$"
_SEEN = "[!-~]"  # a sign that nobody takes for a space
_SOME = 1_000  # lines
NONE = -1  # the code of a row that holds nothing


class Answers(dict[int, bool]):
    """Whether cells of a column, by their number, pass a question: each is asked when somebody wants to know, and once."""

    def __init__(self, cells: Variants, question: Callable[[RawCell], bool]) -> None:
        self._cells, self._question = cells, question

    def __missing__(self, code: int) -> bool:
        answer = self[code] = self._question(self._cells[code])
        return answer


class Variants(Sequence[RawCell]):
    """The different cells of a column: a letter for what each is, its text, and what the text does not tell.

    `styles` holds for each the number of its format among `formats`.
    """

    def __init__(self, kinds: str, texts: Sequence[str], formats: Sequence[str | None], styles: Codes, extras: dict[int, Any]) -> None:
        self.kinds, self.texts, self.formats, self.styles, self.extras = kinds, texts, formats, styles, extras
        self._made: dict[int, RawCell] = {}
        self._answers: dict[Hashable, Answers] = {}

    @classmethod
    def of(cls, cells: Iterable[RawCell]) -> Variants:
        """Return the variants that `cells` are, each of which is different."""
        made = dict(enumerate(cells))
        told = [packing.kind(cell) for cell in made.values()]
        extras = {n: extra for n, (_, extra) in enumerate(told) if extra is not None}
        formats = {code: number for number, code in enumerate(dict.fromkeys(cell.number_format for cell in made.values()))}
        styles = np.array([formats[cell.number_format] for cell in made.values()], dtype=np.int32)
        found = cls("".join(letter for letter, _ in told), [cell.text for cell in made.values()], list(formats), styles, extras)
        found._made = made
        return found

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, at: int) -> RawCell: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[RawCell]: ...
    def __getitem__(self, at: int | slice) -> RawCell | Sequence[RawCell]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        cell = self._made.get(at)
        if cell is None:
            cell = packing.unpack(self.kinds[at], self.texts[at], self.formats[self.styles[at]], self.extras.get(at))
            if self.kinds[at] != packing.NUMBER or len(self._made) < _SOME:  # most numbers are asked for once, and a million would stay
                self._made[at] = cell
        return cell

    @cached_property
    def stored(self) -> pa.Array:
        """Their texts, to be asked about many at a time."""
        return in_one_piece(self.texts)

    @cached_property
    def lengths(self) -> Codes:
        """How many characters each text has."""
        return pc.utf8_length(self.stored).to_numpy()  # type: ignore[no-any-return]

    @cached_property
    def worded(self) -> Flags:
        """Which of them hold a text, of whatever kind, that is not blank."""
        found = self.numbers | self.matching(_SEEN, ~self.numbers)
        found[~found] = [bool(text.strip()) for text in self.chosen(~found)]
        return found

    @cached_property
    def amounts(self) -> Amounts:
        """The amounts of those that are written in plain digits, NaN for the others; to compare sizes, for they are not exact."""
        plain = pc.match_substring_regex(self.stored, _DIGITS)
        return pc.if_else(plain, self.stored, None).cast(pa.float64()).fill_null(math.nan).to_numpy()  # type: ignore[no-any-return]

    def prepare(self) -> None:
        """Work out what nearly every reader of a column asks for; in a thread of its own it takes nobody's time."""
        held = np.count_nonzero(self.numbers & self.filled)
        if 2 * held > len(self):
            self.amounts  # noqa: B018 - it is kept

    def asked(self, question: Callable[[str], bool], hint: str, letter: str = "") -> Flags:
        """Return which texts pass `question`, asked only of those that match the pattern `hint`, and of one kind where it is given."""
        verdicts = self.matching(hint, self.of_kind(letter) if letter else None)
        verdicts[verdicts] = [question(text) for text in self.chosen(verdicts)]
        return verdicts

    def matching(self, pattern: str, among: Flags | None = None) -> Flags:
        """Return which texts, or which among some of them, hold something that a pattern matches."""
        texts = self.stored if among is None else self.stored.filter(pa.array(among))
        found: Flags = pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False).copy()
        if among is None:
            return found
        every = np.zeros(len(self), dtype=bool)
        every[among] = found
        return every

    def chosen(self, which: Flags) -> list[str]:
        """Return the texts of some of them."""
        return self.stored.filter(pa.array(which)).to_pylist()  # type: ignore[no-any-return]

    def picked(self, codes: Sequence[int]) -> list[str]:
        """Return the texts of those with these numbers, in that order."""
        return self.stored.take(pa.array(codes, type=pa.int32())).to_pylist()  # type: ignore[no-any-return]

    def answers(self, name: Hashable, question: Callable[[RawCell], bool]) -> Answers:
        """Return the answers to the question of that name."""
        return self._answers.setdefault(name, Answers(self, question))

    @cached_property
    def filled(self) -> Flags:
        """Which of them hold something a reader would see."""
        found = self.worded.copy()
        found[[number for number, extra in self.extras.items() if extra and self.kinds[number] == "x"]] = True
        return found

    @cached_property
    def texts_alone(self) -> Flags:
        """Which of them are texts and nothing else: no number, date or flag."""
        return self.of_kind("s")

    @cached_property
    def numbers(self) -> Flags:
        """Which of them are plain numbers."""
        return self.of_kind(packing.NUMBER)

    def of_kind(self, letter: str) -> Flags:
        """Return which of them are of a kind."""
        return np.equal(np.frombuffer(self.kinds.encode("ascii"), dtype=np.uint8), ord(letter))


class Column:
    """Some lines of a column: `codes` holds for each the number of its cell among `cells`, NONE where it is empty."""

    __slots__ = ("cells", "codes")

    def __init__(self, codes: Codes, cells: Variants) -> None:
        self.codes, self.cells = codes, cells

    def at(self, line: int) -> RawCell | None:
        """Return the cell of the line with that number, counted from 0."""
        code = self.codes.item(line) if 0 <= line < len(self.codes) else NONE
        return self.cells[code] if code != NONE else None

    def take(self, lines: Codes) -> Column:
        """Return the lines with those numbers, in that order; a number beyond the last is an empty line."""
        if len(lines) and lines[0] >= 0 and lines[-1] < len(self.codes) and (np.diff(lines) == 1).all():
            return Column(self.codes[lines[0] : lines[-1] + 1], self.cells)
        held = np.append(self.codes, np.int32(NONE))
        return Column(held[np.minimum(lines, len(self.codes))], self.cells)

    @property
    def there(self) -> Flags:
        """Which lines hold a cell."""
        return np.not_equal(self.codes, NONE)

    def standing(self) -> Iterator[int]:
        """Yield the codes of the lines that hold a cell; some lines at a time, for most readers want the first alone."""
        for first in range(0, len(self.codes), _SOME):
            some = self.codes[first : first + _SOME]
            yield from some[some != NONE].tolist()

    @property
    def filled(self) -> Flags:
        """Which lines hold something a reader would see."""
        return self.flags(self.cells.filled)

    def first_filled(self, most: int) -> Codes:
        """Return the codes of the first lines that hold something a reader would see; they nearly always stand at the top."""
        top = self.codes[: 4 * most]
        found = top[Column(top, self.cells).filled]
        return found[:most] if len(found) >= most else self.codes[self.filled][:most]

    def used(self, which: Flags | None = None) -> list[int]:
        """Return the codes that stand in the column, of some cells alone where they are given, in the order in which they first do."""
        return _first_seen(self.codes[self.there if which is None else self.flags(which)])

    def counts(self) -> Codes:
        """Return how often each variant stands in the column."""
        return np.bincount(self.codes[self.codes != NONE], minlength=len(self.cells)).astype(np.int32)

    def spread(self, values: Sequence[Any], empty: Any = None) -> list[Any]:
        """Return for each line what `values` hold for its variant."""
        held = np.empty(len(values) + 1, dtype=object)
        held[:-1] = values
        held[-1] = empty
        return held[self.codes].tolist()  # type: ignore[no-any-return]

    def flags(self, verdicts: Flags) -> Flags:
        """Return for each line what was found of its variant; an empty line is False."""
        if verdicts.all():
            return self.there
        return np.append(verdicts, np.False_)[self.codes] if verdicts.any() else np.zeros(len(self.codes), dtype=bool)

    def says(self, question: Callable[[str], bool], hint: str = "") -> Flags:
        """Return the lines whose text passes `question`, asked once per different text that matches `hint`; an empty line is False."""
        return self.flags(self.cells.asked(question, hint))

    def test(self, question: Callable[[RawCell], bool], *, numbers: bool | None = None) -> Flags:
        """Return which lines pass `question`, asked once per different cell, and of no plain number where `numbers` answers for all."""
        asked = np.bincount(self.codes[self.codes != NONE], minlength=len(self.cells)) > 0
        verdicts = np.zeros(len(self.cells), dtype=bool)
        if numbers is not None:
            verdicts |= self.cells.numbers & numbers
            asked &= ~self.cells.numbers
        for code in np.flatnonzero(asked).tolist():
            verdicts[code] = question(self.cells[code])
        return self.flags(verdicts)


def _first_seen(codes: Codes) -> list[int]:
    first = first_places(codes)
    found = np.flatnonzero(first < len(codes))
    return found[np.argsort(first[found])].tolist()  # type: ignore[no-any-return]


EMPTY = Column(np.empty(0, dtype=np.int32), Variants("", [], [], np.empty(0, dtype=np.int32), {}))


class Cells(Mapping[Place, RawCell]):
    """The filled cells of a sheet by (row, column), held by column; row 1 is line 0 of its column."""

    def __init__(self, columns: dict[int, Column]) -> None:
        self.columns = {index: columns[index] for index in sorted(columns)}

    @classmethod
    def of(cls, cells: Mapping[Place, RawCell]) -> Cells:
        """Return the same cells held by column."""
        return cls({index: _of_filling(filling) for index, filling in by_column(cells).items()})

    def column(self, index: int) -> Column:
        """Return a column of the sheet, empty where nothing stands in it."""
        return self.columns.get(index, EMPTY)

    def between(self, first: int, beyond: int) -> Cells:
        """Return the cells of the rows from `first` to the one before `beyond`."""
        return Cells({index: kept for index, column in self.columns.items() if (kept := _between(column, first, beyond)).there.any()})

    def extent(self) -> tuple[int, int]:
        """Return the last filled row and the last filled column."""
        return max((len(column.codes) for column in self.columns.values()), default=0), max(self.columns, default=0)

    def places(self, letter: str, question: Callable[[str], bool], hint: str) -> list[Place]:
        """Return where the cells of one kind stand whose text passes `question`, row by row; no other than those that match `hint` can."""
        found = []
        for index, column in self.columns.items():
            passed = column.cells.asked(question, hint, letter) if letter in column.cells.kinds else np.zeros(0, dtype=bool)
            found += [(row + 1, index) for row in np.flatnonzero(column.flags(passed)).tolist()] if passed.any() else []
        return sorted(found)

    def widths(self) -> Codes:
        """Return how many cells of each row hold something a reader would see, row 1 first."""
        found = np.zeros(max((len(column.codes) for column in self.columns.values()), default=0), dtype=np.int32)
        for column in self.columns.values():
            found[: len(column.codes)] += column.filled
        return found

    def __getitem__(self, place: Place) -> RawCell:
        cell = self.column(place[1]).at(place[0] - 1)
        if cell is None:
            raise KeyError(place)
        return cell

    def get(self, place: Place, default: Any = None) -> Any:
        column = self.columns.get(place[1])
        return default if column is None or (cell := column.at(place[0] - 1)) is None else cell

    def __contains__(self, place: object) -> bool:
        return isinstance(place, tuple) and len(place) == 2 and self.get(place) is not None

    def __len__(self) -> int:
        return sum(int(column.there.sum()) for column in self.columns.values())

    def __iter__(self) -> Iterator[Place]:
        held = [(np.flatnonzero(column.there) + 1, index) for index, column in self.columns.items()]
        rows = np.concatenate([rows for rows, _ in held]) if held else np.empty(0, dtype=np.int64)
        indices = np.repeat([index for _, index in held], [len(rows) for rows, _ in held]) if held else rows
        order = np.lexsort((indices, rows))
        yield from zip(rows[order].tolist(), indices[order].tolist(), strict=True)


def _between(column: Column, first: int, beyond: int) -> Column:
    codes = column.codes[: beyond - 1].copy()
    codes[: first - 1] = NONE
    return Column(codes, column.cells)


def _of_filling(filling: Filling) -> Column:
    codes = np.full(max(filling.rows), NONE, dtype=np.int32)
    codes[np.array(filling.rows) - 1] = filling.codes
    return Column(codes, Variants.of(filling.cells))
