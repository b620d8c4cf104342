"""Typed slots: what may fill a gap in a sentence, and how its value is found again at any time.

A slot never holds a value. It holds references, so that the proof can look the value up anew in the figures and
the policy. Arithmetic is a closed list of operations on recorded figures.
"""

from __future__ import annotations

from value_model.figures.figure import PORTFOLIO
from value_model.narrative.slot import Ref, Slot


def _ref(name: str) -> Ref:
    figure_id, _, scope = name.removeprefix("then ").partition("@")
    return Ref(figure_id, scope or None, name.startswith("then "))


def figure(name: str, unit: str = "") -> Slot:
    """The value of a figure: "benefits.plan", "benefits.plan@whole" or "then benefits.plan"."""
    return Slot("figure", "value", (_ref(name),), unit)


def minus(first: str, second: str, unit: str = "") -> Slot:
    """The difference of two figures; of fractions it is in points."""
    return Slot("figure", "minus", (_ref(first), _ref(second)), unit)


def over(first: str, second: str, unit: str = "fraction") -> Slot:
    """One figure as a part of another."""
    return Slot("figure", "over", (_ref(first), _ref(second)), unit)


def rest(name: str) -> Slot:
    """What is left of one after a fraction: 1 − share."""
    return Slot("figure", "rest", (_ref(name),), "fraction")


def per_one(name: str) -> Slot:
    """What each unit of cost returns: 1 + ROI."""
    return Slot("figure", "per one", (_ref(name),), "per_one")


def quarters_before(then: str, later: str, earlier: str) -> Slot:
    """The quarter of a date less the months between two lengths of time."""
    return Slot("figure", "quarter before", (_ref(then), _ref(later), _ref(earlier)), "quarter")


def scopes(figure_id: str, kind: str) -> Slot:
    """How many scopes of a kind hold a figure: 5 objectives."""
    return Slot("figure", "scopes", (Ref(figure_id, PORTFOLIO),), "count", kind)


def covered(name: str) -> Slot:
    """On how many items a figure rests."""
    return Slot("figure", "covered", (_ref(name),), "count")


def covered_of(name: str) -> Slot:
    """Of how many items a figure could rest on."""
    return Slot("figure", "covered of", (_ref(name),), "count")


def input_of(name: str, place: int) -> Slot:
    """The sum that went into a figure, by its place among the inputs: the matched sums behind a ratio."""
    return Slot("figure", "input", (_ref(name),), "money", str(place))


def net_of(name: str) -> Slot:
    """What the first matched sum behind a ratio has above the second."""
    return Slot("figure", "net", (_ref(name),), "money")


def matched(name: str, place: int, else_of: str) -> Slot:
    """A sum as it went into a figure over matched projects; the figure itself where no inputs are given."""
    return Slot("figure", "matched", (_ref(else_of), _ref(name)), "", str(place))


def matched_ratio(name: str, first: str, second: str) -> Slot:
    """The first matched sum of a difference over the second; of the two figures where no inputs are given."""
    return Slot("figure", "matched ratio", (_ref(first), _ref(second), _ref(name)), "fraction")


def over_plan(name: str) -> Slot:
    """The matched plan of a difference as a part of the whole plan: the share of planned value that is covered."""
    return Slot("figure", "over plan", (_ref("benefits.plan"), _ref(name)), "fraction", "1")


def below_plan(name: str) -> Slot:
    """By how much a figure stays below the plan that the forecast is compared with: that of the projects with both."""
    return Slot("figure", "below plan", (_ref("benefits.plan"), _ref(name), _ref("benefits.gap_forecast")), "money", "1")


def part_of(name: str, key: str) -> Slot:
    """A policy share of a figure: the slice of a budget."""
    return Slot("figure", "part", (_ref(name),), "", key)


def many(selector: str, kind: str, figure_id: str = "") -> Slot:
    """Scopes of a kind picked by a selector: how many, or the sum of a money figure over them."""
    return Slot(
        "figure", "many", (Ref(figure_id, PORTFOLIO),) if figure_id else (), "money" if figure_id else "count", f"{selector}/{kind}"
    )


def setting(key: str, unit: str) -> Slot:
    """A policy setting."""
    return Slot("policy", "value", (), unit, key)


def compared() -> Slot:
    """The review of the compared snapshot: "June"."""
    return Slot("date", "compared", (), "review")


def figure_count() -> Slot:
    """How many figures there are of the whole page."""
    return Slot("tally", "figures", (), "count")


def confidence() -> Slot:
    """The word for how likely the benefits to come are, by the scale of the policy."""
    refs = (_ref("benefits.expected"), _ref("benefits.realized"), _ref("benefits.to_come"))
    return Slot("phrase", "confidence", refs)


def quarter(name: str) -> Slot:
    """The quarter of a date."""
    return Slot("figure", "quarter", (_ref(name),), "quarter")


def as_of(unit: str = "date") -> Slot:
    """The as-of date, as a date or as its fiscal year."""
    return Slot("date", "as of", (), unit)


def name(scope: str = "{scope}") -> Slot:
    """The name of a scope, as the data gives it."""
    return Slot("name", "scope", (), "", scope)


def phrase(section: str, key: str) -> Slot:
    """A fixed phrase of the catalogue, chosen by a word of the data ("late start")."""
    return Slot("phrase", section, (), "", key)
