"""Every number form in one place to import: rounding, money, shares, dates, and the written form of a figure.

Half rounds away from zero. Money takes one unit per text: pass the scale of the largest amount to each. Every mark,
scale and word comes from the language, so nothing here is American.
"""

from __future__ import annotations

from datetime import date

from value_model.figures.figure import Figure
from value_model.narrative.dates import day, fiscal_year, month, quarter, quarter_tick, quarters_start, review
from value_model.narrative.language import DEFAULT
from value_model.narrative.money import from_unit, in_unit, money, per_one, scale_of, unit_of_label
from value_model.narrative.rounding import Form, Number, Style, by_number, decimal, digits, rounded, signed, spanned, style, zero
from value_model.narrative.shares import count, exact_percent, in_percent, percent, points, rank, ratio, score, spell_out

SIGNED_FIGURES = ("cost.variance", "benefits.gap_", "gap.by_reason:", "change.", "fit.gap")
SIGNED_UNITS = ("money", "points")
UNSIGNED_FIGURES = ("change.cuts", "change.gains")


def written(value: Number, unit: str, to: Style, *, form: Form = "", scale: int | None = None) -> str:
    """Return the written form of a number of `unit`; `scale` is the money unit of the text it stands in."""
    word = zero(value, form, to)
    if word is not None:
        return word
    if unit == "money":
        return money(value, to, scale=scale, form=form)
    if unit in ("days", "months"):
        return spell_out(value, unit, to, form=form)
    forms = {"fraction": percent, "points": points, "ratio": ratio, "count": count, "score": score, "per_one": per_one}
    return forms[unit](value, to, form=form)


def write(figure: Figure, currency: str = "USD", *, language: str = DEFAULT, code: bool = False) -> str:
    """Return the written form of a figure, or in words why it cannot be stated: the `text` of its JSON."""
    to = style(currency, language=language, code=code)
    if figure.value is None:
        return to.language.reason(figure.reason)
    if figure.unit == "date":
        return day(date.fromisoformat(str(figure.value)), to)
    if isinstance(figure.value, str):
        return figure.value
    return written(figure.value, figure.unit, to, form="signed" if is_variance(figure) else "")


def is_variance(figure: Figure) -> bool:
    """Whether the sign is the message: variances, gaps and steps of change."""
    return figure.unit in SIGNED_UNITS and figure.id.startswith(SIGNED_FIGURES) and figure.id not in UNSIGNED_FIGURES


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


__all__ = [
    "Form", "Number", "Style", "by_number", "count", "day", "decimal", "digits", "exact_percent", "fiscal_year", "from_unit", "in_percent", "in_unit", "is_variance", "listing", "money", "month",
    "per_one", "percent", "points", "quarter", "quarter_tick", "quarters_start", "rank", "ratio", "review", "rounded", "scale_of", "score", "signed", "spanned", "spell_out",
    "style", "unit_of_label", "write", "written", "zero",
]  # fmt: skip
