"""The header strip: whose numbers, how many projects, as of when, against what, how well confirmed, and whether rounded."""

from __future__ import annotations

from collections.abc import Iterable

from value_model.figures.figure import PORTFOLIO
from value_model.narrative.adding import adds_up
from value_model.narrative.sentence import Sentence
from value_model.narrative.slot import Slot
from value_model.narrative.slots import as_of, figure, name
from value_model.narrative.telling import Teller
from value_model.narrative.world import World

COUNTS = ("projects", "projects_of", "approved")  # parts that say how much there is


def strip(teller: Teller, said: Iterable[Sentence] = ()) -> dict[str, str]:
    """Return the parts of the header strip by key, left to right; a part that cannot be stated is left out.

    `said` is all that the page says: the last part is there where its numbers do not add up as they are written.
    """
    world = teller.world
    slots = {
        "portfolio": name("context"),
        "scope": name(world.whole),
        "n": figure("data.projects").at(world.whole, world.whole),
        "all": figure("data.projects_recorded").at(PORTFOLIO, PORTFOLIO),
        "approved": figure("cost.approved").at(world.whole, world.whole),
        "as_of": as_of(),
        "compared": Slot("date", "compared", (), "date"),
        "share": figure("evidence.confirmed_share").at(world.whole, world.whole),
        "updated": Slot("date", "updated", (), "date"),
    }
    keys = [*_keys(world), *([] if adds_up(said, world) else ["sums"])]
    parts = {key: teller.say("strip", key, slots, pattern="strip") for key in keys}
    return {key: part.text for key, part in parts.items() if part}


def _keys(world: World) -> list[str]:
    keys = ["portfolio"]
    keys += ["draft"] if world.figures.context.state == "draft" else []
    keys += ["filter"] if world.is_part else []
    keys += ["projects_of" if world.figures.context.only.is_on else "projects", "approved", "as_of"]
    keys += ["compared"] if world.figures.compared else []
    return [*keys, "evidence", *(["stale"] if _is_stale(world) else [])]


def _is_stale(world: World) -> bool:
    days = world.value("data.freshness_days", PORTFOLIO)
    return days is not None and days > world.setting("data.stale_days")
