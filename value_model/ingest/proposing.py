"""What an import would read from files, as a mapping to look at and edit before anything is loaded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from value_model.contract import Import, MappedColumn
from value_model.ingest import child, period_answers, pipeline
from value_model.ingest.block import Heading
from value_model.ingest.mapping import FieldMap, Mapping, TableMap
from value_model.ingest.period_answers import Periods
from value_model.ingest.recognise.assign import Choice
from value_model.ingest.sources import Source
from value_model.ingest.wording import cut

__all__ = ["MappedColumn", "Proposal", "Proposed", "propose"]


@dataclass(frozen=True, slots=True)
class Proposed:
    """One table found on one sheet, and how each of its fields would be read."""

    table: str
    sheet: str
    orientation: str
    header_rows: tuple[int, ...]
    fields: dict[str, MappedColumn]
    headings: dict[str, tuple[str, ...]] = field(default_factory=dict)  # every heading of the table, with three of its values


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything recognised, as tables and as a mapping, and the columns nothing was read from."""

    tables: list[Proposed]
    mapping: Mapping
    unused: list[str]
    remarks: list[str]
    periods: list[Periods] = field(default_factory=list)


def propose(paths: Sequence[Path], *, mapping: Mapping | None = None, names: Sequence[str] | None = None) -> Proposal:
    """Return what an import would read from the files. Raises `FileRefused` for one that cannot be read."""
    called = list(names or [path.name for path in paths])
    books = [child.read_workbook(path, name=name) for path, name in zip(paths, called, strict=True)]
    return of_sources(*pipeline.load_with_sources(books, mapping=mapping))


def of_sources(found: Import, recognised: Sequence[Source]) -> Proposal:
    """Propose from an import and what each sheet was taken for in it."""
    sources = [source for source in recognised if source.table != "settings"]
    tables = [_proposed(source, found.mapping.get(source.table, {})) for source in sources]
    plans = tuple(_settled(source, found.mapping.get(source.table, {})) for source in sources)
    fingerprint = tuple(dict.fromkeys(column for plan in plans[:1] for entry in plan.fields.values() for column in entry.columns))
    settings = next((source.mapping.settings for source in sources if source.mapping), {})
    remarks = [line for source in sources for line in _remarks(source)] + [f"not used: {cut(heading, 80)}" for heading in found.unmapped]
    return Proposal(tables, Mapping(Path(found.files[0].name).stem, plans, fingerprint, settings), found.unmapped, remarks,
                    [periods for source in sources for periods in period_answers.asked(source)])  # fmt: skip


def _proposed(source: Source, fields: dict[str, MappedColumn]) -> Proposed:
    mine = {name: fields[name] for name in source.plan.fields if name in fields}
    mine |= {name: _asked(source, choices[0]) for name, choices in _open(source).items() if name not in mine}
    return Proposed(source.table, source.grid.name, source.block.orientation, source.block.header_rows, mine,
                    {heading.text: _samples(source, heading) for heading in source.block.headings})  # fmt: skip


def _samples(source: Source, heading: Heading) -> tuple[str, ...]:
    return tuple(cut(text, 60) for text in source.block.samples(heading))


def _open(source: Source) -> dict[str, list[Choice]]:
    return source.recognised.reading.asked if source.recognised else {}


def _asked(source: Source, choice: Choice) -> MappedColumn:
    return MappedColumn(choice.heading.text, certainty=choice.certainty, status="asked", samples=_samples(source, choice.heading))


def _remarks(source: Source) -> list[str]:
    """Lines that answer what is open, ready to be uncommented and moved to their section."""
    return [
        f"[{source.table}.fields] {name} = {json.dumps(choice.heading.text, ensure_ascii=False)}  ({choice.certainty:.0%} sure)"
        for name, choices in _open(source).items()
        for choice in choices
    ]


def _settled(source: Source, fields: dict[str, MappedColumn]) -> TableMap:
    """The table map with what was decided written out: scale, currency, order of day and month."""
    entries = {name: _written(entry, fields.get(name)) for name, entry in source.plan.fields.items()}
    return replace(source.plan, sheet=source.grid.name, header_rows=source.block.header_rows, fields=entries)


def _written(entry: FieldMap, read: MappedColumn | None) -> FieldMap:
    if read is None:
        return entry
    scale = entry.scale if entry.scale is not None or read.scale == 1 else Decimal(str(read.scale))
    return replace(entry, scale=scale, date=entry.date or read.date, currency=entry.currency or read.currency)
