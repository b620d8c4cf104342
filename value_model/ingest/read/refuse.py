"""Why a file is not read, in words: one sentence per rule, naming the file and saying what to do."""

from __future__ import annotations

import re

from value_model.errors import FileRefused

_AGAIN = "open it in the program it came from, save it as .xlsx and load that copy"
_DAMAGED = f"{_AGAIN}, or export it again"

SENTENCES = {
    "missing": "could not be opened; check that the file is there and that you may read it.",
    "empty": "is empty or not a workbook; export it again and load the new copy.",
    "too-large": "holds {size} MB; files up to {limit} MB can be read, so remove what is not needed or split it.",
    "password": "is protected by a password; save a copy without one and load that.",
    "not-a-table": "is not a table ({seen}); load a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods) or a text table (.csv, .tsv, .txt).",
    "text-not-workbook": 'is a text file although its name ends in "{ending}"; save it as .xlsx, or rename it to end in .csv if it is one.',
    "html": "is a web page although it may open in Excel; open it in Excel, save it as .xlsx and load that copy.",
    "word": "is a Word file, not a workbook; load a workbook (.xlsx) or a text table (.csv).",
    "powerpoint": "is a PowerPoint file, not a workbook; load a workbook (.xlsx) or a text table (.csv).",
    "other-office": "is {seen}, not a workbook; export it as .xlsx or .csv and load that.",
    "not-a-workbook": "is a zip archive but not an Excel workbook; unpack it and load the workbook or table inside.",
    "truncated": f"is damaged: its end is missing, as after an interrupted copy; {_DAMAGED}.",
    "damaged": f"is damaged ({{where}}); {_DAMAGED}.",
    "zip-layout": f"is damaged or was changed after it was saved: its table of contents is not where it should be; {_DAMAGED}.",
    "too-many-entries": f"holds {{count}} parts, more than the {{limit}} a workbook may have; {_AGAIN}.",
    "compression": f"is packed in a way that Excel does not use ({{where}}); {_AGAIN}.",
    "entry-name": f"holds a part whose name points outside the file ({{where}}); {_AGAIN}.",
    "symlink": f"holds a link to another file ({{where}}); {_AGAIN}.",
    "duplicate-entry": f"holds the same part twice ({{where}}), so it is not clear which one counts; {_AGAIN}.",
    "bomb": "unpacks to far more than it seems to hold ({where}); copy the cells you need to a new workbook and load that.",
    "active-content": "holds {seen}, which an ordinary workbook does not need; save it as .xlsx without them and load that copy.",
    "too-many": "holds more than {limit} {what}; copy the sheets you need to a new workbook and load that.",
    "dtd": f"holds instructions that no workbook needs (a document type in {{where}}); {_AGAIN}.",
    "encoding": f"holds a part that is not in UTF-8 ({{where}}); {_AGAIN}.",
    "markup": f"is damaged: {{where}} cannot be read; {_DAMAGED}.",
    "string-length": "holds a cell longer than {limit} characters ({where}), which no spreadsheet can show; shorten it and load it again.",
    "sheet-name": "holds a sheet whose name has {count} characters; shorten it and load it again.",
    "cell-order": f"lists its cells out of order or twice ({{where}}), so it is not clear which one counts; {_AGAIN}.",
    "cell-reference": f"holds a cell at an address that does not exist ({{where}}); {_AGAIN}.",
    "relationship": f"points to a part outside the file ({{where}}); {_AGAIN}.",
    "missing-part": f"is incomplete: {{where}} is missing; {_DAMAGED}.",
    "spread": "spreads over {rows} rows and {cols} columns ({where}); delete the empty rows and columns around the data and save it again.",
    "merged-area": "merges {count} cells ({where}); split the merged areas and save it again.",
    "unclosed-quote": "has a quotation mark in row {row} that is never closed, so the rows after it cannot be told apart; close it.",
    "unreadable": f"cannot be read as {{seen}}; {_AGAIN}.",
    "crashed": f"could not be read: reading it failed or needed more memory than allowed; {_AGAIN}.",
    "ended": "could not be read: the reading was ended from outside before it was done, as where memory runs short; load it again.",
    "too-slow": "took longer than {seconds} seconds to read; remove sheets and formatting that are not needed, or split it.",
}  # fmt: skip


def shown(name: str, limit: int = 80) -> str:
    """Return a file or part name as a message may show it: on one line, without control characters, cut at `limit`."""
    text = re.sub(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff]", "", name)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def refused(code: str, name: str, **slots: object) -> FileRefused:
    """Return the refusal of file `name` under rule `code`, a key of `SENTENCES`, with its slots filled in."""
    filled = {key: f"{value:,}" if isinstance(value, int) else shown(str(value)) for key, value in slots.items()}
    error = FileRefused(f'"{shown(name)}" {SENTENCES[code].format(**filled)}')
    error.code = code
    return error
