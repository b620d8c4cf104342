"""How numbers are written on charts: the narrative's own writers, bound to a portfolio's currency."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from value_model.charts.drawing import Words
from value_model.narrative import format as forms
from value_model.narrative.page_words import say
from value_model.narrative.reading import sums


def words(currency: str, amounts: Iterable[float | None] = ()) -> Words:
    """Return the writers for a chart whose labels state `amounts`, all in the unit of the largest."""
    to = forms.style(currency)
    known = [amount for amount in amounts if amount is not None]
    scale = forms.scale_of(known) if known else None
    symbol = to.language["symbols"].get(currency)
    return Words(
        money=lambda value: forms.money(value, to, scale=scale),
        variance=lambda value: forms.money(value, to, scale=forms.unit_of_label(value, scale), form="signed"),
        percent=lambda value: forms.percent(value, to),
        exact=lambda value: forms.exact_percent(value, to),
        day=lambda value: forms.day(value, to),
        symbol=symbol or f"{currency} ",
        say=partial(say, words=to.language.code),
        sums=lambda total, parts: sums(total, parts, to.language),
    )


def day(value: date) -> str:
    """Return a date as "30 Sep 2026"."""
    return forms.day(value, forms.style())


def quarter_tick(ends: date, fiscal_year_start: int) -> str:
    """Return the quarter that ends on a day as "Q3 26", of the fiscal year where its quarters are the calendar's."""
    return forms.quarter_tick(ends, forms.style(), fiscal_year_start=forms.quarters_start(fiscal_year_start))


def quarter_name(ends: date, fiscal_year_start: int) -> str:
    """Return the quarter that ends on a day as "Q3 2026", or "Q3 FY26" where the fiscal year's quarters are the calendar's."""
    return forms.quarter(ends, forms.style(), fiscal_year_start=forms.quarters_start(fiscal_year_start))


def is_fiscal(fiscal_year_start: int) -> bool:
    """Tell whether quarters are named by a fiscal year that is not the calendar's."""
    return forms.quarters_start(fiscal_year_start) > 1


def unit(currency: str, amounts: Iterable[float | None]) -> str:
    """Return the words for a unit of money: "$M" for amounts in millions."""
    known = [amount for amount in amounts if amount is not None]
    to = forms.style(currency)
    symbol, numbers = to.language["symbols"].get(currency), to.language["numbers"]
    scale = numbers["scales"][str(forms.scale_of(known) if known else 1)]
    return str(numbers["money" if symbol else "money_code"]).format(symbol=symbol or currency, number="", scale=scale).strip()
