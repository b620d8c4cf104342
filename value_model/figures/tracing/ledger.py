"""Source rows of one scope, and which part of each the scope holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from typing import Any, NamedTuple

from value_model.contract import place_of
from value_model.figures.facts import NOTHING, Facts, Row
from value_model.figures.reader import Reader

ZERO, ONE = Decimal(0), Decimal(1)
NOWHERE = ("", "")
Test = Callable[[Row], bool]


class TracedRow(NamedTuple):
    """One cell of a source and what it adds: `amount` in the reporting currency, `contribution` signed and shared.

    `cell` and `text` are as the spreadsheet shows them; None where no single cell holds the amount. `input` is,
    for a ratio, the input it adds to.
    """

    file: str
    sha256: str
    sheet: str
    row: int
    cell: str | None
    text: str | None
    field: str
    amount: Decimal
    contribution: Decimal
    project_id: str | None
    benefit_id: str | None
    input: str | None = None


class Ledger:
    """Reads rows once and weighs them for the scope."""

    def __init__(self, facts: Facts, ask: Reader) -> None:
        self.facts, self.ask = facts, ask
        self._project = facts.key if facts.kind == "project" else ""
        self._cells: dict[str, dict[tuple[int, str], Row]] = {}

    # What the scope holds ---------------------------------------------------------------------------

    @cached_property
    def projects(self) -> dict[str, Decimal]:
        """The scope's projects, each with the share the scope holds."""
        return {project["project_id"]: share for project, share in self.facts.members}

    def own(self, project_id: str) -> Row:
        """The sums of one project."""
        return self.facts.book.sums.get(f"project:{project_id}", NOTHING)

    def benefits(self, test: Test | None = None, *, counted: bool = True) -> dict[str, Decimal]:
        """The benefits the scope counts (or leaves out as claimed twice), each with the part it holds."""
        found = {}
        for key, place in self.facts.book.places.get(self.facts.scope, {}).items():
            if bool(place["is_counted"]) == counted and (test is None or test(self.facts.book.benefits[key])):
                found[key] = place["share"]
        return found

    def held_by(self, test: Test) -> dict[str, Decimal]:
        """The part of each counted benefit that projects passing the test hold, and the part nobody holds."""
        return {key: share - self._left_out(key, test) for key, share in self.benefits().items()}

    def _left_out(self, benefit_id: str, test: Test) -> Decimal:
        shares = self.facts.book.shares.get(benefit_id, {})
        return sum((share * self._weight(benefit_id, project) for project, share in shares.items() if not test(self.own(project))), ZERO)

    def _weight(self, benefit_id: str, project_id: str) -> Decimal:
        """Which part of a project's share of a benefit the scope counts."""
        if self.facts.kind == "objective":
            named = self.facts.book.benefits[benefit_id]["objective_id"] is not None
            return ONE if named else self.facts.book.links.get(project_id, {}).get(self.facts.key, ZERO)
        here = self.facts.kind in ("portfolio", "kind") and project_id in self.facts.book.projects
        return ONE if here or project_id in self.projects else ZERO

    # Rows -------------------------------------------------------------------------------------------

    def _rows(self, name: str, stream: str, ended: bool | None, *, by_month: bool = False) -> Sequence[dict[str, Any]]:
        when = -1 if ended is None else int(ended)
        return self.ask(name, streams=f",{stream},", project=self._project, ended=when, by_month=int(by_month))

    def values(
        self, stream: str, held: Mapping[str, Decimal], *, ended: bool | None = None, sign: int = 1, test: Test | None = None
    ) -> Iterator[TracedRow]:
        """Benefit values of a stream, of ended months, of the others, or of all."""
        lone = {key: next(iter(shares)) for key, shares in self.facts.book.shares.items() if len(shares) == 1}
        alone = self._project or None
        whose = {owner: (share * sign, lone.get(owner, alone), owner) for owner, share in held.items() if share}
        rows = self._rows("trace_values", stream, ended) if whose else ()
        yield from self._weighed(rows if test is None else filter(test, rows), whose)

    def months(self, stream: str, held: Mapping[str, Decimal], sign: int, test: Test) -> Iterator[TracedRow]:
        """Benefit values of ended months that pass a test which knows the month."""
        for row in self._rows("trace_values", stream, True, by_month=True):
            share = held.get(row["owner_id"])
            if share and test(row):
                yield self._placed(row, "amount", row["amount"], share * sign, self._project or None, row["owner_id"])

    def costs(self, stream: str, held: Mapping[str, Decimal], *, ended: bool | None = None, sign: int = 1) -> Iterator[TracedRow]:
        """Cost rows of a stream, likewise."""
        whose = {owner: (share * sign, owner, None) for owner, share in held.items() if share}
        yield from self._weighed(self._rows("trace_costs", stream, ended) if whose else (), whose)

    def _weighed(self, rows: Iterable[Row], whose: Mapping[str, tuple[Decimal, str | None, str | None]]) -> Iterator[TracedRow]:
        """The amounts of the owners in `whose`, by their share. Tens of thousands of rows pass here, so it is one plain loop."""
        files, make = self._files, partial(tuple.__new__, TracedRow)
        for row in rows:
            found = whose.get(row["owner_id"])
            if found is not None:
                (share, project_id, benefit_id), amount = found, row["amount"]
                name, sha256 = files.get(row["file_no"], NOWHERE)
                yield make((
                    name, sha256, row["sheet"] or "", row["row_no"] or 0, row["address"], row["text"], "amount", amount, amount * share,
                    project_id, benefit_id, None,
                ))  # fmt: skip

    def _placed(self, row: Row, field: str, amount: Decimal, share: Decimal, project_id: str | None, benefit_id: str | None) -> TracedRow:
        own, sha256 = self._files.get(row["file_no"], NOWHERE)
        name, sheet, address = place_of(row["address"] or "", own, row["sheet"] or "")
        line = row["row_no"] or 0
        if address != (row["address"] or ""):  # another sheet filled the value in
            line = int("".join(filter(str.isdigit, address)))
            sha256 = next((each for one, each in self._files.values() if one == name), sha256)
        return TracedRow(name, sha256, sheet, line, address or None, row["text"], field, amount, amount * share, project_id, benefit_id)

    @cached_property
    def _files(self) -> dict[int | None, tuple[str, str]]:
        files = self.ask.store.files(self.ask.snapshot.id)
        return {number: (source.name, source.sha256) for number, source in enumerate(files)}

    def totals(self, field: str, held: Mapping[str, Decimal], *, sign: int = 1) -> Iterator[TracedRow]:
        """A total of the Projects sheet that stands in for rows."""
        for row in self.ask("trace_projects"):
            share, amount = held.get(row["project_id"]), row[field]
            if share and amount is not None:
                place = {**row, **self._cell("projects", row["row_id"], field)}
                yield self._placed(place, field, amount, share * sign, row["project_id"], None)

    def has_rows(self, table: str, stream: str, *, ended: bool | None = None) -> set[str]:
        """The projects or benefits with an amount in a stream."""
        return {row["owner_id"] for row in self._rows("trace_costs" if table == "costs" else "trace_values", stream, ended)}

    def listed(self, table: str, held: Mapping[str, Any], field: str) -> Iterator[TracedRow]:
        """Rows of a table counted as one each."""
        for row in self.ask.rows(table):
            if row[field] in held:
                place = {**row, **self._cell(table, row["row_id"], field)}
                yield self._placed(place, field, ONE, ONE, row.get("project_id"), row["benefit_id"] if table == "benefits" else None)

    def _cell(self, table: str, row_id: int, field: str) -> dict[str, Any]:
        """Address and text of one cell of a small table."""
        if table not in self._cells:
            found = self.ask.store.cells(self.ask.snapshot.id, table)
            self._cells[table] = {(cell["row_id"], cell["field"]): cell for cell in found}
        cell = self._cells[table].get((row_id, field), NOTHING)
        return {"address": cell.get("address"), "text": cell.get("text")}

    @cached_property
    def reasons(self) -> dict[tuple[str, date], str]:
        """The reason recorded for a benefit's month."""
        return {(row["benefit_id"], row["period"]): row["reason"] for row in self.ask("month_reasons")}
