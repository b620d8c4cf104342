"""Rows that no word calls a total: one that states the sum of all others, and what stands below the row that adds everything up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

import numpy as np

from value_model.amounts import Amounts
from value_model.ingest import lines
from value_model.ingest.notes import Notes, plural
from value_model.ingest.read.column import Codes, Flags
from value_model.ingest.tablecolumns import Columns
from value_model.ingest.wording import cut, key

_LEAST = 3  # records that a sum adds up: of fewer, one may be the others' sum by chance
_MOST = 5_000  # records; a longer list states its totals elsewhere
_SOURCES = re.compile(r"financ|fund|resourc|fonds|finanz|recursos")
_WHOLE = re.compile(r"\b(?:all|overall|whole|total|portfolio|programme|program|gesamt|alle|ensemble|tous|toutes|todos|todas)\b")
_PART = r"(?i)^\s*(?:(?:of which|thereof|davon|darunter)(?:\W|$)|dont\s*:|memo(?:randum)?(?: items?)?\s*[:–-])"
_ALL = re.compile(r"(?:(?:all|overall|grand|portfolio|programme|program|projects?|totals?|gesamt|portefeuille|general|geral) ?)+")


def of_all(label: str) -> bool:
    """Tell whether a total names nothing but the whole: "Portfolio total (6 projects)"; "Total works" may be one of several."""
    return _ALL.fullmatch(re.sub(r"[(\[].*|\d", "", key(label)).strip()) is not None


def parts(firsts: lines.Firsts) -> Flags:
    """Return the lines that say what is in the others: "Of which: capital", "Memo: prior year"."""
    return firsts.say(lambda text: re.match(_PART, text) is not None, _PART)


def balances(amounts: Mapping[str, Decimal], whole: Mapping[str, Decimal], label: str) -> bool:
    """Tell whether a total says where the whole comes from: the same amounts again, under words of money that comes in."""
    return bool(_SOURCES.search(key(label))) and lines.same(amounts, whole)


def leave_out(found: Columns, records: Flags, total: int) -> None:
    """Leave out the lines below a total of all lines above it: what they hold is no part of it."""
    below = [at for at in range(total + 1, len(records)) if records[at]]
    if below:
        records[below] = False
        row, first = found.block.lines[below[0]], lines.first_text(found.block, found.block.lines[below[0]])
        found.last(below[0], partial(_below, len(below), found.block.lines[total], row, first))


def _below(count: int, total: int, row: int, first: str, notes: Notes) -> None:
    notes.add("warning", "below-total", f'{plural(count, "row")} below row {total}, which adds everything up, were not loaded; the first reads "{cut(first, 60)}".',
              "If they are records, move them above that row.", row=row)  # fmt: skip


def take_out(found: Columns, records: Flags, firsts: lines.Firsts) -> None:
    """Take the first and the last record out where it states the sum of all others."""
    for end in (0, -1):
        places = np.flatnonzero(records)
        if _LEAST < len(places) <= _MOST and _is_sum(found, int(places[end]), np.delete(places, end), firsts):
            at = int(places[end])
            records[at] = False
            found.total(at, partial(_sum, found.block.lines[at], firsts.at(at)))


def _is_sum(found: Columns, at: int, others: Codes, firsts: lines.Firsts) -> bool:
    """Tell whether every amount of a line is the sum of the others', and its words or a second amount say that it is so by design."""
    said = bool(_WHOLE.search(key(firsts.at(at))))
    if not said and _numbered(found, at):
        return False
    amounts, sums = lines.Sums(), {}
    for name, choices in found.sources.items():
        if choices and choices[0].ask.field.kind == "money" and isinstance(stated := found.values[name][at], Decimal) and stated:
            count, total = _added(found.values[name], others)
            amounts.add({name: total})
            sums[name] = stated if count >= _LEAST else Decimal(-1)
    return amounts.whole_is(sums) and (said or len(set(sums.values())) > 1)


def _added(values: Sequence[Any], others: Codes) -> tuple[int, Decimal]:
    """Return how many of some lines hold an amount other than zero, and what these add up to."""
    if isinstance(values, Amounts):
        return values.take(others).added()
    parts = [value for other in others.tolist() if isinstance(value := values[other], Decimal) and value]
    return len(parts), sum(parts, Decimal(0))


def _numbered(found: Columns, at: int) -> bool:
    return "project_id" in found.values and found.values["project_id"][at] is not None


def _sum(line: int, label: str, notes: Notes) -> None:
    notes.add("warning", "sum-row", f'"{cut(label, 60)}" states the sum of all other rows, so it was taken for their total and not loaded.',
              "If it is a record, give it an identifier of its own.", row=line)  # fmt: skip
