"""Percents, points, ratios, counts, scores and lengths of time as they are written."""

from __future__ import annotations

from decimal import Decimal

from value_model.narrative.rounding import Form, Number, Style, by_number, decimal, digits, limit, rounded, signed


def percent(value: Number, to: Style, *, form: Form = "") -> str:
    """Return a fraction as "68%"; in tables one decimal below ten percent. Non-zero that rounds to 0 is "under 1%"."""
    hundredfold = decimal(value) * 100
    places = 1 if form == "table" and abs(rounded(hundredfold, 1)) < 10 else 0
    shown = rounded(hundredfold, places)
    if value and not shown:
        smallest = str(to.language["numbers"]["percent"]).format(number=digits(Decimal(1).scaleb(-places), places, to))
        return limit(smallest, 1 if form == "size" or value > 0 else -1, to)
    text = str(to.language["numbers"]["percent"]).format(number=digits(hundredfold, places, to))
    return text if form == "size" else signed(text, shown, to, always=form == "signed")


def in_percent(value: Number | None) -> float | None:
    """Return a fraction as the number that stands in a column of percents; None stays None."""
    return None if value is None else 100 * float(value)


def exact_percent(value: Number, to: Style) -> str:
    """Return a fraction with two decimals, for a gap that is proved: "0.24%"."""
    return signed(str(to.language["numbers"]["percent"]).format(number=digits(decimal(value) * 100, 2, to)), value, to)


def points(value: Number, to: Style, *, form: Form = "") -> str:
    """Return a difference of percents or scores, given in points: "4 points", "−1 point", "+5 pts"."""
    shown = rounded(value)
    kind = "points_short" if form in ("signed_short", "short") else "points"
    text = by_number(to.language["numbers"][kind], shown).format(number=digits(value, 0, to))
    return text if form == "size" else signed(text, shown, to, always=form in ("signed", "signed_short"))


def ratio(value: Number, to: Style, *, form: Form = "") -> str:
    """Return a ratio as "0.7×"; "under 0.1×" where it rounds to nothing."""
    if value and not rounded(value, 1):
        smallest = str(to.language["numbers"]["ratio"]).format(number=digits(Decimal("0.1"), 1, to))
        return limit(smallest, 1 if form == "size" or value > 0 else -1, to)
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
