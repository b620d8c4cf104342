"""Small workbooks for the tests of the import, written the way people write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from value_model import ingest
from value_model.contract import Finding, Import

SHARED = Path(__file__).resolve().parents[3] / "shared"
REAL = SHARED / "data" / "real"
needs_shared = pytest.mark.skipif(not REAL.exists(), reason="the shared data folder is not beside this checkout")
AS_OF = date(2026, 9, 30)
Rows = Sequence[Sequence[Any]]


def workbook(path: Path, **sheets: Rows) -> Path:
    """Write a workbook with the given sheets (underscores in names become spaces); return its path."""
    book = Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def csv(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a text file; return its path."""
    path.write_text(text, encoding=encoding)
    return path


def load(path: Path, **options: Any) -> Import:
    """Import one file as of 30 September 2026."""
    return ingest.run([path], **{"as_of": AS_OF, **options})


def codes(found: Import, severity: str | None = None) -> list[str]:
    """The codes of what was found, of one severity where it is named."""
    return [finding.code for finding in found.findings if severity in (None, finding.severity)]


def only(found: Import, code: str) -> Finding:
    """The one finding of a code."""
    matching = [finding for finding in found.findings if finding.code == code]
    assert len(matching) == 1, [finding.sentence() for finding in found.findings]
    return matching[0]


def column(found: Import, table: str, field: str) -> list[Any]:
    """The values of one field, in the order of the rows; None where unknown."""
    return [row.values.get(field) for row in found.rows(table)]
