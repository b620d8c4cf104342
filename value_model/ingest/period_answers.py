"""Period columns of an upload as questions, and what a reader's answers add to its mapping."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Given
from dataclasses import dataclass, replace
from typing import Final

from value_model.ingest import units
from value_model.ingest.mapping import TableMap, Wide
from value_model.ingest.recognise.open_periods import Open, groups
from value_model.ingest.recognise.profile import described
from value_model.ingest.sources import Source

IGNORE: Final = "ignore"
_STREAMS = ("baseline", "plan", "forecast", "actual")
Place = tuple[str, str]  # sheet and words


@dataclass(frozen=True, slots=True)
class Periods:
    """Period columns that share their words. `guess` is "costs.forecast" where the words tell both, else ""."""

    sheet: str
    table: str
    open: Open
    samples: tuple[str, ...]
    title: units.Unit

    @property
    def place(self) -> Place:
        """What an answer is kept under."""
        return self.sheet, self.open.words

    @property
    def guess(self) -> str:
        """What the words of the columns tell, "" where they leave anything open."""
        return f"{self.open.table}.{self.open.stream}" if self.open.table and self.open.stream else ""

    @property
    def names(self) -> tuple[str, str]:
        """The first and the last heading."""
        return self.open.headings[0].text, self.open.headings[-1].text


def asked(source: Source) -> list[Periods]:
    """Return the open questions about the period columns of a sheet."""
    found = source.recognised
    if found is None:
        return []
    return [
        Periods(source.grid.name, source.table, group, tuple(found.block.samples(group.headings[0])),
                found.title_unit)
        for group in groups(found)
    ]  # fmt: skip


def choices(periods: Periods) -> list[str]:
    """Return what the columns may hold: the table and the stream."""
    tables = ("benefit_values",) if periods.table == "benefits" else ("costs", "benefit_values")
    return [f"{table}.{stream}" for table in tables for stream in _STREAMS]


def laid(plans: Iterable[TableMap], open_ones: Iterable[Periods], given: Given[Place, str]) -> tuple[TableMap, ...]:
    """Return the table maps with what was answered about period columns: "costs.forecast", or `IGNORE`."""
    found = list(plans)
    for periods in open_ones:
        answer = given.get(periods.place, "")
        at = next((n for n, plan in enumerate(found) if plan.table == periods.table and plan.sheet in (periods.sheet, "*")), None)
        if not answer or at is None:
            continue
        if answer == IGNORE:
            found[at] = replace(found[at], ignore=(*found[at].ignore, periods.open.pattern.replace("{period}", "*")))
        else:
            _add(found, at, periods, *answer.split("."))
    return tuple(found)


def _add(found: list[TableMap], at: int, periods: Periods, table: str, stream: str) -> None:
    """Put the pattern into the map of its table on this sheet, made beside the list where there is none."""
    base = found[at]
    made = described(Wide(periods.open.pattern, stream), periods.open.words, table, base, periods.title)
    own = next((n for n, plan in enumerate(found) if plan.table == table and plan.sheet == base.sheet), None)
    if own is not None:
        kept = {name: entry for name, entry in found[own].fields.items() if name not in ("amount", "period", "stream")}
        found[own] = replace(found[own], fields=kept, wide=(*found[own].wide, made))
        return
    key = "benefit_id" if base.table == "benefits" else "project_id"
    if entry := base.fields.get(key) or base.fields.get("name"):
        found.insert(at + 1, TableMap(table, base.sheet, base.orientation, base.header_rows, {key: entry}, wide=(made,)))
