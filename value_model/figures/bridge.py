"""Why forecast benefits moved: steps that add up to the change, project by project.

A step is in reporting currency; positive is more benefit. For a project in both snapshots:
`actuals` is what the ended months brought other than forecast (and other than they read before);
`replanned` is the part of the change to come that the approved plan changed as well; `timing` is what
did not arrive in the ended months and is now forecast later (or arrived early and is forecast no more);
`fx` is the amounts of now at the change of rates; `amount` is the rest, so that nothing is left over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from value_model.figures.facts import Facts, Row, add

ZERO, CENT = Decimal(0), Decimal("0.01")
STEPS = ("method", "removed", "added", "replanned", "amount", "timing", "actuals", "fx")
LOOKED_AT = ("actual_window", "actual_past", "forecast_window", "forecast_later", "plan_later")
Steps = dict[str, Decimal]


class Fx(NamedTuple):
    """What new exchange rates alone did to the benefits of ended months, to the others, and to the plan of the others."""

    ended: Decimal = ZERO
    later: Decimal = ZERO
    plan: Decimal = ZERO


NO_FX = Fx()


def part_of(change: Decimal, cause: Decimal) -> Decimal:
    """The part of `change` that a change of `cause` in the same direction can account for."""
    if change * cause <= 0:
        return ZERO
    size = min(abs(change), abs(cause))
    return size if change > 0 else -size


def _amount(row: Row, column: str) -> Decimal:
    return row.get(column) or ZERO


def counted(row: Row) -> Decimal:
    """What a project adds to the forecast benefits above it, be it what it has realized so far."""
    return add(row.get("forecast"), row.get("stated_forecast")) or ZERO


def forecast(row: Row) -> Decimal | None:
    """Forecast benefits of a project from its sums; None where they are not known."""
    return counted(row) if row.get("n_benefit_forecast") else None


def of_project(old: Row, new: Row, fx: Fx = NO_FX) -> Steps:
    """The steps of a project that both snapshots hold, but for the rest (`amount`)."""
    arrived = _amount(new, "actual_window") - _amount(old, "forecast_window") - fx.ended
    restated = _amount(new, "actual_past") - _amount(old, "actual_past")
    ahead = _amount(new, "forecast_later") - _amount(old, "forecast_later") - fx.later
    replanned = part_of(ahead, _amount(new, "plan_later") - _amount(old, "plan_later") - fx.plan)
    return {
        "actuals": arrived + restated,
        "replanned": replanned,
        "timing": part_of(ahead - replanned, -arrived),
        "fx": fx.ended + fx.later,
    }


@dataclass(frozen=True)
class ProjectChange:
    """One project's change of forecast benefits; None on the side that does not hold it or its forecast."""

    project_id: str
    old: Decimal | None
    new: Decimal | None
    was: bool
    is_now: bool
    steps: Mapping[str, Decimal]

    @property
    def change(self) -> Decimal:
        return (self.new or ZERO) - (self.old or ZERO)


def _fx(facts: Facts) -> dict[str, Fx]:
    found: dict[str, Fx] = {}
    for row in facts.book.compared.fx if facts.book.compared else ():
        before, benefit = found.get(row["project_id"], NO_FX), _amount(row, "benefit")
        now = before._replace(ended=before.ended + benefit) if row["is_ended"] else before._replace(later=before.later + benefit)
        found[row["project_id"]] = now._replace(plan=before.plan + _amount(row, "plan"))
    return found


def by_project(facts: Facts, before: Facts) -> list[ProjectChange]:
    """The change of every project that the scope holds in either snapshot."""
    now, was = set(facts.members.ids), set(before.members.ids)
    fx = _fx(facts)
    return [_change(facts, before, key, key in was, key in now, fx.get(key, NO_FX)) for key in sorted(now | was)]


def _change(facts: Facts, before: Facts, key: str, was: bool, is_now: bool, fx: Fx) -> ProjectChange:
    old_row, new_row = before.book.sums.get(f"project:{key}", {}), facts.book.sums.get(f"project:{key}", {})
    old, new = forecast(old_row) if was else None, forecast(new_row) if is_now else None
    if not was:
        steps = {"added": counted(new_row)}
    elif not is_now:
        steps = {"removed": -counted(old_row)}
    else:
        steps = of_project(old_row, new_row, fx)
    return ProjectChange(key, old, new, was, is_now, steps)


def of_nobody(facts: Facts, before: Facts) -> Steps:
    """The steps of what no project holds, the part of a benefit that is given to none, but for the rest."""
    return of_project(_held_by_none(before), _held_by_none(facts))


def _held_by_none(facts: Facts) -> Row:
    held = [row for scope, row in facts.book.sums.items() if scope.startswith("project:")]
    return {column: _amount(facts.sums, column) - sum((_amount(row, column) for row in held), ZERO) for column in LOOKED_AT}


def bridge(total: Decimal, parts: Sequence[Mapping[str, Decimal]], method: Decimal = ZERO) -> Steps:
    """Return the steps of `total` from those of its parts; see `settled`."""
    found = {name: sum((part.get(name, ZERO) for part in parts), ZERO) for name in STEPS}
    return settled(found | {"method": method}, total)


def settled(found: Mapping[str, Decimal], total: Decimal) -> Steps:
    """Return the steps to the cent, adding up to `total` to its last digit: `amount` takes the rest, and `rounding` is what is left: 0.

    A rest below a cent is no amount that moved but the rounding of the others, so the largest step takes it.
    """
    steps = {name: ZERO if name == "amount" else cents(step) for name, step in found.items()}
    rest = total - sum(steps.values(), ZERO)
    largest = max(steps, key=lambda name: abs(steps[name]))
    steps["amount" if cents(rest) or not steps[largest] else largest] += rest
    return steps | {"rounding": total - sum(steps.values(), ZERO)}


def cents(amount: Decimal) -> Decimal:
    """Return the amount to the cent."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)
