"""Written numbers read back: what a text states, to which digit, and whether what a sentence shows adds up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from value_model.narrative.identities import IDENTITIES
from value_model.narrative.language import Language
from value_model.narrative.resolve import unit_of
from value_model.narrative.rounding import decimal
from value_model.narrative.sentence import Part
from value_model.narrative.slot import HUNDRED, Ref
from value_model.narrative.world import World

POINTS = (("fit.gap", "fit.share", "fit.weight"),)  # a difference of two shares, in points


def read(text: str, unit: str, language: Language) -> tuple[Decimal, Decimal, bool] | None:
    """Return the number a text states, the value of its last digit, and whether it is only a limit ("under …")."""
    words = language["numbers"]
    found = re.search(rf"\d(?:[\d{re.escape(words['group'])}]*\d)?(?:{re.escape(words['decimal'])}\d+)?", text)
    if found is None:
        return None
    plain = found[0].replace(words["group"], "").replace(words["decimal"], ".")
    factor = _factor(text[found.end() :].strip(), unit, words["scales"])
    step = factor.scaleb(-len(plain.partition(".")[2]))
    limits = tuple(str(words[key]).partition("{")[0] for key in ("under", "above"))
    sign = -1 if text.startswith(words["minus"]) else 1
    return sign * decimal(Decimal(plain)) * factor, step, text.lower().startswith(limits)


def _factor(tail: str, unit: str, scales: dict[str, str]) -> Decimal:
    if unit == "fraction":
        return Decimal("0.01")
    if unit == "money":
        scales = {size: name.strip() for size, name in scales.items()}
        return next(
            (Decimal(size) for size in sorted(map(int, scales), reverse=True) if scales[str(size)] and tail.startswith(scales[str(size)])),
            Decimal(1),
        )
    return Decimal(1)


# What is shown, added up -----------------------------------------------------------------------------


def sums(total: str, parts: Sequence[str], language: Language) -> bool:
    """Whether written amounts, or written shares and points, make their written total, to the coarsest last digit.

    A limit ("under $0.1M") states no amount, so nothing can be added to it.
    """
    found = [read(text, "money", language) for text in (total, *parts)]
    known = [one for one in found if one and not one[2]]
    if len(known) < len(found):
        return True
    whole, *rest = (amount for amount, _, _ in known)
    return 2 * abs(sum(rest) - whole) < max(step for _, step, _ in known)


def adds_up(parts: Iterable[Part], world: World) -> bool:
    """Whether each difference that stands beside both of its amounts is theirs, as they are written once rounded."""
    shown = [part for part in parts if part.slot and not part.choice and part.slot.kind == "figure"]
    sizes = {_ref(part): size for part in shown if (size := _size(part, world)) is not None}
    return all(
        abs(abs(sizes[first] - sizes[second]) - abs(sizes[result])) == 0
        for result, first, second in _sums(shown)
        if {result, first, second} <= set(sizes)
    )


def _sums(shown: Iterable[Part]) -> Iterator[tuple[str, str, str]]:
    yield from ((one.result, one.first, one.second) for one in IDENTITIES if not one.divided)
    yield from POINTS
    for part in shown:
        if part.slot and part.slot.op == "minus":
            first, second = part.slot.refs
            yield _ref(part), _named(first), _named(second)


def _ref(part: Part) -> str:
    """The figure a part writes; a difference goes by its two."""
    assert part.slot is not None  # noqa: S101 - callers pass slots only
    names = [_named(ref) for ref in part.slot.refs]
    return " less ".join(names) if part.slot.op == "minus" else names[0] if part.slot.op in ("value", "matched") and names else part.slot.op


def _named(ref: Ref) -> str:
    return f"then {ref.id}" if ref.then else ref.id


def _size(part: Part, world: World) -> Decimal | None:
    """The number as it is written, shares in points; None where only a limit is written, or no number."""
    assert part.slot is not None  # noqa: S101 - callers pass slots only
    unit = unit_of(part.slot, world)
    found = read(part.text, unit, world.language)
    if found is None or found[2] or unit == "date":
        return None
    return found[0] * (HUNDRED if unit == "fraction" else 1)
