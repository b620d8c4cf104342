"""What the range of the forecast hangs on: each of its widest amounts at its low and its high case, all others as forecast."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from value_model.figures.definition import WHOLE, Answer, Definition, MakeKeyed
from value_model.figures.facts import Facts, entry
from value_model.figures.figure import Coverage
from value_model.figures.groups.appraised import appraisal
from value_model.figures.groups.change import whole_forecast
from value_model.figures.groups.spread import factors
from value_model.figures.places import Array
from value_model.figures.ranges import Amounts, benefit_amounts, benefit_names, cost_amounts, cost_names
from value_model.metrics.exact import Number
from value_model.metrics.ranges import Swing, tornado
from value_model.metrics.uncertainty import UncertainAmount

WIDEST = 10
SOURCE = "ours: one amount at a time; HM Treasury, Green Book 2022, on sensitivity analysis"
BENEFIT, COST = "benefit/", "cost/"  # before the identifier of what moves
Found = tuple[float, int, dict[str, tuple[UncertainAmount, Swing]]]  # the total, how many amounts have cases, the widest by key
Names = Callable[[int], str]  # the key of the amount at a place


def _key(kind: str, name: str) -> str:
    return f"{kind}{name}".replace("@", "%40")  # in a reference, what follows an @ is the scope


def _of_benefits(facts: Facts) -> tuple[float | None, Amounts, Names]:
    whole, names = whole_forecast(facts), benefit_names(facts)
    return None if whole is None else float(whole), benefit_amounts(facts), lambda place: _key(BENEFIT, names(place))


def _of_worth(facts: Facts) -> tuple[float | None, Amounts, Names]:
    line = appraisal(facts, "forecast")
    worth = line.worth.value
    by_month = factors(line) if isinstance(worth, float) else {}
    gained, spent = benefit_amounts(facts, by_month), cost_amounts(facts, by_month)
    benefits, costs = benefit_names(facts, by_month), cost_names(facts)

    def named(place: int) -> str:
        return _key(BENEFIT, benefits(place)) if place < len(gained) else _key(COST, costs(place - len(gained)))

    return worth if isinstance(worth, float) else None, gained + spent, named


TOTALS = {"npv.forecast": _of_worth, "benefits.forecast": _of_benefits}


def _found(facts: Facts, of: str) -> Found:
    """The widest swings of a total, worked out once; none where the total cannot be stated or nothing has cases."""
    if f"swings {of}" not in facts.shared:
        whole, amounts, names = TOTALS[of](facts)
        known = {} if whole is None else _widest(amounts, names)
        facts.shared[f"swings {of}"] = (whole or 0.0, len(amounts), known)
    found: Found = facts.shared[f"swings {of}"]
    return found


def _widest(amounts: Amounts, names: Names) -> dict[str, tuple[UncertainAmount, Swing]]:
    width = amounts.high - amounts.low
    columns = (amounts.amount, amounts.sign, amounts.low, amounts.high)
    taken = [_amount(names(place), *(float(column[place]) for column in columns)) for place in _first(-width) if width[place] > 0]
    by_name = {one.name: one for one in taken}
    return {swing.name: (by_name[swing.name], swing) for swing in tornado(taken)}


def _first(sizes: Array) -> list[int]:
    """Where the least stand, in their order; those alike as they stand."""
    last = np.partition(sizes, WIDEST - 1)[WIDEST - 1] if len(sizes) > WIDEST else np.nan
    near = np.flatnonzero(~(sizes > last))
    found: list[int] = near[np.argsort(sizes[near], kind="stable")][:WIDEST].tolist()
    return found


def _amount(name: str, amount: float, sign: float, low: float, high: float) -> UncertainAmount:
    return UncertainAmount(name, amount, int(sign), low=low, high=high)


def _keys(of: str) -> Callable[[Facts], Iterable[str]]:
    return lambda facts: _found(facts, of)[2]


def _case(of: str, case: str) -> MakeKeyed:
    def make(facts: Facts, key: str) -> Answer:
        """What one amount moves. Always stated."""
        whole, count, widest = _found(facts, of)
        amount, swing = widest[key]
        middle = sum(one.sign * float(one.amount) for one, _ in widest.values())
        cases = (entry("as forecast", float(amount.amount)), entry("low case", _float(amount.low)), entry("high case", _float(amount.high)))
        return Answer(getattr(swing, case) - middle + 0.0, None, Coverage(len(widest), count), (entry(of, whole), *cases))

    return make


def _float(case: Number | None) -> float | None:
    return None if case is None else float(case)


DEFINITIONS = tuple(
    Definition(
        f"{of}.if_{case}:AMOUNT", "money",
        f"change of {of} with this benefit or cost at its stated {case} case, all others as forecast; the {WIDEST} widest amounts",
        None, "up", "forecast", SOURCE, "tornado/1", WHOLE, (of,), make_keyed=_case(of, case), keys=_keys(of),
    )
    for of in TOTALS
    for case in ("low", "high")
)  # fmt: skip
