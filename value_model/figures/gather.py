"""Read the sums of a snapshot and lay them out by scope: everything a definition may ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from value_model.figures.appraisal import Terms
from value_model.figures.elsewhere import comparison, reviews, year_ago
from value_model.figures.facts import NOTHING, Book, Facts, Review
from value_model.figures.figure import PORTFOLIO
from value_model.figures.flows import FlowsByScope
from value_model.figures.foreseen import FOR_FIT, MONTHS, SUMS
from value_model.figures.kept_back import narrowed
from value_model.figures.keyed import Keyed
from value_model.figures.later import Later
from value_model.figures.members import ONE, Members
from value_model.figures.only import EVERYTHING, Only
from value_model.figures.periods import Periods, between, month_setting
from value_model.figures.places import Months, Places
from value_model.figures.reader import Reader, fraction
from value_model.figures.shares import Shares
from value_model.metrics.schedules import SCHEDULES
from value_model.policy import Policy
from value_model.store import Answer, Snapshot, Store

BY = ("project", "objective", "kind", "measure")  # the kinds of scope a page reads
RUN_YEAR = ("run_cost", "gross_benefit")
FIELD_OF = {"programme": "programme", "unit": "business_unit", "stage": "stage"}


class SumsFirst(dict[str, Answer]):
    """The answers that sums rest on; those by month are read together once one of them is asked for."""

    def __init__(self, ask: Reader, names: Sequence[str]) -> None:
        super().__init__(ask.now(names))
        self._ask = ask

    def __missing__(self, name: str) -> Answer:
        self.update(self._ask.now(MONTHS))
        return self[name]


def terms(settings: Mapping[str, str]) -> Terms:
    """Read the discounting terms of the settings; an unreadable rate counts as not given."""
    given = str(settings.get("discount_rate") or "").strip()
    timing = str(settings.get("discount_timing") or "start").strip().lower()
    known = timing if timing in ("start", "mid", "end") else "start"
    hurdle = fraction(settings.get("hurdle_rate"))
    if given in SCHEDULES:
        return Terms(schedule=given, timing=known, hurdle=hurdle)
    return Terms(rate=fraction(given), timing=known, hurdle=hurdle)


def read(
    store: Store, snapshot: Snapshot, policy: Policy, by: Sequence[str], other: Snapshot | None = None, *, only: Only = EVERYTHING
) -> dict[str, Facts]:
    """Return the facts of every scope asked for, the portfolio first; `by` names kinds of scope.

    `other` is the snapshot it is compared with, whose as-of date cuts the months. Under a filter every scope
    holds the projects that it keeps, and no others.
    """
    book = book_of(store, snapshot, policy, by, other, only=only)
    return {scope: facts_at(scope, book) for scope in scopes_of(book, by)}


def book_of(
    store: Store, snapshot: Snapshot, policy: Policy, by: Sequence[str], other: Snapshot | None = None, *, only: Only = EVERYTHING
) -> Book:
    """Return what all scopes of a snapshot share, for a caller who wants the facts of few of them."""
    start = month_setting(snapshot.settings.get("fiscal_year_start"))
    ask = Reader(store, snapshot, policy, _read_by(by, other), between(snapshot.as_of, other.as_of if other else None, start), only=only)
    book = replace(_book(ask, policy), compared=comparison(ask, other), history=reviews(ask), year_ago=year_ago(ask, policy))
    return narrowed(book, ask.chosen()) if only.is_on else book


def sums_of(
    store: Store, snapshot: Snapshot, policy: Policy, by: Sequence[str], other: Snapshot | None, *, only: Only = EVERYTHING
) -> Book:
    """Return the book for a figure that adds up rows of this snapshot alone: what others tell is left out, and months wait until they are asked for.

    `by` names the kinds of scope to read where no book that holds them is known.
    """
    periods = between(snapshot.as_of, other.as_of if other else None, month_setting(snapshot.settings.get("fiscal_year_start")))
    ask = Reader(store, snapshot, policy, by, periods, only=only)
    known: Book | None = ask.known("book", policy.hash)
    book = known or ask.once("book of sums", policy.hash, make=lambda: _laid_out(ask, policy, SumsFirst(ask, _names(ask, SUMS))))
    book = _with_journal(ask, book)
    return narrowed(book, ask.chosen()) if only.is_on else book


def read_before(
    store: Store, other: Snapshot, policy: Policy, by: Sequence[str], periods: Periods, history: Sequence[Review], *,
    only: Only = EVERYTHING, deciding: str | None = None,
) -> dict[str, Facts]:  # fmt: skip
    """Return the facts of the compared snapshot, cut at the same dates as the one that is compared with it.

    `history` is that of the newer one, which as a rule holds the reviews of this one too. `deciding` is the
    newer one's id: its rows decide which projects pass the filter.
    """
    ask = Reader(store, other, policy, _read_by(by, other), periods, only=only, deciding=deciding)
    line = tuple(review for review in history if review.as_of <= other.as_of)
    known = line and line[0].as_of == other.as_of
    book = replace(_book(ask, policy), history=line if known else reviews(ask))
    book = narrowed(book, ask.chosen()) if only.is_on else book
    return {scope: facts_at(scope, book) for scope in scopes_of(book, by)}


def _read_by(by: Sequence[str], other: Snapshot | None) -> tuple[str, ...]:
    """The kinds of scope to read: a comparison rests on the projects of both snapshots, whatever is asked for."""
    return tuple(by) if other is None else tuple(dict.fromkeys(("project", *by)))


def _book(ask: Reader, policy: Policy) -> Book:
    """What the snapshot alone tells, laid out once; and what the journal adds, read anew."""
    return _with_journal(ask, ask.once("book", policy.hash, make=lambda: _laid_out(ask, policy, ask.now(_names(ask, SUMS + MONTHS)))))


def _names(ask: Reader, names: Sequence[str]) -> tuple[str, ...]:
    """What to read: sums of objectives, or else what the portfolio's fit needs of them."""
    return tuple(names) if ask.is_asked("objective") else (*names, *FOR_FIT)


