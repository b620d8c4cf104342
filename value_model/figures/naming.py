"""The words for scopes: names of projects, told apart where two bear the same one; and of benefits, looked up when asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from value_model.figures.facts import Row
from value_model.figures.figure import FigureSet

BENEFIT = "benefit:"


class Names(dict[str, str]):
    """Words by scope; a benefit ("benefit:B01"), which is no scope of figures, has the name it was recorded under."""

    def __init__(self, known: Mapping[str, str], benefits: Mapping[str, Row]) -> None:
        super().__init__(known)
        self._benefits = benefits

    def get(self, key: str, default: Any = None) -> Any:
        """Return the words for a scope."""
        if key.startswith(BENEFIT):
            return str(self._benefits.get(key.removeprefix(BENEFIT), {}).get("name") or default)
        return super().get(key, default)

    def __reduce__(self) -> tuple[Any, ...]:
        """Copied to another process, benefits bear their identifiers: the book stays here."""
        return dict, (dict(self),)


def project_names(figures: FigureSet) -> dict[str, str]:
    """Return the words for each project by its scope, in reading order; a name that occurs twice carries its identifier."""
    scopes = sorted(figures.scopes("project"), key=lambda scope: _natural(figures.name(scope)))
    often = Counter(figures.name(scope) for scope in scopes)
    return {s: figures.name(s) if often[figures.name(s)] == 1 else f"{figures.name(s)} ({s.partition(':')[2]})" for s in scopes}


def _natural(words: str) -> list[tuple[int, str]]:
    """Sort "Project 10" after "Project 2": numbers by size, words by letter."""
    return [(int(part), "") if part.isascii() and part.isdigit() else (-1, part.casefold()) for part in re.split(r"(\d+)", words) if part]
