"""Amounts that a heading names and the columns beside it throw doubt on: a half of a budget, a score, a forecast of who knows what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice

from value_model.ingest import units
from value_model.ingest.block import Block, Heading, unnumbered
from value_model.ingest.mapping import field_of
from value_model.ingest.recognise.headings import core
from value_model.ingest.words import book

_SAMPLE, _SEVERAL = 300, 5
_SCORE = re.compile(r"(?:10|\d)(?:\.0)?")
_OF_BENEFIT = ("planned_benefit", "forecast_benefit", "benefit_to_date", "annual_benefit")
_OF_COST = ("budget", "forecast_cost", "cost_to_date")
Used = Mapping[str, Heading]


def fields(block: Block, used: Used) -> list[str]:
    """Return which amounts of projects are to be asked about instead of read."""
    scores = [name for name, heading in used.items() if field_of("projects", name).kind == "money" and _is_score(block, heading)]
    scored = bool(scores) and any(_scores(block, heading) for heading in block.headings if heading not in used.values())
    halves = (name for name in _OF_COST if name in used and _is_half(block, used[name]))
    return [*dict.fromkeys((*halves, *_of_what(used), *(scores if scored else ())))]


def _is_half(block: Block, heading: Heading) -> bool:
    """Tell whether another column holds the other half: "Capex budget" beside "Opex budget"."""
    first, second = (_listed(name) for name in ("capital", "running"))
    words = core(unnumbered(heading.text)).split()
    half, other = (first, second) if first & set(words) else (second, first)
    rest = [word for word in words if word not in half]
    return len(rest) < len(words) and any(
        other & set(said := core(unnumbered(entry.text)).split()) and [word for word in said if word not in other] == rest
        for entry in block.headings
        if entry is not heading
    )


def _of_what(used: Used) -> Iterator[str]:
    """Yield the costs that are headed "Forecast" or "Actual" and nothing else, right of an amount of benefit."""
    bare = {name for name in _OF_COST if name in used and core(unnumbered(used[name].text)) in _listed("bare")}
    told = {used[name].index: name for name in (*_OF_COST, *_OF_BENEFIT) if name in used and name not in bare}
    for name in bare:
        before = [index for index in told if index < used[name].index]
        if before and told[max(before)] in _OF_BENEFIT:
            yield name


def _is_score(block: Block, heading: Heading) -> bool:
    return units.of_heading(heading.text) == units.Unit() and _scores(block, heading)


def _scores(block: Block, heading: Heading) -> bool:
    """Tell whether a column holds nothing but whole numbers up to ten, some of them again."""
    texts = list(islice(block.texts(heading), _SAMPLE))
    return len(texts) >= _SEVERAL and 1 < len(set(texts)) < len(texts) and all(_SCORE.fullmatch(text.strip()) for text in texts)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(book("values")["headings"][name])
