"""Why the forecast net present value moved: steps that add up, every one after `method` under the new terms.

As calc.md `snapshot_bridge`, for two real snapshots: removed and added projects whole; then, for projects in
both, the streams to come: an amount step scales the old profile to the new total, the timing step is the
rest. `replanned` is the part of the benefit amounts that the approved plan changed as well; `cost` is minus
all cost amounts, spent or to come; `actuals` is what the ended months brought other than forecast.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from value_model.figures.appraisal import Appraisal
from value_model.figures.bridge import part_of, settled
from value_model.figures.definition import Answer
from value_model.figures.facts import entry
from value_model.figures.flows import MONTHS, Flows

STEPS = ("method", "removed", "added", "replanned", "cost", "amount", "timing", "actuals", "fx")
SMALL = 1e-6


@dataclass(frozen=True)
class Line:
    """Forecast benefits and costs of one project by month (its ordinal), and its plan to come."""

    benefits: Mapping[int, float]
    costs: Mapping[int, float]
    plan_later: float = 0.0

    def less(self, other: Line) -> Line:
        """This line without another."""
        return Line(_less(self.benefits, other.benefits), _less(self.costs, other.costs), self.plan_later - other.plan_later)


def _less(months: Mapping[int, float], other: Mapping[int, float]) -> dict[int, float]:
    return {month: months.get(month, 0.0) - other.get(month, 0.0) for month in months.keys() | other.keys()}


NOTHING = Line({}, {})
Source = tuple[Flows | None, Decimal | None]  # a project's flows, and its plan to come


def line(flows: Flows | None, plan_later: Decimal | None = None) -> Line | None:
    """The months of a project that has both sides; None for one that has not."""
    if flows is None or not flows.known.issuperset(("forecast_benefit", "forecast_cost")):
        return None
    return Line(_months(flows, "forecast_benefit"), _months(flows, "forecast_cost"), float(plan_later or 0))


def _months(flows: Flows, column: str) -> dict[int, float]:
    return {flows.first + place: amount for place, amount in enumerate(flows.column(column)) if amount}


@dataclass
class NpvBridge:
    """The two snapshots at one scope. `ended` is the first month after the later as-of date.

    `fx` is what new exchange rates alone did to each project's line; every other step speaks of the rest.
    """

    old: Appraisal
    new: Appraisal
    was: Mapping[str, Source]
    is_now: Mapping[str, Source]
    ended: int
    fx: Mapping[str, Line] = field(default_factory=dict)
    published: float | None = None  # the old NPV as it was published

    @cached_property
    def old_lines(self) -> dict[str, Line]:
        return known({key: line(*source) for key, source in self.was.items()})

    @cached_property
    def new_lines(self) -> dict[str, Line]:
        return known({key: line(*source) for key, source in self.is_now.items()})

    @cached_property
    def factors(self) -> dict[int, float]:
        """The new terms' discount factor of every month with money."""
        months = [m for lines in (self.old_lines, self.new_lines, self.fx) for one in lines.values() for m in (*one.benefits, *one.costs)]
        months += [m for one in (self.old, self.new) if one.lines for m in (one.lines[0], one.lines[0] + len(one.net))]
        base, count = min(months), max(months) - min(months) + 1
        terms = self.new.terms
        if terms.schedule:
            yearly = [float(factor) for factor in terms.discounting.factors(count // MONTHS + 1)]
            return {base + t: yearly[t // MONTHS] for t in range(count)}
        return {base + t: float(factor) for t, factor in enumerate(terms.discounting.factors(count))}

    def worth(self, months: Mapping[int, float]) -> float:
        """What monthly amounts are worth at the base month under the new terms."""
        return sum(amount * self.factors[month] for month, amount in months.items())

    def _net(self, one: Line) -> float:
        return self.worth(one.benefits) - self.worth(one.costs)

    def _whole(self, appraisal: Appraisal) -> float:
        if appraisal.lines is None:
            return 0.0
        return sum(amount * self.factors[appraisal.lines[0] + place] for place, amount in enumerate(appraisal.net))

    @cached_property
    def ends(self) -> tuple[float | None, float | None, str | None]:
        """The old (as published) and the new NPV, and why one cannot be stated."""
        old, new = self.old.worth, self.new.worth
        reason = new.reason if not new.is_defined else old.reason if not old.is_defined else None
        if reason is not None:
            return None, None, reason
        before = float(old.value or 0)
        kept = self.published if self.published is not None and abs(self.published - before) > SMALL * max(1.0, abs(before)) else before
        return kept, float(new.value or 0), None

    @cached_property
    def steps(self) -> dict[str, float] | None:
        """All steps, adding up to the change; None where it cannot be stated."""
        old, new, _ = self.ends
        if old is None or new is None:
            return None
        found = dict.fromkeys(STEPS, 0.0)
        # Another valuation date is a change of method too.
        found["method"] = (self._whole(self.old) - old) + (new - self._whole(self.new))
        for key in sorted(self.old_lines.keys() | self.new_lines.keys()):
            for name, amount in self._of(key).items():
                found[name] += amount
        steps = settled({name: Decimal(repr(amount)) for name, amount in found.items()}, Decimal(repr(new - old)))
        return {name: float(amount) + 0.0 for name, amount in steps.items()}  # no negative zero

    def _of(self, key: str) -> dict[str, float]:
        """The steps of one project, but for its rest."""
        old, new = self.old_lines.get(key), self.new_lines.get(key)
        if old is not None and key not in self.is_now:
            return {"removed": -self._net(old)}
        if new is not None and key not in self.was:
            return {"added": self._net(new)}
        if old is None or new is None:
            return {}
        fx = self.fx.get(key, NOTHING)
        new = new.less(fx)
        gained, spent = _Stream(self, old.benefits, new.benefits), _Stream(self, old.costs, new.costs)
        replanned = part_of(Decimal(repr(gained.change)), Decimal(repr(new.plan_later - old.plan_later)))
        return {
            "replanned": gained.scaled(float(replanned)),
            "cost": -(spent.ended + spent.amount),
            "timing": gained.timing - spent.timing,
            "actuals": gained.ended,
            "fx": self._net(fx),
        }

    def answer(self, step: str | None = None) -> Answer:
        """The change, or one of its steps."""
        old, new, reason = self.ends
        inputs = (entry("npv.forecast", new), entry("npv.forecast, compared snapshot", old))
        if old is None or new is None or self.steps is None:
            return Answer(None, reason, None, inputs)
        return Answer(new - old if step is None else self.steps[step], None, None, inputs if step is None else ())


class _Stream:
    """Old and new months of one stream of one project, apart at the later as-of date."""

    def __init__(self, bridge: NpvBridge, old: Mapping[int, float], new: Mapping[int, float]) -> None:
        ahead = [{month: amount for month, amount in line.items() if month >= bridge.ended} for line in (old, new)]
        self.total, total = (sum(line.values()) for line in ahead)
        self.worth, worth = (bridge.worth(line) for line in ahead)
        self.change = total - self.total
        self.ended = (bridge.worth(new) - worth) - (bridge.worth(old) - self.worth)
        self.amount = worth - self.worth if abs(self.total) < SMALL else self.worth * (total / self.total - 1)
        self.timing = worth - self.worth - self.amount

    def scaled(self, part: float) -> float:
        """What a part of the change of the total is worth on the old profile."""
        return self.worth * part / self.total if abs(self.total) >= SMALL else (self.amount if part else 0.0)


def known(lines: Mapping[str, Line | None]) -> dict[str, Line]:
    """The projects that have months of both sides."""
    return {key: one for key, one in lines.items() if one is not None}
