"""Number forms: how a value is written, and the only place where a number is rounded.

Half rounds away from zero. Money takes one unit per text: pass the scale of the largest amount to each. Every mark,
scale and word comes from the language, so nothing here is American.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

from value_model.figures.figure import Figure
from value_model.narrative.language import Language, load

Number = Decimal | float | int
Form = Literal["", "size", "signed", "signed_short", "short", "table", "rank"]
EXACT = Context(prec=400)  # room for any double and more: only the last step may round
BILLION, MILLION, THOUSAND, ONE = 1_000_000_000, 1_000_000, 1_000, 1
PLACES = {BILLION: 1, MILLION: 1, THOUSAND: 0, ONE: 0}
FORWARD_JOINT = "\u2060"  # keeps a minus and its amount on one line
SIGNED_FIGURES = ("cost.variance", "benefits.gap_", "gap.by_reason:", "change.", "fit.gap")
UNSIGNED_FIGURES = ("change.cuts", "change.gains")


@dataclass(frozen=True)
class Style:
    """In which language and currency to write; `code` writes the ISO code where several currencies meet."""

    language: Language
    currency: str = "USD"
    code: bool = False


def decimal(value: Number) -> Decimal:
    """Return the number as the shortest decimal that means the same, so that 0.145 is 0.145."""
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def rounded(value: Number, places: int = 0) -> Decimal:
    """Return `value` with `places` decimals, half away from zero. The one rounding function there is."""
    return decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=EXACT)


def style(currency: str = "USD", *, language: str = "en-US", code: bool = False) -> Style:
    """Return the way to write for a currency and a language."""
    return Style(load(language), currency, code)


def digits(value: Number, places: int, to: Style) -> str:
    """Return the magnitude with grouping marks and `places` decimals."""
    plain = f"{abs(rounded(value, places)):,.{places}f}"
    numbers = to.language["numbers"]
    return plain.translate({ord(","): numbers["group"], ord("."): numbers["decimal"]})


def signed(text: str, value: Number, to: Style, *, always: bool = False) -> str:
    """Put the sign of `value` before `text`; a plus only where the sign is the message."""
    numbers = to.language["numbers"]
    mark = numbers["minus"] if value < 0 else numbers["plus"] if always and value > 0 else ""
    return f"{mark}{text}"


def by_number(forms: Mapping[str, str], value: Number) -> str:
    """Return the singular for a magnitude of exactly one, else the plural."""
    return forms["one"] if abs(value) == 1 else forms["other"]


# Money --------------------------------------------------------------------------------------------


def scale_of(amounts: Iterable[Number]) -> int:
    """Return the unit for amounts that stand in one text: that of the largest, as it will look once rounded.

    Billions give way to millions where they would leave another amount with nothing to show.
    """
    sizes = [abs(decimal(amount)) for amount in amounts if amount]
    largest = max(sizes, default=Decimal(0))
    if rounded(largest / MILLION, 1) >= THOUSAND:
        return BILLION if all(rounded(size / BILLION, 1) for size in sizes) else MILLION
    if rounded(largest / THOUSAND) >= THOUSAND:
        return MILLION
    return THOUSAND if rounded(largest) >= THOUSAND else ONE


def money(value: Number, to: Style, *, scale: int | None = None, form: Form = "") -> str:
    """Return an amount as "$12.4M", "−$20.4M", "+$3.1M" or "EUR 12.4M"; "under $0.1M" where it rounds to nothing."""
    unit = scale or scale_of([value])
    places = PLACES[unit]
    if not value:
        return _amount(0, ONE, 0, to)
    if not rounded(decimal(value) / unit, places):
        return _too_small(value, unit, to, form)
    text = _amount(decimal(value) / unit, unit, places, to)
    return text if form == "size" else signed(text, value, to, always=form == "signed")


def _too_small(value: Number, unit: int, to: Style, form: Form) -> str:
    smallest = Decimal(1).scaleb(-PLACES[unit])
    if unit == ONE or (form != "size" and (value < 0 or form == "signed")):
        return money(value, to, scale=scale_of([value]), form=form) if unit != ONE else _cents(value, to, form)
    return str(to.language["numbers"]["under"]).format(amount=_amount(smallest, unit, PLACES[unit], to))


def _cents(value: Number, to: Style, form: Form) -> str:
    text = str(to.language["numbers"]["under"]).format(amount=_amount(1, ONE, 0, to))
    return text if form == "size" or value > 0 else signed(_amount(1, ONE, 0, to), value, to)


def _amount(number: Number, unit: int, places: int, to: Style) -> str:
    return _frame(digits(number, places, to), unit, to)


def _frame(number: str, unit: int, to: Style) -> str:
    numbers, symbol = to.language["numbers"], to.language["symbols"].get(to.currency)
    scale = numbers["scales"][str(unit)]
    if to.code or symbol is None:
        return str(numbers["money_code"]).format(symbol=to.currency, number=number, scale=scale)
    return str(numbers["money"]).format(symbol=symbol, number=number, scale=scale)


def per_one(value: Number, to: Style, *, form: Form = "") -> str:
    """Return what one unit of cost brings, with two decimals: "$1.60"."""
    return signed(_frame(digits(value, 2, to), ONE, to), rounded(value, 2), to, always=form == "signed")


# Shares, points, ratios ---------------------------------------------------------------------------


def percent(value: Number, to: Style, *, form: Form = "") -> str:
    """Return a fraction as "68%"; in tables one decimal below ten percent. Non-zero that rounds to 0 is "under 1%"."""
    hundredfold = decimal(value) * 100
    places = 1 if form == "table" and abs(rounded(hundredfold, 1)) < 10 else 0
    shown = rounded(hundredfold, places)
    if value and not shown:
        return _under_percent(hundredfold, places, to)
    text = str(to.language["numbers"]["percent"]).format(number=digits(hundredfold, places, to))
    return text if form == "size" else signed(text, shown, to, always=form == "signed")


def _under_percent(value: Number, places: int, to: Style) -> str:
    numbers = to.language["numbers"]
    smallest = str(numbers["percent"]).format(number=digits(Decimal(1).scaleb(-places), places, to))
    return str(numbers["under"]).format(amount=signed(smallest, value, to)) if value > 0 else signed(smallest, value, to)


def points(value: Number, to: Style, *, form: Form = "") -> str:
    """Return a difference of percents or scores, given in points: "4 points", "−1 point", "+5 pts"."""
    shown = rounded(value)
    kind = "points_short" if form in ("signed_short", "short") else "points"
    text = by_number(to.language["numbers"][kind], shown).format(number=digits(value, 0, to))
    return text if form == "size" else signed(text, shown, to, always=form in ("signed", "signed_short"))


def ratio(value: Number, to: Style, *, form: Form = "") -> str:
    """Return a ratio as "0.7×"."""
    text = str(to.language["numbers"]["ratio"]).format(number=digits(value, 1, to))
    return text if form == "size" else signed(text, rounded(value, 1), to, always=form == "signed")


def count(value: Number, to: Style, *, form: Form = "") -> str:
    """Return a count in numerals; as a word of rank ("fifth") where asked for."""
    if form == "rank":
        return rank(value, to)
    return signed(digits(value, 0, to), rounded(value), to, always=form == "signed")


def rank(value: Number, to: Style) -> str:
    """Return "first", "second" … up to tenth, then "11th"."""
    names = to.language["numbers"]["ranks"]
    place = int(rounded(value))
    return str(names[place - 1]) if 0 < place <= len(names) else _ordinal(place, to)


def _ordinal(place: int, to: Style) -> str:
    endings = to.language["numbers"]["rank_beyond"]
    key = "other" if place % 100 in (11, 12, 13) else str(place % 10)
    return str(endings.get(key, endings["other"])).format(number=place)


def score(value: Number, to: Style, *, form: Form = "") -> str:
    """Return a score: whole from ten on (77 of 100), one decimal on a small scale (3.4 of 5)."""
    places = 0 if abs(rounded(value, 1)) >= 10 or decimal(value) == int(value) else 1
    return signed(digits(value, places, to), rounded(value, places), to, always=form == "signed")


def spell_out(value: Number, unit: str, to: Style, *, form: Form = "") -> str:
    """Return a length of time: "34 days", "9 months"."""
    text = by_number(to.language["numbers"][unit], rounded(value)).format(number=digits(value, 0, to))
    return text if form == "size" else signed(text, rounded(value), to, always=form == "signed")


# Dates --------------------------------------------------------------------------------------------


def day(value: date, to: Style) -> str:
    """Return "30 Sep 2026"."""
    numbers = to.language["numbers"]
    return str(numbers["date"]).format(day=value.day, month=numbers["months_short"][value.month - 1], year=value.year)


def review(value: date, as_of: date, to: Style) -> str:
    """Return the name of an earlier review: its month, with the year once a year has passed, the day in the same month."""
    numbers = to.language["numbers"]
    month = numbers["months_long"][value.month - 1]
    if (value.year, value.month) == (as_of.year, as_of.month):
        return day(value, to)
    if (as_of.year - value.year) * 12 + as_of.month - value.month < 12:
        return str(month)
    return str(numbers["month_year"]).format(month=month, year=value.year)


def quarter(value: date, to: Style, *, fiscal_year_start: int = 1) -> str:
    """Return "Q2 2027", or "Q3 FY27" where the fiscal year does not start in January."""
    months = (value.month - fiscal_year_start) % 12
    name = "quarter" if fiscal_year_start == 1 else "fiscal_quarter"
    year = str(value.year) if fiscal_year_start == 1 else fiscal_year(value, to, fiscal_year_start=fiscal_year_start)
    return str(to.language["numbers"][name]).format(quarter=months // 3 + 1, year=year)


def fiscal_year(value: date, to: Style, *, fiscal_year_start: int = 1) -> str:
    """Return "FY27": the fiscal year is named for the calendar year in which it ends."""
    ends = value.year + (1 if fiscal_year_start > 1 and value.month >= fiscal_year_start else 0)
    return str(to.language["numbers"]["fiscal_year"]).format(year=f"{ends % 100:02d}")


# Any figure ---------------------------------------------------------------------------------------


def written(value: Number, unit: str, to: Style, *, form: Form = "", scale: int | None = None) -> str:
    """Return the written form of a number of `unit`; `scale` is the money unit of the text it stands in."""
    if unit == "money":
        return money(value, to, scale=scale, form=form)
    if unit in ("days", "months"):
        return spell_out(value, unit, to, form=form)
    forms = {"fraction": percent, "points": points, "ratio": ratio, "count": count, "score": score, "per_one": per_one}
    return forms[unit](value, to, form=form)


def write(figure: Figure, currency: str = "USD", *, language: str = "en-US", code: bool = False) -> str:
    """Return the written form of a figure, or in words why it cannot be stated: the `text` of its JSON."""
    to = style(currency, language=language, code=code)
    if figure.value is None:
        return to.language.reason(figure.reason)
    if figure.unit == "date":
        return day(date.fromisoformat(str(figure.value)), to)
    if isinstance(figure.value, str):
        return figure.value
    return written(figure.value, figure.unit, to, form="signed" if is_variance(figure.id) else "")


def is_variance(figure_id: str) -> bool:
    """Whether the sign is the message: variances, gaps and steps of change."""
    return figure_id.startswith(SIGNED_FIGURES) and figure_id not in UNSIGNED_FIGURES


def listing(items: list[str], to: Style) -> str:
    """Return "a and b", "a, b and c", or "a, b and 4 others"."""
    lists = to.language["lists"]
    if len(items) < 2:
        return "".join(items)
    if len(items) == 2:
        return str(lists["two"]).format(first=items[0], second=items[1])
    if len(items) == 3:
        return str(lists["three"]).format(first=items[0], second=items[1], third=items[2])
    return str(lists["more"]).format(first=items[0], second=items[1], rest=len(items) - 2)
