"""Text that a spreadsheet would run, made inert; and back again.

A cell that begins with = + - @, a tab or a line break is a formula to Excel, LibreOffice or Google Sheets,
also where the sign is written in its full-width form or hides behind spaces and marks nobody sees. An
apostrophe before it makes it text. Numbers are never touched: only text is. Source: OWASP, CSV Injection.
"""

from __future__ import annotations

import unicodedata
from typing import TypeVar

STARTS = ("=", "+", "-", "@")
BREAKS = ("\t", "\r", "\n")
MARK = "'"
Cell = TypeVar("Cell")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text."""
    if text.startswith(BREAKS):
        return True
    seen = next((c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf")), "")
    return unicodedata.normalize("NFKC", seen).startswith(STARTS)


def inert(value: Cell) -> Cell | str:
    """Return the value for a cell: text that might run, or that begins with the mark itself, gets the mark before it."""
    return MARK + value if isinstance(value, str) and (value.startswith(MARK) or is_formula(value)) else value


def restored(text: str) -> str:
    """Return the text as it was before `inert`."""
    return text.removeprefix(MARK)
