"""The choice.* figures of `figures.md`, added to a figure set; each worked out when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from value_model.choices.candidate import DEFAULT
from value_model.choices.scenario import Scenario
from value_model.choices.work import Work
from value_model.figures import PORTFOLIO, Definition, Figure, FigureSet, Input, Source
from value_model.figures.definition import Answer
from value_model.figures.groups.choice import DEFINITIONS
from value_model.figures.limits import Limits
from value_model.policy import Policy

Key = tuple[str, str]


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
            self._made[key] = stated(self._more[key], self._work)
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._more or key in self._base

    def __iter__(self) -> Iterator[Key]:
        yield from (key for key in self._base if key not in self._more)
        yield from self._more

    def at(self, scope: str, start: str = "") -> Iterator[str]:
        """Yield the ids stated at one scope, of those that may begin with `start`; none of the figures is worked out."""
        base = getattr(self._base, "at", None)
        here = base(scope, start) if base else (i for i, place in self._base if place == scope)
        yield from (i for i in here if (i, scope) not in self._more)
        yield from (i for i, place in self._more if place == scope)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __reduce__(self) -> tuple[Any, ...]:
        """Copied to another process, all figures are worked out first: what they are read from stays here."""
        return dict, (dict(self.items()),)


def stated(definition: Definition, work: Work) -> Figure:
    """Work one choice figure out."""
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
    work = Work(found, lambda: limits, lambda: found, _slice(policy), scenario or Scenario(0.0))
    return replace(found, figures=_Extended(found.figures, work), compared=then)


def complete(found: FigureSet, source: Source, policy: Policy) -> FigureSet:
    """Return the set with the choice.* figures at portfolio scope, of the compared snapshot too.

    What they need is read from `source`, and the best mix found, when one of them is first asked for.
    """
    then = complete(found.compared, source, policy) if found.compared else None
    return replace(found, figures=_Extended(found.figures, work_on(found, source, policy)), compared=then)


def work_on(found: FigureSet, source: Source, policy: Policy) -> Work:
    """Return what the choice figures of a set rest on; nothing is read yet."""
    snapshot = found.context.snapshot
    return Work(found, partial(source.limits, snapshot), partial(source.by_project, snapshot), _slice(policy), Scenario(0.0))


def _slice(policy: Policy) -> float:
    return float(policy["choices.slice_share"])
