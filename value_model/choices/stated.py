"""The choice.* figures of `figures.md`, added to a figure set; each worked out when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from value_model.choices.candidate import DEFAULT, candidates
from value_model.choices.scenario import Scenario
from value_model.choices.work import Work
from value_model.figures import PORTFOLIO, Definition, Figure, FigureSet, Input
from value_model.figures.definition import WHOLE, Answer
from value_model.figures.limits import Limits
from value_model.policy import Policy

Key = tuple[str, str]
SOURCE = "ours, exact by mixed-integer programming (HiGHS)"
METHOD = "best_mix/1"


def _define(figure_id: str, unit: str, formula: str, good: str = "none") -> Definition:
    return Definition(figure_id, unit, formula, None, good, "forecast", SOURCE, METHOD, WHOLE, ("cost.to_come", "benefits.to_come"))  # type: ignore[arg-type]


DEFINITIONS = (
    _define("choice.mandatory_share", "fraction", "cost to come of mandatory projects / cost to come"),
    _define("choice.open", "money", "cost to come − cost to come of mandatory projects"),
    _define("choice.frontier_gain", "money", "benefits to come of the best mix at today's cost to come − those of today's mix", "up"),
    _define("choice.below_line", "money", "cost to come of funded projects that the best mix at today's cost to come leaves out", "down"),
    _define("choice.below_line.count", "count", "funded projects that the best mix at today's cost to come leaves out", "down"),
    _define("choice.below_line.value", "money", "benefits to come of these projects"),
    _define("choice.next_slice", "money", "benefits to come that one slice more of budget adds to the best mix", "up"),
    _define("choice.last_slice", "money", "benefits to come that the last slice of today's budget adds to the best mix", "up"),
)


def _mandatory(work: Work) -> Answer:
    whole = work.found.get("cost.to_come")
    inputs = (Input("cost.to_come of mandatory projects", work.mandatory_cost), Input("cost.to_come", work.found.value("cost.to_come")))
    if whole is None or not isinstance(whole.value, (int, float)):
        return Answer(None, (whole.reason if whole else None) or "not_recorded")
    if all(one.mandatory is None for one in work.limits):
        return Answer(None, "not_recorded")
    return Answer(float(whole.value), None, None, inputs)


def _mandatory_share(work: Work) -> Answer:
    base = _mandatory(work)
    if not isinstance(base.value, float):
        return base
    if base.value <= 0:
        return Answer(None, "no_cost", None, base.inputs)
    return replace(base, value=work.mandatory_cost / base.value)


def _open(work: Work) -> Answer:
    base = _mandatory(work)
    return replace(base, value=base.value - work.mandatory_cost) if isinstance(base.value, float) else base


def _of_best(value: Callable[[Work], float | None]) -> Callable[[Work], Answer]:
    """A figure that rests on the best mix; its inputs state both mixes and the proved bound."""

    def make(work: Work) -> Answer:
        reason = work.why_not()
        if reason:
            return Answer(None, reason)
        best, now = work.best, work.today
        inputs = (
            Input("benefits.to_come of the best mix", best.value, len(best.selected)),
            Input("benefits.to_come that no mix exceeds", best.bound),
            Input("benefits.to_come of today's mix", now.value, len(now.selected)),
            Input("cost.to_come of today's mix", now.cost, len(now.selected)),
        )
        amount = value(work)
        return Answer(amount, None if amount is not None else "infeasible", None, inputs)

    return make


def _costs(work: Work) -> float:
    return sum(one.cost or 0.0 for one in work.swaps.out)


def _values(work: Work) -> float:
    return sum(one.values.get(DEFAULT, 0.0) for one in work.swaps.out)


MAKE: Mapping[str, Callable[[Work], Answer]] = {
    "choice.mandatory_share": _mandatory_share,
    "choice.open": _open,
    "choice.frontier_gain": _of_best(lambda work: work.swaps.value),
    "choice.below_line": _of_best(_costs),
    "choice.below_line.count": _of_best(lambda work: len(work.swaps.out)),
    "choice.below_line.value": _of_best(_values),
    "choice.next_slice": _of_best(lambda work: work.marginal.next),
    "choice.last_slice": _of_best(lambda work: work.marginal.last),
}


class _Extended(Mapping[Key, Figure]):
    """The figures of a set with the choice figures after them."""

    def __init__(self, base: Mapping[Key, Figure], work: Work) -> None:
        self._base, self._work = base, work
        self._made: dict[Key, Figure] = {}
        self._more = {(one.id, PORTFOLIO): one for one in DEFINITIONS}

    def __getitem__(self, key: Key) -> Figure:
        if key not in self._more:
            return self._base[key]
        if key not in self._made:
            self._made[key] = _figure(self._more[key], self._work)
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._more or key in self._base

    def __iter__(self) -> Iterator[Key]:
        yield from (key for key in self._base if key not in self._more)
        yield from self._more

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _figure(definition: Definition, work: Work) -> Figure:
    answer = MAKE[definition.id](work)
    return Figure(
        id=definition.id, scope=PORTFOLIO, value=answer.value, unit=definition.unit, good=definition.good, reason=answer.reason,
        as_of=work.found.context.as_of, stream=definition.stream, formula=definition.formula, inputs=answer.inputs, method=definition.method,
    )  # fmt: skip


def with_choices(
    found: FigureSet,
    limits: Sequence[Limits],
    policy: Policy,
    *,
    compared: Sequence[Limits] = (),
    scenario: Scenario | None = None,
) -> FigureSet:
    """Return the set with the choice.* figures at portfolio scope; it must hold project scope.

    `limits` are those of its snapshot (`figures.limits`), `compared` those of the snapshot it is compared with;
    with a `scenario` its picks bind the best mix. Nothing is solved before a figure is asked for.
    """
    then = with_choices(found.compared, compared, policy) if found.compared and compared else found.compared
    projects = candidates(found, limits, {}, (DEFAULT,))
    work = Work(found, projects, limits, float(policy["choices.slice_share"]), scenario or Scenario(0.0))
    return replace(found, figures=_Extended(found.figures, work), compared=then)
