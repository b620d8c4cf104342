"""What must add up within one sentence: a gap is the difference of the two amounts it stands between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from value_model.narrative.resolve import resolve
from value_model.narrative.sentence import Sentence
from value_model.narrative.slot import Slot
from value_model.narrative.world import World

TOLERANCE = Decimal("1e-6")  # of the larger amount: far below the last digit shown, far above the noise of a double


@dataclass(frozen=True, slots=True)
class Identity:
    """`result` = `first` − `second`, or `first` ÷ `second`, where a sentence states all three."""

    result: str
    first: str
    second: str
    divided: bool = False


IDENTITIES = (
    Identity("benefits.gap_to_date", "benefits.realized", "benefits.plan_to_date"),
    Identity("benefits.gap_forecast", "benefits.forecast", "benefits.plan"),
    Identity("change.benefits", "benefits.forecast", "then benefits.forecast"),
    Identity("realization.to_date", "benefits.realized", "benefits.plan_to_date", divided=True),
    Identity("evidence.confirmed_share", "evidence.confirmed", "benefits.realized", divided=True),
)


def broken(sentence: Sentence, world: World) -> Iterator[str]:
    """Yield each identity that the figures a sentence states do not keep."""
    stated = {_name(part.slot): part.slot for part in sentence.parts if part.slot and not part.choice and part.slot.kind == "figure"}
    for identity in IDENTITIES:
        slots = [stated.get(name) for name in (identity.result, identity.first, identity.second)]
        values = [resolve(slot, world) for slot in slots if slot]
        numbers = [value for value in values if isinstance(value, Decimal)]
        if len(numbers) == len(slots) and not _holds(identity, *numbers):
            yield f"{identity.result} is not what {identity.first} and {identity.second} make."


def _name(slot: Slot) -> str:
    """The figure a slot stands for; a matched sum stands for the figure it is a part of."""
    if slot.op not in ("value", "matched") or not slot.refs:
        return ""
    return ("then " if slot.refs[0].then else "") + slot.refs[0].id


def _holds(identity: Identity, result: Decimal, first: Decimal, second: Decimal) -> bool:
    if identity.divided:
        return abs(result * second - first) <= TOLERANCE * max(abs(first), abs(second))
    return abs(first - second - result) <= TOLERANCE * max(abs(first), abs(second), abs(result))
