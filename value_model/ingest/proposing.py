"""What an import would read from files, as a mapping to look at and edit before anything is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from value_model.contract import MappedColumn
from value_model.ingest import child, pipeline
from value_model.ingest.mapping import FieldMap, Mapping, TableMap
from value_model.ingest.sources import Source

__all__ = ["MappedColumn", "Proposal", "Proposed", "propose"]


@dataclass(frozen=True, slots=True)
class Proposed:
    """One table found on one sheet, and how each of its fields would be read."""

    table: str
    sheet: str
    orientation: str
    header_rows: tuple[int, ...]
    fields: dict[str, MappedColumn]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything recognised, as tables and as a mapping, and the columns nothing was read from."""

    tables: list[Proposed]
    mapping: Mapping
    unused: list[str]


def propose(paths: Sequence[Path], *, mapping: Mapping | None = None) -> Proposal:
    """Return what an import would read from the files. Raises `FileRefused` for one that cannot be read."""
    books = [child.read_workbook(path) for path in paths]
    sources = [source for source in pipeline.recognise(books, mapping=mapping) if source.table != "settings"]
    found = pipeline.load(books, mapping=mapping)
    tables = [_proposed(source, found.mapping.get(source.table, {})) for source in sources]
    plans = tuple(_settled(source, found.mapping.get(source.table, {})) for source in sources)
    fingerprint = tuple(dict.fromkeys(column for plan in plans[:1] for entry in plan.fields.values() for column in entry.columns))
    settings = next((source.mapping.settings for source in sources if source.mapping), {})
    return Proposal(tables, Mapping(paths[0].stem, plans, fingerprint, settings), found.unmapped)


def _proposed(source: Source, fields: dict[str, MappedColumn]) -> Proposed:
    mine = {name: fields[name] for name in source.plan.fields if name in fields}
    return Proposed(source.table, source.grid.name, source.block.orientation, source.block.header_rows, mine)


def _settled(source: Source, fields: dict[str, MappedColumn]) -> TableMap:
    """The table map with what was decided written out: scale, currency, order of day and month."""
    entries = {name: _written(entry, fields.get(name)) for name, entry in source.plan.fields.items()}
    return replace(source.plan, sheet=source.grid.name, header_rows=source.block.header_rows, fields=entries)


def _written(entry: FieldMap, read: MappedColumn | None) -> FieldMap:
    if read is None:
        return entry
    scale = entry.scale if entry.scale is not None or read.scale == 1 else Decimal(str(read.scale))
    return replace(entry, scale=scale, date=entry.date or read.date, currency=entry.currency or read.currency)
