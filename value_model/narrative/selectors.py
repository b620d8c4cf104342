"""Which scopes of a kind a sentence counts where no figure counts them: a name for each choice, and its rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from value_model.narrative.slot import Ref
from value_model.narrative.world import World


def selected(key: str, world: World) -> list[str]:
    """Return the scopes that "selector/kind" picks, in the order of their names."""
    selector, _, kind = key.partition("/")
    rule, _ = SELECTORS[selector]
    return [scope for scope in world.scopes(kind) if rule(world, scope)]


def evident(key: str) -> str:
    """Return the figure that shows why a scope was picked."""
    return SELECTORS[key.partition("/")[0]][1]


def _without_cost(world: World, scope: str) -> bool:
    found = world.figure(Ref("cost.approved", scope))
    return found is not None and found.value is None


def _without_benefit(world: World, scope: str) -> bool:
    found = world.figure(Ref("benefits.plan", scope))
    return found is not None and found.value is None


def _came_back(world: World, scope: str) -> bool:
    limit = world.setting("pattern.F3.ratio")
    now, plan = world.number(Ref("benefits.forecast", scope)), world.number(Ref("benefits.plan", scope))
    old, old_plan = world.number(Ref("benefits.forecast", scope, True)), world.number(Ref("benefits.plan", scope, True))
    if now is None or old is None or not plan or not old_plan or plan < 0 or old_plan < 0:
        return False
    return now >= limit * plan and old < limit * old_plan and now > old


SELECTORS: Mapping[str, tuple[Callable[[World, str], bool], str]] = {
    "without cost": (_without_cost, "cost.approved"),
    "without benefit": (_without_benefit, "benefits.plan"),
    "came back": (_came_back, "benefits.forecast"),
}
