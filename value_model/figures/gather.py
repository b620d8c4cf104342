"""Read the sums of a snapshot and lay them out by scope: everything a definition may ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from value_model.figures.facts import NOTHING, Book, Facts, Row
from value_model.figures.figure import PORTFOLIO
from value_model.figures.flows import Flows, Terms, collect
from value_model.metrics.schedules import SCHEDULES
from value_model.policy import Policy
from value_model.store import Snapshot, Store

ONE = Decimal(1)
# Objectives and projects are always read: fit, delivery and counts above them rest on theirs.
ALWAYS = ("project", "objective")
FIELD_OF = {"programme": "programme", "unit": "business_unit", "stage": "stage"}


def reporting_currency(store: Store, snapshot: Snapshot) -> str:
    """The currency of all totals: as stated, else the only one the projects name, else none ("")."""
    stated = snapshot.settings.get("reporting_currency")
    if stated:
        return str(stated)
    named = {row["currency"] for row in store.query("currencies", snapshot.id) if row["currency"]}
    return str(named.pop()) if len(named) == 1 else ""


def terms(settings: Mapping[str, str]) -> Terms:
    """Read the discounting terms of the settings; an unreadable rate counts as not given."""
    given = str(settings.get("discount_rate") or "").strip()
    timing = str(settings.get("discount_timing") or "start").strip().lower()
    hurdle = _fraction(settings.get("hurdle_rate"))
    common = {"timing": timing if timing in ("start", "mid", "end") else "start", "hurdle": hurdle}
    if given in SCHEDULES:
        return Terms(schedule=given, **common)  # type: ignore[arg-type]
    return Terms(rate=_fraction(given), **common)  # type: ignore[arg-type]


def _fraction(text: object) -> float | None:
    words = str(text if text is not None else "").strip()
    try:
        return float(words.rstrip("%")) / 100 if words.endswith("%") else float(words)
    except ValueError:
        return None


class Reader:
    """The queries of one snapshot, with the parameters they share."""

    def __init__(self, store: Store, snapshot: Snapshot, policy: Policy, by: Iterable[str]) -> None:
        kinds = [kind for kind in dict.fromkeys((*ALWAYS, *by)) if kind != PORTFOLIO]
        self.store, self.snapshot = store, snapshot
        self.reporting = reporting_currency(store, snapshot)
        self.parameters: dict[str, Any] = {
            "as_of": snapshot.as_of,
            "reporting": self.reporting,
            "on_time": float(policy["delivery.on_time"]),
            "silent_days": int(policy["evidence.silent_days"]),
            "by": "," + ",".join(kinds) + ",",
        }

    def __call__(self, name: str, **more: Any) -> list[dict[str, Any]]:
        return self.store.query(name, self.snapshot.id, **{**self.parameters, **more})


def read(store: Store, snapshot: Snapshot, policy: Policy, by: Sequence[str]) -> dict[str, Facts]:
    """Return the facts of every scope asked for, the portfolio first; `by` names kinds of scope."""
    ask = Reader(store, snapshot, policy, by)
    sums: dict[str, Row] = {row["scope"]: row for row in ask("scope_sums")}
    sums.setdefault(PORTFOLIO, NOTHING)
    book = Book(
        as_of=snapshot.as_of,
        terms=terms(snapshot.settings),
        policy=policy,
        tables={row["table_name"]: row["row_count"] for row in ask("table_rows")},
        projects=_projects(ask("project_list"), sums),
        objectives=tuple(ask("objective_list")),
        links=_links(ask("stg_links")),
        sums=sums,
        findings=Counter(finding.severity for finding in store.findings(snapshot.id)),
    )
    flows = collect(ask("scope_flows"))
    return {scope: _facts(scope, book, flows.get(scope)) for scope in _scopes(book, by)}


def _facts(scope: str, book: Book, flows: Flows | None) -> Facts:
    kind = scope.partition(":")[0]
    return Facts(scope, kind, book, book.sums.get(scope, NOTHING), flows, members=_members(scope, kind, book))


def _scopes(book: Book, by: Sequence[str]) -> list[str]:
    found = [PORTFOLIO]
    found += [scope for scope, row in book.sums.items() if row and row["scope_kind"] in by]
    if "objective" in by:
        found += [f"objective:{row['objective_id']}" for row in book.objectives]
    return list(dict.fromkeys(found))


def _projects(rows: Iterable[Row], sums: Mapping[str, Row]) -> dict[str, Row]:
    """The projects with the sums that counts and weights above them rest on."""
    found: dict[str, Row] = {}
    for row in rows:
        own = sums.get(f"project:{row['project_id']}", NOTHING)
        found[row["project_id"]] = {
            **row,
            "approved": own.get("cost_approved"),
            "benefit_plan": _matched(own, "plan"),
            "benefit_forecast": _matched(own, "forecast"),
        }
    return found


def _matched(own: Row, column: str) -> Decimal | None:
    """Plan or forecast of a project: rows and totals that stand in, None where the forecast is not known."""
    if not own.get(f"n_benefit_{column}"):
        return None
    parts = [amount for amount in (own.get(column), own.get(f"stated_{column}")) if amount is not None]
    return sum(parts, Decimal(0)) if parts else None


def _links(rows: Iterable[Row]) -> dict[str, dict[str, Decimal]]:
    found: dict[str, dict[str, Decimal]] = {}
    for row in rows:
        found.setdefault(row["project_id"], {})[row["objective_id"]] = row["share"]
    return found


def _members(scope: str, kind: str, book: Book) -> tuple[tuple[Row, Decimal], ...]:
    key = scope.partition(":")[2]
    if kind == PORTFOLIO:
        return tuple((project, ONE) for project in book.projects.values())
    if kind == "project":
        return ((book.projects[key], ONE),) if key in book.projects else ()
    if kind == "objective":
        return tuple((book.projects[p], parts[key]) for p, parts in book.links.items() if key in parts and p in book.projects)
    field = FIELD_OF.get(kind)
    return tuple((project, ONE) for project in book.projects.values() if field and project[field] == key)