def _with_journal(ask: Reader, laid: Book) -> Book:
    tables = laid.tables

    # The journal is read at once: a figure may be worked out after the store was closed.
    added = {"pulse": ask.answers()}

    def read(table: str) -> list[dict[str, Any]]:
        return [*(ask.rows(table) if tables.get(table) else []), *added.get(table, [])]

    return replace(laid, read=read, decisions=ask.decisions(), only=ask.only)


def _laid_out(ask: Reader, policy: Policy, found: Mapping[str, Answer]) -> Book:
    settings = ask.snapshot.settings
    sums, projects = Keyed(found["scope_sums"], "scope"), Keyed(found["project_list"], "project_id")
    for scope, row in ((PORTFOLIO, NOTHING), *((row["scope"], row) for row in found.get("objective_forecasts", ()))):
        sums.put(scope, row)
    return Book(
        as_of=ask.snapshot.as_of,
        terms=terms(settings),
        policy=policy,
        tables={row["table_name"]: row["row_count"] for row in found["table_rows"]},
        projects=projects,
        objectives=tuple(found["objective_list"]),
        links=Shares(found["stg_links"], "project_id", "objective_id"),
        sums=sums,
        findings=Counter(finding.severity for finding in ask.store.findings(ask.snapshot.id)),
        flows=Later(lambda: FlowsByScope(found["scope_flows"])),
        benefits=Keyed(found["benefit_list"], "benefit_id"),
        shares=Shares(found["stg_shares"], "benefit_id", "project_id"),
        places_held=Places(found["scope_places"]),
        benefit_cases=Months(lambda: found["range_months"], "benefit", lambda: found["scope_places"], "benefit_id"),
        cost_cases=Months(lambda: found["range_months"], "cost", lambda: projects.rows, "project_id"),
        correlation=fraction(settings.get("correlation")),
        run_year={column: Later(partial(_known, found, "run_year", column)) for column in RUN_YEAR},
        forecast_ends=Later(lambda: _ends(found["forecast_ends"])),
    )


def _known(found: Mapping[str, Answer], name: str, column: str) -> dict[str, Decimal]:
    """What is known of a column, by project."""
    pairs = zip(found[name].values("project_id"), found[name].values(column), strict=True)
    return {project: value for project, value in pairs if value is not None}


def _ends(rows: Answer) -> dict[str, float]:
    return dict(zip(rows.values("project_id"), rows.values("forecast"), strict=True))


def facts_at(scope: str, book: Book) -> Facts:
    """What is known about one scope."""
    kind = scope.partition(":")[0]
    return Facts(scope, kind, book, book.sums.get(scope, NOTHING), _members(scope, kind, book))


def scopes_of(book: Book, by: Sequence[str]) -> list[str]:
    """Every scope there is of some kinds, the portfolio first."""
    found = [PORTFOLIO]
    found += [scope for scope in book.sums if scope.partition(":")[0] in by]
    if "objective" in by:
        found += [f"objective:{row['objective_id']}" for row in book.objectives]
    if "measure" in by:
        found += [f"measure:{row['measure_id']}" for row in book.read("measures")]
    return list(dict.fromkeys(found))


def _members(scope: str, kind: str, book: Book) -> Members:
    if kind == PORTFOLIO:
        return Members(book.projects, None)
    key, places = scope.partition(":")[2], book.projects.places
    if kind == "project":
        return Members(book.projects, ((places[key], ONE),) if key in places else ())
    if kind == "objective":
        return Members(book.projects, [(places[p], parts[key]) for p, parts in book.links.items() if key in parts and p in places])
    names = book.projects.column(FIELD_OF[kind]) if kind in FIELD_OF else ()
    return Members(book.projects, [(place, ONE) for place, name in enumerate(names) if name == key])
