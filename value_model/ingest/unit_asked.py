"""A column of amounts that states no unit beside columns in thousands or millions: asked about, never guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median
from typing import Any

import numpy as np

from value_model.ingest import numbers, units, words
from value_model.ingest.block import Block, Heading
from value_model.ingest.cell import Ask, Got
from value_model.ingest.coerce import read
from value_model.ingest.notes import Notes
from value_model.ingest.read.grid import RawCell
from value_model.ingest.wording import cut, listed, plain

_HEADED = frozenset({"unit", "units", "unit of measure", "unit of measurement", "uom", "measure unit", "einheit", "masseinheit", "unite", "unite de mesure", "unidad",
                     "unidad de medida", "unidade", "unidade de medida"})  # fmt: skip
_REMEMBERED = 20_000
Sizes = dict[int, Decimal | None]
_MANY, _TINY, _SPOKEN = 10, Decimal(2_000), Decimal(50_000)


@dataclass(frozen=True, slots=True)
class Source:
    """One column as a source of a field."""

    heading: Heading
    ask: Ask
    known: dict[tuple[object, ...], Got] = field(default_factory=dict, compare=False)

    def read(self, cell: RawCell) -> Got:
        """Return what a cell gives; the same text in the same format gives the same."""
        place = (cell.text, cell.number_format, cell.problem, type(cell.value))
        got = self.known.get(place)
        if got is None:
            got = read(cell, self.ask)
            if len(self.known) < _REMEMBERED:
                self.known[place] = got
        return got


def ask_units(block: Block, found: dict[str, list[Source]], notes: Notes) -> dict[str, list[Source]]:
    """Return the sources without amounts whose unit is open.

    Open is a column without a unit of its own that is as small as those that state one, or as amounts of
    projects hardly are: below 50,000 under headings that speak of thousands or millions elsewhere, or
    below 2,000 throughout a list of ten or more.
    """
    if _stated_by_line(block, found):
        return found
    money = [(name, source) for name, sources in found.items() for source in sources if source.ask.field.kind == "money"]
    sized = {source.heading.index: _size(block, source) for _, source in money}
    for _, source in money:
        _say_mixed(block, source, notes)
    limit, scale, beside = _limit(block, [source for _, source in money], sized)
    kept = dict(found)
    if not limit:
        _say_as_typed([source for _, source in money], sized, notes)
    for name, source in money:
        size = sized[source.heading.index]
        if size and is_open(source) and size < limit:
            kept[name] = [other for other in kept[name] if other is not source]
            _say(name, source, scale, beside, notes)
    return {name: sources for name, sources in kept.items() if sources}


def ask_periods(block: Block, columns: list[Source]) -> str | None:
    """Return the heading that makes the unit of period columns a question, or None: they state none, and it speaks of one."""
    spoken = next((heading for heading in block.headings if units.of_heading(heading.text).power >= 3), None)
    sizes = [size for source in columns if is_open(source) and (size := _size(block, source))]
    return spoken.text if spoken and sizes and median(sizes) < _SPOKEN else None


def _say_as_typed(money: list[Source], sized: Sizes, notes: Notes) -> None:
    """Say that small amounts without any unit were read as whole units."""
    sizes = [size for source in money if is_open(source) and (size := sized[source.heading.index])]
    if sizes and max(sizes) < _SPOKEN and all(map(is_open, money)):
        names = listed([source.heading.text for source in money], limit=4)
        notes.add("note", "unit-unstated", f"No heading states a unit; the amounts of {names} were read as typed, in whole units.",
                  "If they are in thousands or millions, say so in the headings, or give scale in a mapping.")  # fmt: skip


def _say_mixed(block: Block, source: Source, notes: Notes) -> None:
    """Warn of small amounts that are typed without a unit in a column where most carry their own: "750" among "£1.2m"."""
    column = block.column(source.heading)
    codes = column.used(column.cells.texts_alone) if source.ask.style.scale == 1 else []
    read = [(code, number) for code in codes if (number := numbers.parse(column.cells.texts[code]))]
    own = [code for code, number in read if number.power >= 3]
    if len(own) < 2:
        return
    bare = [
        code
        for code in column.used(column.cells.filled)
        if code not in own and (number := numbers.parse(column.cells.texts[code])) and 0 < abs(number.value) < _TINY
    ]
    if bare and len(own) > max(1, len(bare)):
        line = int(np.flatnonzero(column.codes == bare[0])[0])
        notes.add("warning", "unit-missing", f'"{cut(column.cells.texts[bare[0]], 30)}" states no unit among amounts such as "{cut(column.cells.texts[own[0]], 30)}"; '
                  "it was read as typed.", "Write its unit, or the full amount.", row=block.lines[line], column=source.heading.text,
                  cell=block.address(block.lines[line], source.heading))  # fmt: skip


def _limit(block: Block, money: list[Source], sized: Sizes) -> tuple[Decimal, Decimal, str]:
    """The size below which a unit is asked for, the scale to suggest, and the heading that suggests it."""
    stated = [(source, size) for source in money if source.ask.style.scale > 1 and (size := sized[source.heading.index])]
    shown = [(source, size, power) for source in money if (found := _shown(block, source)) for size, power in [found]]
    if shown and not stated:
        return 50 * Decimal(median(size for _, size, _ in shown)), Decimal(1).scaleb(shown[0][2]), shown[0][0].heading.text
    if stated:
        return 50 * Decimal(median(size for _, size in stated)), stated[0][0].ask.style.scale, stated[0][0].heading.text
    spoken = next((heading for heading in block.headings if units.of_heading(heading.text).power >= 3), None)
    if spoken:
        return _SPOKEN, Decimal(1).scaleb(units.of_heading(spoken.text).power), spoken.text
    sizes = [size for source in money if (size := sized[source.heading.index])]
    if any(words.heads_bookings(heading.text) for heading in block.headings):
        return Decimal(0), Decimal(1), ""  # bookings are small
    small = len(block.lines) >= _MANY and sizes and max(sizes) < _TINY
    return (_TINY if small else Decimal(0)), Decimal(1_000_000), ""


def of_lines(block: Block, found: Mapping[str, Sequence[Source]]) -> Heading | None:
    """Return the column that says for each line what its amounts count; a business unit is none of amounts."""
    fields = {source.heading.index for sources in found.values() for source in sources}
    return next((one for one in block.headings if plain(one.text) in _HEADED and one.index not in fields), None)


def _stated_by_line(block: Block, found: Mapping[str, Sequence[Source]]) -> bool:
    heading = of_lines(block, found)
    return heading is not None and any(units.of_heading(f"({text.strip()})").power for text in block.texts(heading))


def is_open(source: Source) -> bool:
    """Tell whether nothing says what the amounts of a column count."""
    given = source.ask.given
    return (
        given.status == "proposed"
        and given.scale is None
        and source.ask.style.scale == 1
        and not units.of_heading(source.heading.text).power
    )


def _shown(block: Block, source: Source) -> tuple[Decimal, int] | None:
    """The usual size of the numbers as typed, and the power, where the number format of all of them adds a unit: "£"0.0"m"."""
    column = block.column(source.heading)
    standing = column.cells.numbers & (column.counts() > 0)
    styles = np.flatnonzero(np.bincount(column.cells.styles[standing]))
    powers = {units.of_format(column.cells.formats[style]).power for style in styles.tolist()}
    if len(powers) != 1 or not min(powers):
        return None
    plain = standing & np.isfinite(column.cells.amounts)
    sizes = np.abs(column.cells.amounts[plain]).tolist()
    sizes += [abs(float(text)) for text in column.cells.chosen(standing & ~plain) if numbers.parse(text)]
    return (Decimal(str(median(sizes))), powers.pop()) if any(sizes) else None


def _size(block: Block, source: Source) -> Decimal | None:
    """The usual size of the numbers as typed; None where there are none, or where they carry units of their own."""
    column = block.column(source.heading)
    counts = np.where(column.cells.worded, column.counts(), 0)
    styles = np.flatnonzero(np.bincount(column.cells.styles[counts > 0]))
    if any(units.of_format(column.cells.formats[style]).power for style in styles.tolist()):
        return None
    sizes = np.where(counts, np.abs(column.cells.amounts), 0)
    for code in np.flatnonzero(np.isnan(sizes)).tolist():
        number = numbers.parse(column.cells.texts[code])
        if number and number.value and number.power:
            return None
        sizes[code] = abs(float(number.value)) if number else 0
    found = np.flatnonzero(sizes)
    if not len(found):
        return None
    first, second = _middle(sizes[found], counts[found])
    middle = [numbers.parse(column.cells.texts[found.item(at)]) for at in (first, second)]
    return Decimal(median(abs(number.value) for number in middle if number))


def _middle(sizes: np.ndarray[Any, Any], counts: np.ndarray[Any, Any]) -> tuple[int, int]:
    """The places of the one or two sizes in the middle, each counted as often as it stands."""
    every = np.repeat(np.arange(len(sizes)), counts)
    half = len(every) // 2
    around = [(len(every) - 1) // 2, half]
    first, second = every[np.argpartition(sizes[every], around)[around]].tolist()
    return first, second


def _say(name: str, source: Source, scale: Decimal, beside: str, notes: Notes) -> None:
    why = f'"{beside}" speaks of a unit' if beside else "they are small for amounts of projects"
    notes.add(
        "error", "unit-asked", f'The amounts of "{source.heading.text}" state no unit, and {why}; they were not read.',
        f'Answer with the mapping line {name} = {{ column = "{source.heading.text}", scale = {scale:f} }} (or scale = 1).', column=source.heading.text,
    )  # fmt: skip
