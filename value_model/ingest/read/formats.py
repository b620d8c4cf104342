"""What a number format says about a number: an amount, a date, a time of day or a duration."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Shape = Literal["number", "date", "datetime", "time", "duration"]

# ECMA-376 part 1, 18.8.30: formats a file need not spell out. 27-36 and 50-58 are East Asian dates.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"$"#,##0', 6: '"$"#,##0', 7: '"$"#,##0.00', 8: '"$"#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: '"$"#,##0', 43: "#,##0.00", 44: '"$"#,##0.00',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    **dict.fromkeys((*range(27, 32), 36, *range(50, 55), 57, 58), "yyyy-mm-dd"), **dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm"),
}  # fmt: skip

_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
# Quoted text, escaped characters, widths (_x), fills (*x), colors, conditions and locales are not date letters.
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]')
_SET_IN = re.compile(r';"( +)"@$')
_NO_DATE = {"", "general", "standard", "@"}


@lru_cache(maxsize=4096)
def shape(code: str | None) -> Shape:
    """Return what a number shown in format `code` is; None and General are plain numbers."""
    if code is None or len(code) > 255:
        return "number"
    section = next((s for s in _sections(code) if s.strip()), "")
    if _ELAPSED.search(section):
        return "duration"
    letters = _LITERAL.sub("", section).casefold()
    if letters.strip() in _NO_DATE or "#" in letters or "?" in letters:
        return "number"
    letters = re.sub(r"e[+-]|am/pm|a/p|general", "", letters)
    return _calendar(letters)


def _calendar(letters: str) -> Shape:
    has_time = "h" in letters or "s" in letters
    has_date = "y" in letters or "d" in letters or ("m" in letters and not has_time)
    if has_date:
        return "datetime" if has_time else "date"
    return "time" if has_time else "number"


def _sections(code: str) -> list[str]:
    """Split a format at the semicolons that stand outside quotes: positive; negative; zero; text."""
    return [part.replace("\x00", ";") for part in re.sub(r'"[^"]*"|\\;', lambda m: m.group().replace(";", "\x00"), code).split(";")]


def set_in(code: str | None, steps: int) -> str | None:
    """Return the format of a text that its cell's style sets in: as the code that shows it so would read."""
    if not steps:
        return code
    return f'{code or "General"}{";General" * (2 - (code or "").count(";"))};"{"  " * steps}"@'


def indent(code: str | None) -> int:
    """Return how many spaces a format puts before a text."""
    found = _SET_IN.search(code or "")
    return len(found[1]) if found else 0
