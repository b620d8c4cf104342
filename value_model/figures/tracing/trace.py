"""`trace`: the rows behind a figure, each with its file, sheet, cell, amount and signed contribution."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from value_model.errors import UsageError
from value_model.figures.catalogue import CATALOGUE, definition
from value_model.figures.compute import BY
from value_model.figures.facts import Facts
from value_model.figures.figure import PORTFOLIO, Figure, Input
from value_model.figures.gather import read
from value_model.figures.lazy import Figures, work
from value_model.figures.periods import Periods, between, month_setting
from value_model.figures.reader import Reader
from value_model.figures.tracing.ledger import Ledger, Part
from value_model.figures.tracing.sums import MATCHED, rows_of
from value_model.policy import load
from value_model.store import Snapshot, Store


@dataclass(frozen=True, slots=True)
class TracedRow:
    """One cell of a source and what it adds: `amount` in the reporting currency, `contribution` signed and shared.

    `cell` and `text` are as the spreadsheet shows them; None where no single cell holds the amount.
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
    input: str | None = None  # of a ratio: the input it adds to


@dataclass(frozen=True, slots=True)
class Trace:
    """A figure with its formula, its inputs and its rows.

    The contributions of a sum add up to its value exactly. The rows of a return on investment add up to its
    inputs, sums over the projects that have both sides; any other ratio, index or change has no rows: its
    inputs are figures, and each can be traced.
    """

    figure: Figure
    formula: str
    inputs: tuple[Input, ...]
    rows: tuple[TracedRow, ...]

    @property
    def total(self) -> Decimal:
        """What the rows add up to."""
        return sum((row.contribution for row in self.rows), Decimal(0))


def trace(store: Store, snapshot_id: str, ref: str, *, compared: str | None = "previous") -> Trace:
    """Return the rows behind the figure `ref`: `id`, or `id@scope`.

    Raises `UsageError` for a figure or scope that the snapshot does not hold, `StoreError` for an unknown snapshot.
    """
    figure_id, _, at = ref.partition("@")
    scope = at or PORTFOLIO
    snapshot = store.snapshot(snapshot_id)
    facts, figure = _figure(store, snapshot, figure_id, scope, compared)
    if figure.value is None:
        return Trace(figure, figure.formula, figure.inputs, ())
    ledger = Ledger(facts, Reader(store, snapshot, load(), _kinds(scope), _periods(snapshot)))
    rows = rows_of(figure_id)
    found = _placed(store, snapshot_id, rows(ledger), None) if rows else []
    for input_id, matched in MATCHED.get(figure_id, {}).items():
        found += _placed(store, snapshot_id, matched(ledger), input_id)
    return Trace(figure, figure.formula, figure.inputs, tuple(found))


def _kinds(scope: str) -> tuple[str, ...]:
    """The kinds of scope to read: those a page has read already, where they hold it."""
    kind = scope.partition(":")[0]
    return BY if kind in BY or kind == PORTFOLIO else (kind,)


def _periods(snapshot: Snapshot) -> Periods:
    return between(snapshot.as_of, None, month_setting(snapshot.settings.get("fiscal_year_start")))


def _figure(store: Store, snapshot: Snapshot, figure_id: str, scope: str, compared: str | None) -> tuple[Facts, Figure]:
    if definition(figure_id) is None:
        raise UsageError(f'There is no figure "{figure_id}". List them with "figures --list".')
    other = store.previous(snapshot) if compared == "previous" else store.snapshot(compared) if compared else None
    scopes = read(store, snapshot, load(), _kinds(scope), other)
    facts = scopes.get(scope)
    if facts is None:
        raise UsageError(f'There is nothing at scope "{scope}" in this snapshot. Scopes look like project:P01 or objective:O1.')
    figures = Figures(dict(work(facts, CATALOGUE)))
    if (figure_id, scope) not in figures:
        raise UsageError(f'"{figure_id}" is not stated at scope "{scope}". List where each figure is stated with "figures --list".')
    return facts, figures[figure_id, scope]


def _placed(store: Store, snapshot_id: str, parts: Iterable[Part], input_id: str | None) -> list[TracedRow]:
    """Parts by source cell: months spread from one cell are one row again."""
    known = list(parts)
    places = _places(store, snapshot_id, [part for part in known if part.place is None])
    files = store.files(snapshot_id)
    found: dict[tuple[object, ...], TracedRow] = {}
    for part in known:
        place = part.place if part.place is not None else places[part.table, part.row_id, part.field]
        key = (
            part.table,
            place["file_no"],
            place["sheet"],
            place["row_no"],
            place["address"] or part.row_id,
            part.field,
            part.project_id,
            part.benefit_id,
        )
        before = found.get(key)
        number = place["file_no"]
        source = files[number] if number is not None and 0 <= number < len(files) else None
        found[key] = TracedRow(
            file=source.name if source else "",
            sha256=source.sha256 if source else "",
            sheet=place["sheet"] or "",
            row=place["row_no"] or 0,
            cell=place["address"],
            text=place["text"],
            field=part.field,
            amount=part.amount + (before.amount if before else 0),
            contribution=part.contribution + (before.contribution if before else 0),
            project_id=part.project_id,
            benefit_id=part.benefit_id,
            input=input_id,
        )
    return list(found.values())


def _places(store: Store, snapshot_id: str, parts: list[Part]) -> dict[tuple[str, int, str], dict[str, Any]]:
    """Where the values of rows that carry no cell themselves stand."""
    found: dict[tuple[str, int, str], dict[str, Any]] = {}
    for table in {part.table for part in parts}:
        wanted = {(part.row_id, part.field) for part in parts if part.table == table}
        rows = {row["row_id"]: row for row in store.rows(table, snapshot_id)}
        cells = {(cell["row_id"], cell["field"]): cell for cell in store.cells(snapshot_id, table, [row_id for row_id, _ in wanted])}
        for row_id, field in wanted:
            row, cell = rows[row_id], cells.get((row_id, field), {})
            found[table, row_id, field] = {
                "file_no": row["file_no"], "sheet": row["sheet"], "row_no": row["row_no"], "address": cell.get("address"), "text": cell.get("text"),
            }  # fmt: skip
    return found
