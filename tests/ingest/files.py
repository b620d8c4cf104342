"""Small files made by hand for the reading tests: parts of a workbook as text, packed into a zip."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared"
HOSTILE, REAL = SHARED / "data" / "hostile", SHARED / "data" / "real"

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>1234.5</v></c></row>'
)


def sheet(rows: str = ROWS, before: str = "", after: str = "") -> str:
    """A worksheet part around `rows`."""
    return f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def strings(*items: str) -> str:
    """A shared-string part of `items`, already XML."""
    return f'{HEAD}<sst xmlns="{MAIN}">' + "".join(f"<si>{item}</si>" for item in items) + "</sst>"


def styles(*codes: str) -> str:
    """A styles part whose cell style n (from 1) shows numbers in the n-th of `codes`; style 0 is General."""
    formats = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(codes))
    used = '<xf numFmtId="0"/>' + "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(codes)))
    return f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs>{used}</cellXfs></styleSheet>'


def workbook(*names: str, properties: str = "", after: str = "") -> str:
    """A workbook part listing sheets `names`."""
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names or ("Data",), 1))
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>{listed}</sheets>{after}</workbook>'


def relations(*targets: tuple[str, str]) -> str:
    """A relationships part of (kind, target) pairs; ids count rId1, rId2, …"""
    listed = "".join(f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(targets, 1))
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def parts(**changed: str | bytes | None) -> dict[str, str | bytes]:
    """The parts of a valid workbook with one sheet "Data" whose B2 is 1234.5; `changed` replaces, adds or (None) removes."""
    whole: dict[str, str | bytes | None] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook(),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/styles.xml": styles("yyyy-mm-dd"),
        STRINGS: strings("<t>Project</t>", "<t>Budget</t>", "<t>Alpha</t>"),
        SHEET: sheet(),
    }
    whole.update(changed)
    return {name: content for name, content in whole.items() if content is not None}


def pack(content: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The zip file of `content`."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in content.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data, compress_type=method)
    return held.getvalue()


def book(**changed: str | bytes | None) -> bytes:
    """The bytes of the valid workbook with some parts changed."""
    return pack(parts(**changed))


def rows_book(rows: str, *codes: str, **changed: str | bytes | None) -> bytes:
    """A workbook whose one sheet holds `rows`, with cell styles 1, 2, … showing numbers in `codes`."""
    return book(**{SHEET: sheet(rows), "xl/styles.xml": styles(*codes), **changed})
