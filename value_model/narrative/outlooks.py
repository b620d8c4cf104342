"""What the Risk page says of the forecast's range: what it hangs on, where it turns, own history, and published uplifts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from value_model.figures.figure import FigureSet
from value_model.narrative.sentence import Sentence
from value_model.narrative.slot import Ref, Slot
from value_model.narrative.slots import covered, covered_of, figure, name, setting
from value_model.narrative.telling import Teller

TOTALS = {"npv.forecast": "npv", "benefits.forecast": "benefits"}  # by figure: the first that has a swing is told
KINDS = {"benefit": "benefit", "cost": "project"}  # what a key begins with, and the kind of scope that names it
RANGE = setting("range.share", "fraction")


def subject(key: str) -> tuple[str, str]:
    """Return whether a benefit or a cost moves, and the scope that names it: ("cost", "project:P1") of "cost/P1"."""
    kind, _, identifier = key.replace("%40", "@").partition("/")
    return kind, f"{KINDS[kind]}:{identifier}"


def widest(figures: FigureSet) -> tuple[str, list[str]]:
    """Return the total whose swings are told, and the keys of what moves it, widest first; none where nothing has cases."""
    for total in TOTALS:
        start = f"{total}.if_low:"
        keys = [found.removeprefix(start) for found in figures.ids(start, figures.scope)]
        if keys:
            return total, keys
    return "", []


def _swings(teller: Teller) -> Sentence | None:
    total, keys = widest(teller.world.figures)
    if not keys:
        return None
    kind, scope = subject(keys[0])
    slots = {"name": name(scope)} | {case: figure(f"{total}.if_{case}:{keys[0]}") for case in ("low", "high")}
    return _say(teller, f"swings.{TOTALS[total]}.{kind}", slots)


def _switching(teller: Teller) -> Sentence | None:
    return _say(teller, "switching.stated", {side: figure(f"switching.{side}") for side in ("benefits", "cost")})


def _outside(teller: Teller) -> Sentence | None:
    few = {"n": covered("outside.benefits.p50"), "least": setting("outside.min_projects", "count")}
    return _own_history(teller, "benefits") or _say(teller, "outside.few", few)


def _own_history(teller: Teller, side: str) -> Sentence | None:
    levels = {level: figure(f"outside.{side}.{level}") for level in ("p10", "p50", "p90")}
    return _say(teller, f"outside.{side}", {**levels, "range": RANGE})


def _optimism(teller: Teller) -> Sentence | None:
    slots = {bound: figure(f"optimism.{bound}") for bound in ("capital", "lower", "upper")}
    return _say(teller, "optimism.stated", slots)


def _optimism_of(teller: Teller) -> Sentence | None:
    slots = {"n": covered("optimism.capital"), "all": covered_of("optimism.capital")}
    found = teller.world.figures.get("optimism.capital", teller.world.whole)
    partly = found and found.value is not None and found.coverage and found.coverage.items < found.coverage.of
    return _say(teller, "optimism.of", slots) if partly else None


def _range(teller: Teller) -> Sentence | None:
    slots = {
        "low": figure("npv.forecast.p10"),
        "high": figure("npv.forecast.p90"),
        "chance": figure("npv.forecast.chance_positive"),
        "range": RANGE,
    }
    return _say(teller, "npv_range", slots)


def _certain(teller: Teller) -> Sentence | None:
    """How many benefits have cases: what has none is taken to come as forecast."""
    if teller.world.value("benefits.forecast.p10") is None:
        return None
    return _say(teller, "certain", {"n": covered("benefits.forecast.p10"), "all": covered_of("benefits.forecast.p10")})


def _together(teller: Teller) -> Sentence | None:
    """How strongly amounts move together, as the range that is told took it."""
    total, _ = widest(teller.world.figures)
    return _say(teller, "together", {"correlation": Slot("figure", "input", (Ref(f"{total}.p10"),), "fraction", "1")}) if total else None


def _by_confidence(teller: Teller) -> Sentence | None:
    """How far expected benefits may come by recorded confidence alone, and the model of it."""
    slots = {"expected": figure("benefits.expected"), "low": figure("benefits.expected.p10"), "high": figure("benefits.expected.p90")}
    return _say(teller, "by_confidence", {**slots, "range": RANGE})


def _say(teller: Teller, key: str, slots: Mapping[str, Slot]) -> Sentence | None:
    whole = teller.world.whole
    placed = {one: slot.at(whole, whole) for one, slot in slots.items()}
    return teller.say("chart", key, placed, pattern=f"chart.{key}")


SAID: Mapping[str, Callable[[Teller], Sentence | None]] = {
    "swings": _swings,
    "npv_range": _range,
    "certain": _certain,
    "together": _together,
    "by_confidence": _by_confidence,
    "switching": _switching,
    "outside": _outside,
    "outside_cost": lambda teller: _own_history(teller, "cost"),
    "optimism": _optimism,
    "optimism_of": _optimism_of,
}
