"""Source rows of one scope, and which part of each the scope holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from value_model.figures.facts import NOTHING, Facts, Row
from value_model.figures.reader import Reader

ZERO, ONE = Decimal(0), Decimal(1)
Test = Callable[[Row], bool]


@dataclass(frozen=True, slots=True)
class Part:
    """A source row and what it adds to a figure (signed, reporting currency, or 1 for a count)."""

    table: str
    row_id: int
    field: str
    amount: Decimal
    contribution: Decimal
    project_id: str | None
    benefit_id: str | None
    place: Row | None = None  # file, sheet, row, cell and text, where the query gave them already


class Ledger:
    """Reads rows once and weighs them for the scope."""

    def __init__(self, facts: Facts, ask: Reader) -> None:
        self.facts, self.ask = facts, ask
        self._project = facts.key if facts.kind == "project" else ""
        self._read: dict[tuple[str, str], list[dict[str, Any]]] = {}

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
        return ONE if self.facts.kind in ("portfolio", "kind") or project_id in self.projects else ZERO

    # Rows -------------------------------------------------------------------------------------------

    def _rows(self, name: str, streams: str) -> list[dict[str, Any]]:
        if (name, streams) not in self._read:
            self._read[name, streams] = self.ask(name, streams=streams, project=self._project)
        return self._read[name, streams]

    def values(
        self, stream: str, held: Mapping[str, Decimal], *, ended: bool | None = None, sign: int = 1, test: Test | None = None
    ) -> Iterator[Part]:
        """Benefit values of a stream, of ended months, of the others, or of all."""
        yield from self._weighed("benefit_values", self._rows("trace_values", f",{stream},"), held, ended, sign, test)

    def costs(self, stream: str, held: Mapping[str, Decimal], *, ended: bool | None = None, sign: int = 1) -> Iterator[Part]:
        """Cost rows of a stream, likewise."""
        yield from self._weighed("costs", self._rows("trace_costs", f",{stream},"), held, ended, sign, None)

    def _weighed(
        self, table: str, rows: list[dict[str, Any]], held: Mapping[str, Decimal], ended: bool | None, sign: int, test: Test | None
    ) -> Iterator[Part]:
        is_benefit = table == "benefit_values"
        for row in rows:
            share = held.get(row["owner_id"])
            if share and (ended is None or bool(row["is_ended"]) is ended) and (test is None or test(row)):
                owner, amount = row["owner_id"], row["amount"]
                projects = None if not is_benefit else self._only_project(owner)
                yield Part(table, row["row_id"], "amount", amount, amount * share * sign, projects if is_benefit else owner,
                           owner if is_benefit else None, row)  # fmt: skip

    def _only_project(self, benefit_id: str) -> str | None:
        shares = self.facts.book.shares.get(benefit_id, {})
        return next(iter(shares)) if len(shares) == 1 else self._project or None

    def totals(self, field: str, held: Mapping[str, Decimal], *, sign: int = 1) -> Iterator[Part]:
        """A total of the Projects sheet that stands in for rows."""
        for row in self._projects_sheet:
            share, amount = held.get(row["project_id"]), row[field]
            if share and amount is not None:
                yield Part("projects", row["row_id"], field, amount, amount * share * sign, row["project_id"], None)

    @cached_property
    def _projects_sheet(self) -> list[dict[str, Any]]:
        return self.ask("trace_projects")

    def has_rows(self, table: str, stream: str, *, ended: bool | None = None) -> set[str]:
        """The projects or benefits with an amount in a stream."""
        rows = self._rows("trace_costs" if table == "costs" else "trace_values", f",{stream},")
        return {row["owner_id"] for row in rows if ended is None or bool(row["is_ended"]) is ended}

    def listed(self, table: str, held: Mapping[str, Any], field: str) -> Iterator[Part]:
        """Rows of a table counted as one each."""
        for row in self.ask.rows(table):
            key = row[field]
            if key in held:
                project = row.get("project_id")
                yield Part(table, row["row_id"], field, ONE, ONE, project, row["benefit_id"] if table == "benefits" else None)

    @cached_property
    def reasons(self) -> dict[tuple[str, date], str]:
        """The reason recorded for a benefit's month."""
        return {(row["benefit_id"], row["period"]): row["reason"] for row in self.ask("month_reasons")}
