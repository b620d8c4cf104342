"""The Settings sheet: known keys, values of the right sort, one value per key."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice

from value_model.contract import SETTINGS, Cell, Field, Import, Row, Setting
from value_model.ingest.block import Block, display
from value_model.ingest.coerce import Ask, read
from value_model.ingest.columns import Style
from value_model.ingest.dates import order
from value_model.ingest.mapping import FieldMap
from value_model.ingest.notes import Flaw, Notes
from value_model.ingest.read.grid import Grid
from value_model.ingest.wording import closest, cut, key
from value_model.records import add

_TOP, _LOOK = 15, 300
_BARE = re.compile(r"(?<![A-Za-z])\$\s?\d")
_KNOWN = {key(name): setting for name, setting in SETTINGS.items()}


def load(block: Block, found: Import, file: int, notes: Notes) -> tuple[int, int]:
    """Read a Settings sheet into `found.settings`; return how many lines were read and used."""
    name, value = block.find("key"), block.find("value")
    read_lines = used = 0
    for line in block.lines:
        label = block.cell(line, name) if name else None
        cell = block.cell(line, value) if value else None
        if label is None or cell is None or not label.text.strip() or not cell.text.strip() or value is None:
            continue
        read_lines += 1
        setting = _KNOWN.get(key(label.text))
        if setting is None:
            near = closest(label.text, SETTINGS)
            notes.add("warning", "unknown-setting", f'"{cut(label.text, 40)}" is not a setting.', f'Did you mean "{near}"?' if near else
                      f"Settings are {', '.join(SETTINGS)}.", row=line, column="key", value=cut(label.text, 40))  # fmt: skip
            continue
        got = read(cell, Ask("settings", _field(setting), FieldMap(()), Style(order=order([cell.text]).order)))
        if got.value is None:
            notes.at(_unreadable(setting, got.flaw, cell.text), block, line, value, cell.text)
            continue
        text = got.value.isoformat() if isinstance(got.value, date) else str(got.value)
        used += _keep(found, setting, text, Row("settings", {"key": setting.name, "value": text}, file, block.grid.name, line,
                                                {"value": Cell(block.address(line, value), display(cell))}), notes)  # fmt: skip
    return read_lines, used


def _field(setting: Setting) -> Field:
    kind = "text" if setting.name == "discount_rate" else setting.kind
    return Field(setting.name, kind, setting.help, required=setting.kind == "text", choices=setting.choices)


def _unreadable(setting: Setting, flaw: Flaw | None, text: str) -> Flaw:
    if setting.kind == "date" and (flaw is None or flaw.code == "date-not-read"):
        return Flaw(
            "error", "ambiguous-dates", f'{setting.name} "{cut(text, 30)}" could be day first or month first.', "Write it as 2026-09-30."
        )
    problem = flaw.problem if flaw else f'"{cut(text, 40)}" cannot be used.'
    return Flaw("error", "setting-unreadable", f"{setting.name}: {problem}", flaw.fix if flaw else f"For example {setting.example}.")


def _keep(found: Import, setting: Setting, text: str, row: Row, notes: Notes) -> bool:
    before = found.settings.get(setting.name)
    if before not in (None, text):
        code = "mixed-price-basis" if setting.name == "price_basis" else "setting-twice"
        notes.add(
            "error", code, f'{setting.name} is given as "{before}" and as "{text}".', "Keep one of them.", row=row.row, column="value"
        )
        return False
    found.settings[setting.name] = text
    if before is None:
        add(found, "settings", [row])
    return before is None


def whole(found: Import, name: str) -> int | None:
    """Return a setting that is a whole number, or None."""
    text = found.settings.get(name)
    return int(text) if text and text.isdigit() else None


_SAYS_DATE = re.compile(
    r"\b(?:data as of|as of|as at|status date|reporting date|report date|data date|stand|situation au|a fecha de)\b[\s:]*(\S+(?: \w+ \d{4})?)",
    re.I,
)


def said_date(grid: Grid) -> str | None:
    """Return what the first rows of a sheet say of its date ("data as of 09/22/2022"), or None."""
    for cell in islice(grid.columns.between(1, _TOP + 1).values(), 400):
        found = _SAYS_DATE.search(cell.text) if isinstance(cell.value, str) and len(cell.text) < 200 else None
        if found and any(letter.isdigit() for letter in found[1]):
            return cut(found[0].strip(" .,;"), 60)
    return None


def agree(found: Import, as_of: date | None, said: str | None, notes: Notes) -> date | None:
    """Return the as-of date: the one asked for, else the file's; an error, with what the file says of its date, where neither is given."""
    stated = found.settings.get("as_of")
    if as_of is not None:
        if stated and stated != as_of.isoformat():
            notes.add(
                "note", "as-of-overruled", f"The file states {stated}; {as_of} was asked for and is used.", "Nothing to do.", column="as_of"
            )
        found.settings["as_of"] = as_of.isoformat()
        return as_of
    if stated is None:
        hint = f' The file says "{said}".' if said else ""
        notes.add("error", "as-of-missing", f"The date the figures speak of is not given.{hint}",
                  "Add as_of to the Settings sheet, or give it when loading (--as-of 2026-09-30).", column="as_of")  # fmt: skip
        return None
    return date.fromisoformat(stated)


def report_in_one_currency(found: Import, codes: Iterable[str], notes: Notes) -> None:
    """Take the only currency in use for the reporting currency where none is given."""
    used = sorted(set(codes))
    if "reporting_currency" not in found.settings and len(used) == 1:
        found.settings["reporting_currency"] = used[0]
        if used[0] == "USD" and _only_sign(found):
            notes.add("warning", "dollar-sign", 'Amounts are marked with "$" and nothing says whose dollar it is; they were read as US dollars.',
                      "If they are others, add reporting_currency to the Settings sheet (AUD, CAD, NZD …), or give currency in a mapping.")  # fmt: skip
            return
        notes.add("note", "reporting-currency", f"All amounts are in {used[0]}, so that is the reporting currency.", "Nothing to do.")


def _only_sign(found: Import) -> bool:
    """Tell whether a bare "$" stands for the currency of amounts: in a heading, or in a cell of the first rows."""
    if any(column.currency == "$" for fields in found.mapping.values() for column in fields.values()):
        return True
    cells = [cell.text for row in islice(found.all_rows(), _LOOK) for cell in row.cells.values()]
    return any(_BARE.search(text) for text in cells) and not any("US$" in text or "USD" in text for text in cells)
