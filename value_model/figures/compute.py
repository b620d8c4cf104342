"""From a snapshot to its figures: read the sums, answer the catalogue at every scope asked for."""

from __future__ import annotations

from collections.abc import Sequence

from value_model.figures.catalogue import CATALOGUE
from value_model.figures.facts import Facts
from value_model.figures.figure import PORTFOLIO, Context, FigureSet
from value_model.figures.gather import BY, read, read_before
from value_model.figures.lazy import Figures
from value_model.figures.members import Members
from value_model.figures.naming import Names
from value_model.figures.only import EVERYTHING, Only, options
from value_model.figures.periods import between, month_setting
from value_model.figures.reader import reporting_currency
from value_model.policy import Policy, load
from value_model.store import Snapshot, Store

PREVIOUS = "previous"


def compute(
    store: Store, snapshot_id: str, *, compared: str | None = PREVIOUS, by: Sequence[str] = BY, policy: Policy | None = None,
    only: Only = EVERYTHING,
) -> FigureSet:  # fmt: skip
    """Return every figure of a snapshot, at portfolio scope and at the kinds of scope in `by`.

    `compared` is the id of the snapshot to compare with, ``previous`` for the published one before it, or
    None. `only` keeps some projects: every scope then holds these alone, the portfolio's too. The sums are read at once; each figure is worked out when it is first asked for. Raises
    `StoreError` for an unknown snapshot.
    """
    rules = policy or load()
    snapshot = store.snapshot(snapshot_id)
    other = store.previous(snapshot) if compared == PREVIOUS else store.snapshot(compared) if compared else None
    facts = read(store, snapshot, rules, by, other, only=only)
    if other is None:
        return _set(store, snapshot, None, facts, None)
    periods = between(snapshot.as_of, other.as_of, month_setting(snapshot.settings.get("fiscal_year_start")))
    before = read_before(store, other, rules, by, periods, facts[PORTFOLIO].book.history, only=only, deciding=snapshot.id)
    for scope, found in facts.items():
        found.before = before.get(scope) or _absent(scope, found, before)
    return _set(store, snapshot, other, facts, _set(store, other, None, before, None))


def _absent(scope: str, found: Facts, before: dict[str, Facts]) -> Facts:
    """A scope that the compared snapshot does not hold: nothing is known of it there."""
    book = before[PORTFOLIO].book
    return Facts(scope, found.kind, book, {}, Members(book.projects, ()))


def _set(store: Store, snapshot: Snapshot, other: Snapshot | None, facts: dict[str, Facts], compared: FigureSet | None) -> FigureSet:
    context = _context(store, snapshot, other, facts[PORTFOLIO])
    names, figures = _names(facts[PORTFOLIO]), Figures(facts, CATALOGUE)
    only = facts[PORTFOLIO].book.only
    names |= {PORTFOLIO: options(store, snapshot.id).words(only)} if only.is_on else {}
    return FigureSet(context, figures, Names(names, facts[PORTFOLIO].book.benefits), compared, all_scopes=tuple(facts))


def _context(store: Store, snapshot: Snapshot, other: Snapshot | None, whole: Facts) -> Context:
    settings = snapshot.settings
    return Context(
        portfolio=snapshot.portfolio,
        currency=reporting_currency(store, snapshot),
        as_of=snapshot.as_of,
        snapshot=snapshot.id,
        label=snapshot.label,
        state=snapshot.state,
        hash=snapshot.hash,
        compared=other.id if other else None,
        compared_as_of=other.as_of if other else None,
        fiscal_year_start=month_setting(settings.get("fiscal_year_start")),
        settings=dict(settings),
        tables=frozenset(whole.book.tables),
        only=whole.book.only,
    )


def _names(whole: Facts) -> dict[str, str]:
    """The words for every scope: names of projects and objectives; other scopes speak for themselves."""
    projects = whole.members.columns("project_id", "name")
    names = {f"project:{key}": str(name or key) for key, name in projects}
    names |= {f"objective:{row['objective_id']}": str(row["name"] or row["objective_id"]) for row in whole.book.objectives}
    names |= {f"measure:{row['measure_id']}": str(row["name"] or row["measure_id"]) for row in whole.book.read("measures")}
    return names
