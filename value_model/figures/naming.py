"""The words for projects: names, told apart where two projects bear the same one."""

from __future__ import annotations

import re
from collections import Counter

from value_model.figures.figure import FigureSet


def project_names(figures: FigureSet) -> dict[str, str]:
    """Return the words for each project by its scope, in reading order; a name that occurs twice carries its identifier."""
    scopes = sorted(figures.scopes("project"), key=lambda scope: _natural(figures.name(scope)))
    often = Counter(figures.name(scope) for scope in scopes)
    return {s: figures.name(s) if often[figures.name(s)] == 1 else f"{figures.name(s)} ({s.partition(':')[2]})" for s in scopes}


def _natural(words: str) -> list[tuple[int, str]]:
    """Sort "Project 10" after "Project 2": numbers by size, words by letter."""
    return [(int(part), "") if part.isascii() and part.isdigit() else (-1, part.casefold()) for part in re.split(r"(\d+)", words) if part]
