"""A column of amounts that states no unit beside columns in thousands or millions: asked about, never guessed."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from value_model.ingest import numbers, units
from value_model.ingest.block import Block, Heading
from value_model.ingest.cell import Ask, Got
from value_model.ingest.coerce import read
from value_model.ingest.notes import Notes
from value_model.ingest.read.grid import RawCell

_REMEMBERED = 20_000


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
    """Return the sources without amounts whose unit is open: no unit of their own, and as small as those that state one."""
    money = [(name, source) for name, sources in found.items() for source in sources if source.ask.field.kind == "money"]
    stated = [(source, size) for _, source in money if source.ask.style.scale > 1 and (size := _size(block, source))]
    if not stated:
        return found
    usual = median(size for _, size in stated)
    kept = dict(found)
    for name, source in money:
        size = _size(block, source)
        if size and _is_open(source) and size < 50 * usual:
            kept[name] = [other for other in kept[name] if other is not source]
            _say(name, source, stated[0][0], notes)
    return {name: sources for name, sources in kept.items() if sources}


def _is_open(source: Source) -> bool:
    given = source.ask.given
    return (
        given.status == "proposed"
        and given.scale is None
        and source.ask.style.scale == 1
        and not units.of_heading(source.heading.text).power
    )


def _size(block: Block, source: Source) -> Decimal | None:
    """The usual size of the numbers as typed; None where there are none, or where they carry units of their own."""
    found = [number for text in block.texts(source.heading) if (number := numbers.parse(text)) and number.value]
    if not found or any(number.power for number in found):
        return None
    return Decimal(median(abs(number.value) for number in found))


def _say(name: str, source: Source, beside: Source, notes: Notes) -> None:
    scale = f"{beside.ask.style.scale:f}"
    notes.add(
        "error", "unit-asked", f'"{source.heading.text}" states no unit, and its amounts are as small as those of "{beside.heading.text}"; '
        "they were not read.",
        f'Answer with the mapping line {name} = {{ column = "{source.heading.text}", scale = {scale} }} (or scale = 1).', column=source.heading.text,
    )  # fmt: skip
