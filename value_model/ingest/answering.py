"""The columns of an upload as questions with choices, and the mapping that a reader's answers make."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Given
from dataclasses import dataclass, replace
from decimal import Decimal

from value_model.contract import TABLES
from value_model.ingest import period_answers
from value_model.ingest.mapping import EXTRA, FieldMap, Mapping, TableMap, field_of
from value_model.ingest.proposing import Proposal, Proposed

IGNORE = "ignore"
Place = tuple[str, str]  # sheet and heading


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one sheet: what it is read as ("projects.budget", or "" for not at all), how sure that is, and three of its values."""

    sheet: str
    heading: str
    field: str = ""
    certainty: float = 0.0
    status: str = ""
    samples: tuple[str, ...] = ()
    scale: float = 1.0
    date: str | None = None
    tables: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """What an answer is kept under."""
        return self.sheet, self.heading

    @property
    def kind(self) -> str:
        """The kind of the field it is read as, "" where it is not read."""
        table, _, name = self.field.partition(".")
        return field_of(table, name).kind if name else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader says of a column: the field, `IGNORE` or "" (leave it open), a factor for amounts, an order for dates."""

    field: str
    scale: Decimal | None = None
    date: str | None = None


def columns(proposal: Proposal) -> list[Column]:
    """Return every column that may be asked about: those in doubt first, then those read, then those not used."""
    found: dict[Place, Column] = {}
    for entry in proposal.tables:
        for name, mapped in entry.fields.items():
            if mapped.column in entry.headings:
                column = Column(entry.sheet, mapped.column, f"{entry.table}.{name}", mapped.certainty, mapped.status, mapped.samples,
                                mapped.scale, mapped.date, _tables(proposal, entry.sheet))  # fmt: skip
                found.setdefault(column.place, column)
    for entry in proposal.tables:
        for heading in proposal.unused:
            if heading in entry.headings:
                column = Column(entry.sheet, heading, samples=entry.headings[heading], tables=_tables(proposal, entry.sheet))
                found.setdefault(column.place, column)
    return sorted(found.values(), key=lambda column: (column.status != "asked", not column.field, column.certainty))


def _tables(proposal: Proposal, sheet: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.table for entry in proposal.tables if entry.sheet == sheet))


def choices(column: Column) -> list[str]:
    """Return the fields a column may be read as, those of its own sheet's tables."""
    own = [f"{table}.{entry.name}" for table in column.tables for entry in TABLES[table].fields]
    return own + [f"{table}.{name}" for table, name in EXTRA if table in column.tables]


def answered(
    proposal: Proposal,
    answers: Given[Place, Answer],
    *,
    name: str,
    periods: Given[Place, str] | None = None,
    settings: Given[str, str] | None = None,
) -> Mapping:
    """Return the mapping that reads the files as proposed, but for what was answered; known by the headings it reads.

    `periods` says what period columns hold ("costs.forecast"); `settings` are those that the files do not give.
    """
    one = len({entry.sheet for entry in proposal.tables}) == 1
    pairs = list(zip(proposal.tables, proposal.mapping.tables, strict=True))
    tables = period_answers.laid((_table(entry, plan, answers, one) for entry, plan in pairs), proposal.periods, periods or {})
    used = dict.fromkeys(column for plan in tables for entry in plan.fields.values() for column in entry.columns)
    everything = dict.fromkeys(heading for entry in proposal.tables for heading in entry.headings)
    return Mapping(name, tables, tuple(used), {**proposal.mapping.settings, **(settings or {})}, tuple(everything))


def _table(entry: Proposed, plan: TableMap, answers: Given[Place, Answer], one: bool) -> TableMap:
    mine = {heading: answer for (sheet, heading), answer in answers.items() if sheet == entry.sheet}
    fields = {name: given for name, given in plan.fields.items() if not _spoken(given.columns, mine)}
    for heading, answer in mine.items():
        table, _, name = answer.field.partition(".")
        if table == entry.table and name:
            fields[name] = FieldMap((heading,), scale=answer.scale, date=answer.date)
    ignore = tuple(dict.fromkeys([*plan.ignore, *(heading for heading, answer in mine.items() if answer.field == IGNORE)]))
    return replace(plan, sheet="*" if one else plan.sheet, fields=fields, ignore=ignore)


def _spoken(names: Iterable[str], answers: Given[str, Answer]) -> bool:
    return any(name in answers for name in names)
