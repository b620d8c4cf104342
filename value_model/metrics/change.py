"""What changed: the NPV of two snapshots, bridged in steps that add up exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from value_model.measure import Measure
from value_model.metrics.discounting import Discounting
from value_model.metrics.exact import ZERO, Number, exact, exact_list, metric, require, stated, total
from value_model.metrics.present_value import present_value

STEPS = ("method", "removed", "added", "cost", "benefit", "timing", "fx")


@dataclass(frozen=True, slots=True)
class ProjectFlows:
    """Benefits and costs of one project, one amount per year from year 0, and its exchange rate."""

    benefits: Sequence[Number]
    costs: Sequence[Number]
    fx: Number = 1


@dataclass(frozen=True, slots=True)
class SnapshotFlows:
    """All projects of a snapshot by id, and the yearly discount rate it was valued at."""

    rate: Number
    projects: Mapping[str, ProjectFlows]


@dataclass(frozen=True, slots=True)
class _Project:
    benefits: list[Decimal]
    costs: list[Decimal]
    fx: Decimal

    def npv(self, discounting: Discounting) -> Decimal:
        return present_value(self.benefits, discounting) - present_value(self.costs, discounting)


def _read(snapshot: SnapshotFlows) -> dict[str, _Project]:
    read = {}
    for name, flows in snapshot.projects.items():
        fx = exact(flows.fx, f"fx of {name}")
        require(fx > 0, f'"fx" of {name} must be above zero.')
        read[name] = _Project(exact_list(flows.benefits, f"benefits of {name}"), exact_list(flows.costs, f"costs of {name}"), fx)
    return read


def _worth(projects: Mapping[str, _Project], discounting: Discounting) -> Decimal:
    return sum((project.fx * project.npv(discounting) for project in projects.values()), ZERO)


def _stream_steps(old: Sequence[Decimal], new: Sequence[Decimal], discounting: Discounting) -> tuple[Decimal, Decimal]:
    """Return the amount and the timing step of a stream; they add to the change of its present value."""
    before, after = present_value(old, discounting), present_value(new, discounting)
    first = total(old)
    scaled = after if first == 0 else before * total(new) / first
    return scaled - before, after - scaled


@metric("money")
def snapshot_bridge(before: SnapshotFlows, after: SnapshotFlows) -> Measure:
    """Return NPV after less NPV before, in steps.

    Parameters
    ----------
    before, after : projects by id (may be none), flows from year 0 undiscounted; lists may differ in length.

    Returns
    -------
    Measure
        Money. Detail: `before`, `after`, `steps` {`method`, `removed`, `added`, `cost`, `benefit`, `timing`, `fx`}, which
        add up to the value. `method` is the old data at the new rate less the old data at the old rate; every later
        step uses the new rate, so a change of method cannot hide in it. Undefined as ``rate_out_of_range``.

    Raises
    ------
    MetricInputError
        If an amount is not finite or an exchange rate is not above zero.

    Notes
    -----
    An amount step scales the old profile to the new total; timing is the rest of that stream's change.
    Source: this project.
    """
    old, new = _read(before), _read(after)
    at_old, at_new = Discounting(rate=before.rate), Discounting(rate=after.rate)
    first = _worth(old, at_old) if at_old.in_range else None
    last = _worth(new, at_new) if at_new.in_range else None
    if first is None or last is None:
        return stated(None, "money", "rate_out_of_range", before=first, after=last, steps=None)
    steps = {"method": _worth(old, at_new) - first, **_data_steps(old, new, at_new)}
    return stated(last - first, "money", before=first, after=last, steps=steps)


def _data_steps(old: Mapping[str, _Project], new: Mapping[str, _Project], discounting: Discounting) -> dict[str, Decimal]:
    steps = dict.fromkeys(STEPS[1:], ZERO)
    steps["removed"] = -_worth({name: project for name, project in old.items() if name not in new}, discounting)
    steps["added"] = _worth({name: project for name, project in new.items() if name not in old}, discounting)
    for was, now in ((old[name], new[name]) for name in old if name in new):
        cost, cost_timing = _stream_steps(was.costs, now.costs, discounting)
        benefit, benefit_timing = _stream_steps(was.benefits, now.benefits, discounting)
        steps["cost"] -= cost * was.fx
        steps["benefit"] += benefit * was.fx
        steps["timing"] += (benefit_timing - cost_timing) * was.fx
        steps["fx"] += (now.fx - was.fx) * now.npv(discounting)
    return steps
