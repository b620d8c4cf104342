"""The status of a card: On plan, Watch or Act, compared before rounding, with every limit from the policy."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from value_model.narrative.sentence import StatusWord
from value_model.narrative.trigger import at_least
from value_model.narrative.world import World

Numbers = Mapping[str, Decimal | None]
MONTHS_PER_QUARTER = 3


def band(value: Decimal | None, on_plan: Decimal, watch: Decimal) -> StatusWord | None:
    """Return the status of a value that is better the higher it is; None where there is no value to judge."""
    if value is None:
        return None
    if at_least(value, on_plan):
        return "On plan"
    return "Watch" if at_least(value, watch) else "Act"


def _limits(world: World, name: str) -> tuple[Decimal, Decimal]:
    return world.setting(f"status.{name}.on_plan"), world.setting(f"status.{name}.watch")


def by_ratio(values: Numbers, world: World) -> StatusWord | None:
    """Ratio to plan."""
    return band(values["ratio"], *_limits(world, "realized"))


def by_roi(values: Numbers, world: World) -> StatusWord | None:
    """Forecast less planned ROI."""
    points = values["points"]
    return band(None if points is None else points / 100, *_limits(world, "roi"))


def by_fit(values: Numbers, world: World) -> StatusWord | None:
    """The fit index."""
    return band(values["fit"], *_limits(world, "fit"))


def by_risk(values: Numbers, world: World) -> StatusWord | None:
    """Share of the plan still to come that is at risk; better the lower."""
    on_plan, watch = _limits(world, "at_risk")
    share = values["share"]
    return band(None if share is None else -share, -on_plan, -watch)


def by_payback(values: Numbers, world: World) -> StatusWord | None:
    """Quarters later than planned; better the lower."""
    on_plan, watch = _limits(world, "payback")
    later = values["later"]
    return band(None if later is None else -later / MONTHS_PER_QUARTER, -on_plan, -watch)


def by_npv(values: Numbers, world: World) -> StatusWord | None:
    """Forecast against planned net present value, and above zero."""
    npv, ratio = values["npv"], values["ratio"]
    if npv is None or ratio is None:
        return None
    if npv <= 0:
        return "Act"
    return "On plan" if at_least(ratio, world.setting("status.npv.on_plan")) else "Watch"


def by_faults(values: Numbers, world: World) -> StatusWord | None:
    """A count of faults: none, any, or so many that they hold a large share of value."""
    count, share = values["k"], values["share"]
    if count is None:
        return None
    if count == 0:
        return "On plan"
    return "Act" if share is not None and at_least(share, world.setting("status.faults.act_share")) else "Watch"


def by_count(values: Numbers, _: World) -> StatusWord | None:
    """A count of faults that hold no value of their own."""
    count = values["k"]
    return None if count is None else "Watch" if count else "On plan"


def by_age(values: Numbers, world: World) -> StatusWord | None:
    """Days since the last update."""
    days = values["days"]
    return None if days is None else "Watch" if days > world.setting("data.stale_days") else "On plan"
