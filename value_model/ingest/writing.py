"""A mapping as TOML, written to be read and edited by the person who answers for the spreadsheet."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Table
from pathlib import Path

from value_model.errors import UsageError
from value_model.ingest.mapping import MAPPINGS, FieldMap, Mapping, TableMap, Wide
from value_model.ingest.wording import plain


def text(mapping: Mapping, remarks: Sequence[str] = ()) -> str:
    """Return the mapping as a TOML document that `mapping.parse` reads back as the same mapping.

    `remarks` follow as comments: lines that answer an open question, columns that nothing was read from.
    """
    return "\n".join([*_lines(mapping), *(f"# {remark}" for remark in remarks)]) + "\n"


def save(mapping: Mapping, folder: Path = MAPPINGS) -> Path:
    """Keep a mapping under its name, to be chosen for files with its headings from now on; return its path.

    Raises `UsageError` where it cannot be written.
    """
    path = folder / f"{re.sub(r'[^a-z0-9]+', '-', plain(mapping.name)).strip('-')[:60] or 'mapping'}.toml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text(mapping), encoding="utf-8")
    except OSError as problem:
        raise UsageError(f'The mapping "{mapping.name}" could not be saved: {problem.strerror}.') from problem
    return path


def _lines(mapping: Mapping) -> Iterator[str]:
    yield f"name = {_quoted(mapping.name)}"
    if mapping.fingerprint:
        yield f"fingerprint = {_list(mapping.fingerprint)}"
    if mapping.headings:
        yield f"headings = {_list(mapping.headings)}"
    if mapping.settings:
        yield "\n[settings]"
        yield from (f"{name} = {_quoted(value)}" for name, value in mapping.settings.items())
    repeated = Counter(table.table for table in mapping.tables)
    for table in mapping.tables:
        yield ""
        yield f"[[{table.table}]]" if repeated[table.table] > 1 else f"[{table.table}]"
        yield from _table(table)


def _table(table: TableMap) -> Iterator[str]:
    yield f"sheet = {_quoted(table.sheet)}"
    yield f"orientation = {_quoted(table.orientation)}"
    yield f"header_rows = [{', '.join(str(row) for row in table.header_rows)}]"
    if table.skip_below:
        yield f"skip_below = {_quoted(table.skip_below)}"
    if table.skip_rows:
        yield f"skip_rows = {_list(table.skip_rows)}"
    if table.latest_by:
        yield f"latest_by = {_quoted(table.latest_by)}"
    if table.matrix:
        yield "matrix = true"
    if table.defaults:
        yield f"defaults = {_inline(table.defaults)}"
    yield f"\n[{table.table}.fields]"
    for name, entry in table.fields.items():
        yield f"{name} = {_field(entry)}"
    if table.compare:
        yield f"\n[{table.table}.compare]"
        yield from (f"{_quoted(column)} = {_quoted(name)}" for column, name in table.compare.items())
    if table.ignore:
        yield f"\n[{table.table}.ignore]\ncolumns = {_list(table.ignore)}"
    for wide in table.wide:
        yield f"\n[[{table.table}.wide]]"
        yield from _wide(wide)


def _field(entry: FieldMap) -> str:
    parts = [
        f"columns = {_list(entry.columns)}, pick = {_quoted(entry.pick)}"
        if len(entry.columns) > 1
        else f"column = {_quoted(entry.columns[0])}"
    ]
    parts += [f"scale = {entry.scale:g}"] if entry.scale is not None else []
    parts += [f"{name} = {_quoted(value)}" for name in ("date", "currency", "decimal") if (value := getattr(entry, name))]
    parts += [f"values = {_inline(entry.values)}"] if entry.values else []
    return _quoted(entry.columns[0]) if len(parts) == 1 and len(entry.columns) == 1 else "{ " + ", ".join(parts) + " }"


def _wide(wide: Wide) -> Iterator[str]:
    yield f"pattern = {_quoted(wide.pattern)}"
    yield f"stream = {_quoted(wide.stream)}"
    if wide.scale is not None:
        yield f"scale = {wide.scale:g}"
    for name in ("name", "kind", "total"):
        if value := getattr(wide, name):
            yield f"{name} = {_quoted(value)}"


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _list(values: tuple[str, ...]) -> str:
    return "[" + ", ".join(_quoted(value) for value in values) + "]"


def _inline(values: Table[str, str]) -> str:
    return "{ " + ", ".join(f"{_quoted(name)} = {_quoted(value)}" for name, value in values.items()) + " }"
