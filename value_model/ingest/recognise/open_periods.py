"""Period columns of which it is open what they hold: one question for each set of columns that share their words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from value_model.ingest import periods
from value_model.ingest.block import Heading
from value_model.ingest.recognise import periodic
from value_model.ingest.recognise.profile import speaks_of
from value_model.ingest.recognise.table import Recognised

_ANY = "plan"  # a pattern is made with a stream; it stands for none here


@dataclass(frozen=True, slots=True)
class Open:
    """Columns that differ in their period alone: "19-20 RDEL BL" to "29-30 RDEL BL". `table` and `stream` are "" where nothing tells them."""

    words: str
    headings: tuple[Heading, ...]
    pattern: str
    table: str
    stream: str


def groups(found: Recognised) -> list[Open]:
    """Return the questions that the period columns of a table leave."""
    columns: dict[str, list[tuple[date, Heading]]] = defaultdict(list)
    for heading in found.unplaced:
        if (named := periodic.split(heading.text)) and (span := periods.parse(named.period.strip("()"), 1)):
            columns[named.rest].append((span.start, heading))
    return [_open(found, words, [heading for _, heading in sorted(each, key=itemgetter(0))]) for words, each in columns.items()]


def _open(found: Recognised, words: str, headings: list[Heading]) -> Open:
    sheet = found.block.grid.name
    table = "benefit_values" if found.plan.table == "benefits" else speaks_of(words) or speaks_of(sheet) or ""
    made = periodic.wide(words, headings, _ANY)
    stream = periodic.stream(words) or periodic.stream(sheet) or ""
    return Open(words, tuple(headings), made.pattern if made else "{period}", table, stream)
