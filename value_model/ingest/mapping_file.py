"""Mappings as TOML files: read, found by name, and listed from data/mappings."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from value_model.contract import TABLES
from value_model.errors import UsageError
from value_model.ingest.mapping import MAPPINGS, FieldMap, Mapping, TableMap, Wide, field_of
from value_model.ingest.wording import closest, key


def load(source: Path) -> Mapping:
    """Read a mapping file. Raises `UsageError`, naming the file, where it cannot be understood."""
    try:
        return parse(tomllib.loads(source.read_text(encoding="utf-8")), source.name)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise UsageError(f'The mapping "{source.name}" could not be read: {problem}.') from problem


def named(name: str) -> Mapping:
    """Return the saved mapping called `name`, or the one in the file of that path."""
    path = Path(name)
    if path.suffix == ".toml" and path.exists():
        return load(path)
    known = {mapping.name: mapping for mapping in saved()}
    if name in known:
        return known[name]
    near = closest(name, known)
    raise UsageError(f'There is no mapping "{name}".' + (f' Did you mean "{near}"?' if near else " Saved ones are in data/mappings."))


def saved(folder: Path = MAPPINGS) -> list[Mapping]:
    """Return the saved mappings that can be read, by name; `unreadable` names the others."""
    return sorted(
        (entry for path in sorted(folder.glob("*.toml")) if isinstance(entry := _try(path), Mapping)), key=lambda mapping: mapping.name
    )


def unreadable(folder: Path = MAPPINGS) -> list[str]:
    """Return what is wrong with the saved mappings that cannot be read."""
    return [entry for path in sorted(folder.glob("*.toml")) if isinstance(entry := _try(path), str)]


def _try(path: Path) -> Mapping | str:
    try:
        return _loaded(path, path.stat().st_mtime_ns)
    except UsageError as problem:
        return str(problem)


@lru_cache(maxsize=256)
def _loaded(path: Path, changed: int) -> Mapping:  # noqa: ARG001 - a changed file is read again
    return load(path)


def parse(document: dict[str, Any], source: str = "") -> Mapping:
    """Return the mapping a TOML document describes. Raises `UsageError` for tables and fields that do not exist."""
    known = {"name", "fingerprint", "settings", "headings"}
    sections = {name: value for name, value in document.items() if name not in known}
    tables = tuple(_table(name, part) for name, value in sections.items() for part in (value if isinstance(value, list) else [value]))
    if not tables and not document.get("settings"):
        raise UsageError(f'The mapping "{source}" names no table, for example [projects].')
    settings = {name: str(value) for name, value in document.get("settings", {}).items()}
    return Mapping(str(document.get("name", source)), tables, tuple(document.get("fingerprint", ())), settings,
                   tuple(document.get("headings", ())))  # fmt: skip


def _table(name: str, part: Any) -> TableMap:
    if name not in TABLES or not isinstance(part, dict):
        raise UsageError(f'A mapping has a section "{name}", which is not a table. Tables are {", ".join(TABLES)}.')
    wide = part.get("wide", [])
    _known_keys(name, part)
    return TableMap(
        table=name,
        sheet=str(part.get("sheet", "*")),
        orientation="columns" if part.get("orientation") == "columns" else "rows",
        header_rows=tuple(int(row) for row in part.get("header_rows", ())),
        fields={field_name: _field(name, field_name, value) for field_name, value in part.get("fields", {}).items()},
        ignore=tuple(part.get("ignore", {}).get("columns", ())),
        skip_below=str(part.get("skip_below", "")),
        skip_rows=tuple(part.get("skip_rows", ())),
        defaults={key: str(value) for key, value in part.get("defaults", {}).items()},
        wide=tuple(_wide(entry) for entry in (wide if isinstance(wide, list) else [wide])),
        compare=dict(part.get("compare", {})),
        latest_by=str(part.get("latest_by", "")),
        matrix=bool(part.get("matrix", False)),
    )


def _field(table: str, name: str, value: Any) -> FieldMap:
    try:
        field_of(table, name)
    except KeyError:
        near = closest(name, [entry.name for entry in TABLES[table].fields])
        raise UsageError(f'The table "{table}" has no field "{name}".' + (f' Did you mean "{near}"?' if near else "")) from None
    if isinstance(value, str):
        return FieldMap((value,))
    columns = tuple(value["columns"]) if "columns" in value else (str(value["column"]),)
    return FieldMap(
        columns,
        pick=_pick(value.get("pick"), len(columns)),
        scale=Decimal(str(value["scale"])) if "scale" in value else None,
        date=value.get("date"),
        currency=value.get("currency"),
        decimal=value.get("decimal"),
        values={key(word): choice for word, choice in value.get("values", {}).items()},
    )


def _pick(stated: str | None, columns: int) -> Literal["only", "first filled", "joined"]:
    if stated == "joined":
        return "joined"
    return "first filled" if stated == "first filled" or columns > 1 else "only"


_PART_KEYS = {
    "sheet", "orientation", "header_rows", "fields", "ignore", "skip_below", "skip_rows", "defaults", "wide", "compare", "latest_by", "matrix",
}  # fmt: skip
_FIELD_KEYS = {"column", "columns", "pick", "scale", "date", "currency", "decimal", "values"}


def _known_keys(name: str, part: dict[str, Any]) -> None:
    """Refuse words a mapping does not know: a misspelled one would be passed over in silence."""
    for key_name in part.keys() - _PART_KEYS:
        near = closest(key_name, _PART_KEYS)
        raise UsageError(
            f'The mapping section [{name}] has "{key_name}", which it does not know.' + (f' Did you mean "{near}"?' if near else "")
        )
    for field_name, value in part.get("fields", {}).items():
        unknown = set(value) - _FIELD_KEYS if isinstance(value, dict) else set()
        if unknown or not (isinstance(value, str) or "column" in value or "columns" in value):
            raise UsageError(
                f"The mapping line [{name}.fields] {field_name} needs a column, and may have {', '.join(sorted(_FIELD_KEYS))}."
            )


def _wide(entry: dict[str, Any]) -> Wide:
    try:
        return Wide(
            str(entry["pattern"]),
            str(entry["stream"]),
            Decimal(str(entry["scale"])) if "scale" in entry else None,
            str(entry.get("name", "")),
            str(entry.get("kind", "")),
            str(entry.get("total", "")),
        )
    except KeyError as missing:
        raise UsageError(f"A wide entry of a mapping needs {missing}.") from missing
