"""Source rows of one scope, and which part of each the scope holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from value_model.figures.facts import NOTHING, Facts, Row
from value_model.figures.reader import Reader
from value_model.figures.tracing.rows import Part, Whose
from value_model.store import Answer

ZERO, ONE = Decimal(0), Decimal(1)
MONTHS = 1_000_000  # more than any month since year 0
Test = Callable[[Row], bool]
Marks = NDArray[np.bool_]
Held = Mapping[str, Decimal]
Parts = Iterable[Part]


class Ledger:
    """Picks the rows that a scope holds out of those of the snapshot, which are read once and by column."""

    def __init__(self, facts: Facts, ask: Reader) -> None:
        self.facts, self.ask = facts, ask
        self._project = facts.key if facts.kind == "project" else None

    # What the scope holds ---------------------------------------------------------------------------

    @cached_property
    def projects(self) -> dict[str, Decimal]:
        """The scope's projects, each with the share the scope holds."""
        return dict(zip(self.facts.members.ids, self.facts.members.shares, strict=True))

    def own(self, project_id: str) -> Row:
        """The sums of one project."""
        return self.facts.book.sums.get(f"project:{project_id}", NOTHING)

    def benefits(self, test: Test | None = None, *, counted: bool = True) -> dict[str, Decimal]:
        """The benefits the scope counts (or leaves out as claimed twice), each with the part it holds."""
        held = self.facts.book.places_held.parts(self.facts.scope, counted=counted)
        return held if test is None else {key: share for key, share in held.items() if test(self.facts.book.benefits[key])}

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

    def values(
        self, stream: str, held: Held, *, ended: bool | None = None, sign: int = 1, tier: Callable[[str], bool] | None = None
    ) -> Part:
        """Benefit values of a stream, of ended months, of the others, or of all; of one kind of evidence where it is asked for."""
        lines = self.ask("trace_values")
        marks = _marked(lines, stream, ended)
        return self._amounts(
            "benefit_values", lines, marks if tier is None else marks & lines.where("tier", tier), self._of_benefits(held, sign)
        )

    def under(self, reason: str | None, stream: str, held: Held, sign: int) -> Part:
        """Benefit values of the ended months for which a reason is recorded; of those without any for None."""
        lines, recorded = self.ask("trace_values"), self.ask("month_reasons")
        recorded = recorded if reason is None else recorded.only(recorded.where("reason", reason.__eq__))
        months = self._months(lines, "owner_id"), self._months(recorded, "benefit_id")
        marks = _marked(lines, stream, True) & np.isin(*months, invert=reason is None)
        return self._amounts("benefit_values", lines, marks, self._of_benefits(held, sign))

    def _months(self, lines: Answer, owner: str) -> NDArray[np.int64]:
        """Each line's benefit and month as one number."""
        codes, names = lines.coded(owner)
        numbers = np.array([self._numbers[name] for name in names], dtype=np.int64)
        return numbers[codes] * MONTHS + lines.months("period")

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.facts.book.benefits)}

    def _of_benefits(self, held: Held, sign: int) -> dict[str, Whose]:
        return {key: Whose(share * sign, self._holder(key), key) for key, share in held.items() if share}

    def _holder(self, benefit_id: str) -> str | None:
        """The project that holds a benefit alone, or else the one asked about."""
        shares = self.facts.book.shares.get(benefit_id, {})
        return next(iter(shares)) if len(shares) == 1 else self._project

    def costs(self, stream: str, held: Held, *, ended: bool | None = None, sign: int = 1) -> Part:
        """Cost rows of a stream, likewise."""
        lines = self.ask("trace_costs")
        return self._amounts("costs", lines, _marked(lines, stream, ended), _of_projects(held, sign))

    def has_costs(self, stream: str, *, ended: bool | None = None) -> set[str]:
        """The projects with an amount in a stream."""
        lines = self.ask("trace_costs")
        owners, names = lines.coded("owner_id")
        return {names[code] for code in np.unique(owners[_marked(lines, stream, ended)]).tolist()}

    def totals(self, field: str, held: Held, *, sign: int = 1) -> Part:
        """A total of the Projects sheet that stands in for rows."""
        lines = self.ask("trace_projects")
        return self._part("projects", lines, lines.known(field), _of_projects(held, sign), field, field)

    def stating(self, field: str, held: Held) -> set[str]:
        """The projects that state a total."""
        return set(self.totals(field, held).lines.values("owner_id"))

    def listed(self, table: str, held: Mapping[str, Any], field: str) -> Part:
        """Rows of a table counted as one each."""
        lines = self.ask("trace_listed", listed=table)
        projects = dict(zip(lines.values("owner_id"), lines.values("project_id"), strict=True))
        whose = {key: Whose(ONE, projects[key], key if table == "benefits" else None) for key in held if key in projects}
        return self._part(table, lines, lines.known("amount"), whose, "amount", field)

    def _amounts(self, table: str, lines: Answer, marks: Marks, whose: Mapping[str, Whose]) -> Part:
        return self._part(table, lines, marks, whose, "amount", "amount")

    def _part(self, table: str, lines: Answer, marks: Marks, whose: Mapping[str, Whose], column: str, field: str) -> Part:
        mine = lines.only(marks & lines.where("owner_id", whose.__contains__))
        cells = self.ask("trace_cells", cells_of=table, field=field) if len(mine) else mine.part(0, 0)
        return Part(mine, whose, column, field, self._files, cells)

    @cached_property
    def _files(self) -> list[tuple[str, str]]:
        return [(source.name, source.sha256) for source in self.ask.store.files(self.ask.snapshot.id)]


def _marked(lines: Answer, stream: str, ended: bool | None) -> Marks:
    """Which lines are of a stream, and of ended months or of the others where that is asked for."""
    marks = lines.where("stream", stream.__eq__)
    return marks if ended is None else marks & (lines.numbers("is_ended") == ended)


def _of_projects(held: Held, sign: int) -> dict[str, Whose]:
    return {key: Whose(share * sign, key, None) for key, share in held.items() if share}
