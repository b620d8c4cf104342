"""One workbook as plain rows, with benefits and costs spread to months and turned into US dollars."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

Row = dict[str, Any]
Month = tuple[int, int]


@dataclass(frozen=True)
class Value:
    """One cell of a stream: what it belongs to, the quarter, and its amount in dollars (disbenefits negative)."""

    owner: str
    quarter: str
    stream: str
    amount: Decimal
    evidence: str = ""
    reason: str = ""


@dataclass
class Book:
    """A workbook by sheet name; headings become lower-case names with underscores."""

    path: Path
    sheets: dict[str, list[Row]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for sheet in load_workbook(self.path, read_only=True, data_only=True):
            head, *rows = sheet.iter_rows(values_only=True)
            names = [str(text).lower().replace(" ", "_") for text in head if text]
            self.sheets[sheet.title] = [dict(zip(names, row, strict=False)) for row in rows if any(cell is not None for cell in row)]

    def __getitem__(self, sheet: str) -> list[Row]:
        return self.sheets[sheet]

    @cached_property
    def as_of(self) -> date:
        """The date the workbook speaks of."""
        return date.fromisoformat(self.setting("as_of"))

    def setting(self, key: str) -> str:
        """A value of the Settings sheet."""
        return str(next(row["value"] for row in self["Settings"] if row["key"] == key))

    @cached_property
    def projects(self) -> dict[str, Row]:
        """Projects by id."""
        return {row["project_id"]: row for row in self["Projects"]}

    @cached_property
    def benefits(self) -> dict[str, Row]:
        """Benefits by id."""
        return {row["benefit_id"]: row for row in self["Benefits"]}

    @cached_property
    def costs(self) -> list[Value]:
        """All cost lines."""
        return [Value(row["project_id"], row["period"], row["stream"], money(row["amount"])) for row in self["Costs"]]

    @cached_property
    def values(self) -> list[Value]:
        """All benefit lines in dollars, disbenefits negative."""
        return [self._value(row) for row in self["Benefit values"]]

    def _value(self, row: Row) -> Value:
        sign = -1 if self.benefits[row["benefit_id"]]["kind"] == "disbenefit" else 1
        dollars = sum((money(row["amount"]) / 3 * self._rate(row, month) for month in months(row["period"])), Decimal(0))
        return Value(
            row["benefit_id"],
            row["period"],
            row["stream"],
            sign * dollars.quantize(Decimal("0.01")),
            row["evidence"] or "",
            row["reason"] or "",
        )

    def _rate(self, row: Row, month: Month) -> Decimal:
        return self.rates[month] if row["currency"] == "EUR" else Decimal(1)

    @cached_property
    def rates(self) -> dict[Month, Decimal]:
        """Dollars per euro by month."""
        return {(row["period"].year, row["period"].month): Decimal(str(row["rate"])) for row in self["Rates"]}

    def ended(self, quarter: str) -> bool:
        """True if the quarter's last day is on or before the as-of date (as-of dates here end a quarter)."""
        return months(quarter)[-1] <= (self.as_of.year, self.as_of.month)

    def day(self, value: Any) -> date | None:
        """A date cell as a date."""
        return value.date() if value is not None else None


def money(cell: Any) -> Decimal:
    """A number cell as a Decimal."""
    return Decimal(str(cell))


def months(quarter: str) -> list[Month]:
    """The three months of a quarter such as 2026-Q3."""
    year, number = int(quarter[:4]), int(quarter[-1])
    return [(year, number * 3 - 2), (year, number * 3 - 1), (year, number * 3)]
