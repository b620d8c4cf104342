"""From template and slots to words: the last step, where every slot is filled at once and in one unit of money."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import cast

from value_model.narrative import format as form
from value_model.narrative.format import Form
from value_model.narrative.resolve import references, resolve, unit_of
from value_model.narrative.sentence import Part, Sentence
from value_model.narrative.slot import Slot, Value
from value_model.narrative.world import World

TOKEN = re.compile(r"\{(?P<slot>\w+)(?:(?P<mark>[:|])(?P<how>\w+))?\}")


class Unspoken(Exception):
    """A sentence names something that cannot be stated; it is left out."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a template: fixed words, a slot in a form, or a word that agrees with a slot."""

    text: str = ""
    slot: str = ""
    form: str = ""
    choice: str = ""


@lru_cache(maxsize=1024)
def tokens(template: str) -> tuple[Token, ...]:
    """Split a template into its pieces."""
    found: list[Token] = []
    end = 0
    for match in TOKEN.finditer(template):
        if match.start() > end:
            found.append(Token(template[end : match.start()]))
        how = match["how"] or ""
        found.append(Token(slot=match["slot"], form=how if match["mark"] == ":" else "", choice=how if match["mark"] == "|" else ""))
        end = match.end()
    return (*found, Token(template[end:])) if end < len(template) else tuple(found)


def compose(template: str, slots: Mapping[str, Slot], world: World, *, pattern: str, scope: str) -> Sentence:
    """Return the sentence of a template, not yet proved. Raises `Unspoken` where a slot has no value."""
    parts = [_part(token, slots) for token in tokens(template)]
    texts = spelled(parts, world)
    filled = tuple(Part(text, p.slot, p.form, p.choice) for p, text in zip(parts, texts, strict=True))
    stated = dict.fromkeys(ref for p in filled if p.slot for ref in references(p.slot, world))
    return Sentence(pattern, scope, "".join(texts), tuple(stated), filled)


def _part(token: Token, slots: Mapping[str, Slot]) -> Part:
    if not token.slot:
        return Part(token.text)
    if token.slot not in slots:
        raise Unspoken(token.slot)
    return Part("", slots[token.slot], token.form, token.choice)


def spelled(parts: Iterable[Part], world: World) -> list[str]:
    """Return the text of every part, each value looked up anew. Raises `Unspoken` where one is missing."""
    parts = list(parts)
    values = [_value(part, world) for part in parts]
    scale = form.scale_of(v for p, v in zip(parts, values, strict=True) if isinstance(v, Decimal) and _is_money(p, world))
    texts = [_text(part, value, world, scale) for part, value in zip(parts, values, strict=True)]
    return _opened(parts, form.spanned(texts, world.style))


def _opened(parts: list[Part], texts: list[str]) -> list[str]:
    """Begin a sentence with a capital where it opens with a limit: "Under 1% of spend links to no objective."."""
    opens = bool(texts) and parts[0].slot is not None and parts[0].slot.kind == "figure" and parts[-1].text.endswith(".")
    return [texts[0][:1].upper() + texts[0][1:], *texts[1:]] if opens else texts


def _value(part: Part, world: World) -> Value | None:
    if part.slot is None:
        return None
    value = resolve(part.slot, world)
    if value is None or (isinstance(value, Decimal) and not value.is_finite()):
        raise Unspoken(part.slot.key or part.slot.refs)
    return value


def _is_money(part: Part, world: World) -> bool:
    return part.slot is not None and not part.choice and part.slot.kind in ("figure", "policy") and unit_of(part.slot, world) == "money"


def _text(part: Part, value: Value | None, world: World, scale: int) -> str:
    if part.slot is None:
        return part.text
    if part.choice:
        return _choice(part, value, world)
    if isinstance(value, Decimal):
        return form.written(value, unit_of(part.slot, world), world.style, form=cast(Form, part.form), scale=scale)
    return _day(part.slot, value, world) if isinstance(value, date) else str(value)


def _choice(part: Part, value: Value | None, world: World) -> str:
    if not isinstance(value, Decimal):
        raise Unspoken(part.choice)
    words = world.language["choices"][part.choice]
    if "negative" in words:
        return str(words["negative" if value < 0 else "positive"])
    return form.by_number(words, form.rounded(value))


def _day(slot: Slot, value: date, world: World) -> str:
    context, style = world.figures.context, world.style
    if slot.unit == "review":
        return form.review(value, context.as_of, style)
    if slot.unit == "quarter":
        return form.quarter(value, style, fiscal_year_start=context.fiscal_year_start)
    if slot.unit == "fiscal_year":
        return form.fiscal_year(value, style, fiscal_year_start=context.fiscal_year_start)
    return form.day(value, style)
