"""Why no mix is possible, in sentences. What is wrong comes as plain facts: the narrative knows no solver."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from value_model.narrative import format as form
from value_model.narrative import language
from value_model.narrative.page_words import number, say

Write = Callable[[float], str]


class Fact(Protocol):
    """One reason: its kind, the projects it is about (of "nothing" the measure), and the amounts it compares."""

    @property
    def kind(self) -> str: ...
    @property
    def projects(self) -> tuple[str, ...]: ...
    @property
    def needed(self) -> float: ...
    @property
    def available(self) -> float: ...


def sentence(fact: Fact, names: Mapping[str, str] | None = None, money: Write = number, *, words: str = language.DEFAULT) -> str:
    """Return the sentence. `names` are words by project id, `money` writes an amount; without them ids and digits."""
    known = [(names or {}).get(one, one) for one in fact.projects]
    if fact.kind == "nothing":
        return say(f"conflict.nothing_{fact.projects[0]}", words=words)
    if fact.kind in ("budget", "effort"):
        write = money if fact.kind == "budget" else number
        return say(
            f"conflict.{fact.kind}", words=words, projects=form.listing(known, form.style(language=words)), n=len(known),
            needed=write(fact.needed), over=write(fact.needed - fact.available), available=write(fact.available),
        )  # fmt: skip
    return say(f"conflict.{fact.kind}", words=words, **dict(zip(("first", "second"), known, strict=False)))
