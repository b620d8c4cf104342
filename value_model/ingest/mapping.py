"""A mapping: which column of which sheet feeds which field, saved as TOML and edited by hand.

`Mapping` holds one or more `TableMap`s; the blank template, a recognised sheet and a saved mapping all
come down to the same thing, so there is one way of loading rows.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

from value_model.contract import TABLES, Field
from value_model.ingest.block import Block, Orientation
from value_model.ingest.wording import key

MAPPINGS = Path(os.environ.get("VALUE_MAPPINGS") or Path(__file__).resolve().parents[2] / "data" / "mappings")
Status = Literal["proposed", "asked", "saved", "exact"]


@dataclass(frozen=True, slots=True)
class FieldMap:
    """How one field is read: heading(s), a factor, date order, currency, decimal mark, words for choices."""

    columns: tuple[str, ...]
    pick: Literal["only", "first filled", "joined"] = "only"
    scale: Decimal | None = None
    date: str | None = None
    currency: str | None = None
    decimal: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    certainty: float = 1.0
    status: Status = "saved"
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Wide:
    """Period columns that become rows. `pattern` holds {year}, {yy}, {month}, {quarter} or {period}, and `*`.

    With `total` the columns are a profile of a stated total, used for a project only where all its
    profiles add up to their totals. `name` and `kind` describe the benefit (or cost) they are about.
    """

    pattern: str
    stream: str
    scale: Decimal | None = None
    name: str = ""
    kind: str = ""
    total: str = ""


@dataclass(frozen=True, slots=True)
class TableMap:
    """How one table of the contract is read from one sheet."""

    table: str
    sheet: str = "*"
    orientation: Orientation = "rows"
    header_rows: tuple[int, ...] = ()
    fields: dict[str, FieldMap] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    skip_below: str = ""
    skip_rows: tuple[str, ...] = ()
    defaults: dict[str, str] = field(default_factory=dict)
    wide: tuple[Wide, ...] = ()
    compare: dict[str, str] = field(default_factory=dict)
    latest_by: str = ""
    matrix: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """A named set of table maps. `fingerprint` lists the headings by which its files are known, `headings` all that stood in the file
    it was made for: from them a later export shows what changed.
    """

    name: str
    tables: tuple[TableMap, ...]
    fingerprint: tuple[str, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)
    headings: tuple[str, ...] = ()

    def fits(self, block: Block) -> bool:
        """Tell whether every heading of the fingerprint stands in the block."""
        return bool(self.fingerprint) and all(block.find(name) for name in self.fingerprint)

    def of_sheet(self, sheet: str) -> list[TableMap]:
        """Return the table maps that speak of the sheet."""
        return [table for table in self.tables if fnmatchcase(key(sheet), key(table.sheet) if table.sheet != "*" else "*")]


EXTRA: dict[tuple[str, str], Field] = {
    ("benefit_values", "project_id"): TABLES["benefits"]["project_id"],
    ("projects", "annual_benefit"): Field(
        "annual_benefit", "money", "Benefit per year; becomes a benefit of the project with that yearly value."
    ),
    ("benefits", "planned_total"): Field("planned_total", "money", "Approved value of the benefit over its life."),
    ("benefits", "forecast_total"): Field("forecast_total", "money", "Value of the benefit over its life as now expected."),
    ("benefits", "realized_to_date"): Field("realized_to_date", "money", "Value realized up to the as-of date."),
}  # what a source may give in place of the contract's own rows; `totals` turns it into them


def field_of(table: str, name: str) -> Field:
    """Return the field of a table, or what a mapping may read in place of one. Raises `KeyError` for any other name."""
    return EXTRA.get((table, name)) or TABLES[table][name]
