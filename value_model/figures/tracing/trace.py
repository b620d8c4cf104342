"""`trace`: the rows behind a figure, each with its file, sheet, cell, amount and signed contribution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from value_model.errors import UsageError
from value_model.figures.catalogue import CATALOGUE, definition
from value_model.figures.facts import Facts
from value_model.figures.figure import PORTFOLIO, Figure, Input
from value_model.figures.gather import BY, book_of, facts_at, scopes_of, sums_of
from value_model.figures.lazy import Figures
from value_model.figures.only import EVERYTHING, Only
from value_model.figures.periods import Periods, between, month_setting
from value_model.figures.reader import Reader
from value_model.figures.scopes import held, not_stated, nothing_at
from value_model.figures.tracing.ledger import Ledger
from value_model.figures.tracing.rows import Part, TracedRows, added
from value_model.figures.tracing.sums import MATCHED, rows_of
from value_model.policy import load
from value_model.store import Snapshot, Store


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
    rows: TracedRows

    @property
    def total(self) -> Decimal:
        """What the rows add up to."""
        return self.rows.total

    @property
    def totals(self) -> dict[str, Decimal]:
        """What the rows add up to, by the figure they add to: the figure itself, or an input of a ratio."""
        found: dict[str, list[Decimal]] = {}
        for part in self.rows.parts:
            found.setdefault(part.input or self.figure.id, []).append(part.total)
        return {name: added(totals) for name, totals in found.items()}


def trace(store: Store, snapshot_id: str, ref: str, *, compared: str | None = "previous", only: Only = EVERYTHING) -> Trace:
    """Return the rows behind the figure `ref`: `id`, or `id@scope`; under a filter those of the projects it keeps.

    Raises `UsageError` for a figure or scope that the snapshot does not hold, `StoreError` for an unknown snapshot.
    """
    figure_id, _, at = ref.partition("@")
    scope = at or PORTFOLIO
    snapshot = store.snapshot(snapshot_id)
    facts, figure = _figure(store, snapshot, figure_id, scope, compared, only)
    if figure.value is None:
        return Trace(figure, figure.formula, figure.inputs, TracedRows())
    ledger = Ledger(facts, Reader(store, snapshot, load(), _kinds(scope), _periods(snapshot), only=only))
    rows = rows_of(figure_id)
    found = list(rows(ledger)) if rows else []
    for input_id, matched in MATCHED.get(figure_id, {}).items():
        found += [replace(part, input=input_id) for part in matched(ledger)]
    return Trace(figure, figure.formula, figure.inputs, TracedRows(found))


def project_rows(store: Store, snapshot_id: str, figure_id: str, projects: Iterable[str], only: Only = EVERYTHING) -> Iterator[Part]:
    """Yield the rows behind an additive figure at each of some projects: the snapshot is read once for all of them."""
    snapshot, rows = store.snapshot(snapshot_id), rows_of(figure_id)
    book = book_of(store, snapshot, load(), BY, store.previous(snapshot), only=only)
    ask = Reader(store, snapshot, load(), BY, _periods(snapshot), only=only)
    for project in projects:
        yield from rows(Ledger(facts_at(f"project:{project}", book), ask)) if rows else ()


def _kinds(scope: str) -> tuple[str, ...]:
    """The kinds of scope to read, projects among them: those a page has read already, where they hold it."""
    kind = scope.partition(":")[0]
    return BY if kind in BY or kind == PORTFOLIO else ("project", kind)


def _periods(snapshot: Snapshot) -> Periods:
    return between(snapshot.as_of, None, month_setting(snapshot.settings.get("fiscal_year_start")))


def _figure(store: Store, snapshot: Snapshot, figure_id: str, scope: str, compared: str | None, only: Only) -> tuple[Facts, Figure]:
    if definition(figure_id) is None:
        raise UsageError(f'There is no figure "{figure_id}". List them with "figures --list".')
    other = store.previous(snapshot) if compared == "previous" else store.snapshot(compared) if compared else None
    adds_up_rows = rows_of(figure_id) or figure_id in MATCHED
    kinds = ("project", scope.partition(":")[0]) if adds_up_rows and scope != PORTFOLIO else _kinds(scope)
    book = (sums_of if adds_up_rows else book_of)(store, snapshot, load(), kinds, other, only=only)
    scopes = scopes_of(book, kinds)
    scope = held(scope, scopes)
    if scope not in scopes:
        raise nothing_at(scope)
    facts = facts_at(scope, book)
    figures = Figures({scope: facts}, CATALOGUE)
    if (figure_id, scope) not in figures:
        raise not_stated(figure_id, scope)
    return facts, figures[figure_id, scope]
