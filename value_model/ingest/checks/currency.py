"""Amounts in several currencies need a reporting currency and a rate for each month in use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from value_model.contract import TABLES, Finding, Import, Row, Value
from value_model.ingest.checks.place import finding
from value_model.records import column, firsts, where

_TIMED = (("costs", "projects", "project_id"), ("benefit_values", "benefits", "benefit_id"))


def missing_rates(found: Import, as_of: date | None) -> Iterator[Finding]:
    """Yield an error per currency in use that lacks a rate for a month in use."""
    reporting = found.settings.get("reporting_currency")
    if not reporting:
        return
    rates: dict[str, set[date]] = defaultdict(set)
    for row in found.rows("rates"):
        month = row.values.get("period")
        if isinstance(month, date):
            rates[str(row.values.get("currency"))].add(month)
    for code, uses in _uses(found, as_of).items():
        missing = sorted((month, row) for month, row in uses.items() if code != reporting and month not in rates[code])
        if missing:
            yield _missing(found, code, reporting, [month for month, _ in missing], missing[0][1])


def _missing(found: Import, code: str, reporting: str, months: list[date], row: Row) -> Finding:
    span = months[0].strftime("%Y-%m") + (f" to {months[-1]:%Y-%m}" if len(months) > 1 else "")
    return finding(found, row, "error", "rate-missing", f"{code} is in use, and there is no rate to {reporting} for {len(months)} of its months ({span}).",
                   "Add the months to the Rates sheet.", "currency")  # fmt: skip


def _uses(found: Import, as_of: date | None) -> dict[str, dict[date, Row]]:
    """Months in use by currency. Whole-life totals of a project need the rate of the as-of month."""
    uses: dict[str, dict[date, Row]] = defaultdict(dict)
    for table, owners, key in _TIMED:
        if not found.rows(table):
            continue
        listed = found.rows(owners)
        stated = dict(zip(column(listed, key), column(listed, "currency"), strict=True))
        for row in found.rows(table):
            code = row.values.get("currency") or stated.get(row.values.get(key))
            month = row.values.get("period")
            if code and isinstance(month, date) and row.values.get("amount"):
                uses[str(code)].setdefault(month, row)
    projects = found.rows("projects")
    now = as_of.replace(day=1) if as_of else None
    counted = {code for code, months in uses.items() if now in months}
    for at in sorted(_first_with_totals(projects, code) for code in firsts(projects, "currency") if code and code not in counted):
        if now and at < len(projects):
            uses[str(projects[at].values["currency"])][now] = projects[at]
    return uses


def _first_with_totals(projects: Sequence[Row], code: Value) -> int:
    """Return the place of the first project in a currency that states whole-life totals; the number of projects where none does."""
    return next((at for at in where(projects, "currency", code.__eq__) if _has_totals(projects[at])), len(projects))


def _has_totals(row: Row) -> bool:
    return any(isinstance(row.values.get(field.name), Decimal) for field in TABLES["projects"].fields if field.kind == "money")


def several_currencies(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001 - one signature for every check
    """Yield an error where several currencies are in use and no reporting currency says which one totals are in."""
    codes = in_use(found)
    if len(codes) > 1 and not found.settings.get("reporting_currency"):
        yield Finding("error", "mixed-currencies", f"Amounts are in {', '.join(sorted(codes))}, and no reporting currency is given.",
                      "Add reporting_currency to the Settings sheet, and the rates of the others.", found.files[0].name if found.files else "")  # fmt: skip


def in_use(found: Import) -> set[str]:
    """Return the currencies that rows state."""
    return {str(code) for name in TABLES if name != "rates" for code in firsts(found.rows(name), "currency") if code}
