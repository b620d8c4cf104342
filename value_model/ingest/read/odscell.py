"""One cell of an OpenDocument sheet, from its attributes and its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from value_model.ingest.read.grid import UNCACHED, RawCell
from value_model.ingest.read.strings import tidy
from value_model.ingest.read.values import NOT_A_NUMBER, iso_cell, numeric_cell
from value_model.ingest.read.xml import Attributes

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE = f"{_NS}office:1.0", f"{_NS}table:1.0"
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
_DURATION = re.compile(r"(-?)PT(\d{1,9})H(\d{1,9})M(\d{1,9}(?:[.,]\d{1,9})?)S", re.ASCII)


@dataclass(frozen=True, slots=True)
class OdsCell:
    """A cell as declared: its attributes, how many times it stands side by side, the area it is merged over."""

    attributes: Attributes
    repeat: int = 1
    columns: int = 1
    rows: int = 1

    @classmethod
    def of(cls, attributes: Attributes, repeat: int) -> OdsCell:
        """Return the cell with the spans its attributes state."""
        return cls(attributes, repeat, _span(attributes, "columns"), _span(attributes, "rows"))

    @property
    def formula(self) -> bool:
        """Whether the cell holds a formula."""
        return f"{_TABLE} formula" in self.attributes

    def value(self, shown: str) -> RawCell | None:
        """Return the cell's value, given the text it shows; None where it holds nothing."""
        kind = self._get("value-type")
        if self.attributes.get(f"{_CALC} value-type") == "error":
            return RawCell(None, shown, None, shown if shown.startswith("#") else f"#{shown or 'ERROR'}")
        if not kind:
            return RawCell(None, "", None, UNCACHED) if self.formula else None
        if kind == "string":
            text = tidy(self._get("string-value") or shown)
            return RawCell(text, text) if text else None
        return self._typed(kind, shown)

    def _typed(self, kind: str, shown: str) -> RawCell:
        if kind == "date":
            return iso_cell(self._get("date-value"), "yyyy-mm-dd")
        if kind == "boolean":
            flag = {"true": True, "false": False}.get(self._get("boolean-value"))
            return RawCell(flag, shown, None, None if flag is not None else NOT_A_NUMBER)
        if kind == "time":
            return _duration(self._get("time-value"))
        return numeric_cell(self._get("value"), self._format(kind))

    def _format(self, kind: str) -> str | None:
        if kind == "percentage":
            return "0.00%"
        currency = self._get("currency")
        return f"[${currency}] #,##0.00" if kind == "currency" and currency.isalnum() else None

    def _get(self, name: str) -> str:
        return self.attributes.get(f"{_OFFICE} {name}", "")


def _span(attributes: Attributes, what: str) -> int:
    stated = attributes.get(f"{_TABLE} number-{what}-spanned", "1")
    return max(1, int(stated)) if stated.isdecimal() and len(stated) < 10 else 1


def _duration(text: str) -> RawCell:
    """Return the cell of a duration written PT30H15M00S."""
    match = _DURATION.fullmatch(text)
    if not match:
        return RawCell(None, text, "[h]:mm:ss", NOT_A_NUMBER)
    sign, hours, minutes, seconds = match.groups()
    length = timedelta(hours=int(hours), minutes=int(minutes), milliseconds=round(float(seconds.replace(",", ".")) * 1000))
    return RawCell(-length if sign else length, text, "[h]:mm:ss")
