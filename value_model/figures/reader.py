"""The queries of one snapshot, with the parameters they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from value_model.contract import TABLES, identity
from value_model.figures import foreseen
from value_model.figures.figure import PORTFOLIO
from value_model.figures.flows import first_of, ordinal
from value_model.figures.only import EVERYTHING, Only
from value_model.figures.periods import Periods
from value_model.figures.remembered import remembered
from value_model.policy import Policy
from value_model.store import Answer, Snapshot, Store
from value_model.store.snapshot import Entry

# Costs of objectives are always read: the portfolio's fit rests on them, and on what they are forecast to bring.
ALWAYS = ("objective",)
FEW = {"risks": ("row_id", "risk_id", "project_id", "benefit_id", "kind", "probability", "impact", "status")}


def reporting_currency(store: Store, snapshot: Snapshot) -> str:
    """The currency of all totals: as stated, else the only one the projects name, else none ("")."""
    stated = snapshot.settings.get("reporting_currency")
    if stated:
        return str(stated)
    named = {row["currency"] for row in store.query("currencies", snapshot.id) if row["currency"]}
    return str(named.pop()) if len(named) == 1 else ""


def fraction(text: object) -> float | None:
    """A number of the settings, per cent included; None where it cannot be read."""
    words = str(text if text is not None else "").strip()
    try:
        return float(words.rstrip("%")) / 100 if words.endswith("%") else float(words)
    except ValueError:
        return None


Rows = list[dict[str, Any]]
Answers = dict[str, Answer]


class Reader:
    """Asks SQL files and contract tables of one snapshot; `by` names the kinds of scope besides `ALWAYS`.

    `only` is the filter on projects, and `deciding` the snapshot whose rows decide what passes it (itself where none is named).
    `keeps` leaves what is asked with the snapshot, for every reader after this one.
    """

    def __init__(
        self, store: Store, snapshot: Snapshot, policy: Policy, by: Sequence[str], periods: Periods, *,
        only: Only = EVERYTHING, deciding: str | None = None, keeps: bool = False,
    ) -> None:  # fmt: skip
        kinds = [kind for kind in dict.fromkeys((*ALWAYS, *by)) if kind != PORTFOLIO]
        self.store, self.snapshot, self.only = store, snapshot, only
        self._kinds, self.periods, self.keeps = frozenset(by) - {PORTFOLIO}, periods, keeps
        self._tables: dict[str, Rows] = {}
        self.parameters: dict[str, Any] = {
            "as_of": snapshot.as_of,
            "reporting": reporting_currency(store, snapshot),
            "rates": snapshot.id,
            "on_time": float(policy["delivery.on_time"]),
            "silent_days": int(policy["evidence.silent_days"]),
            "by": _listed(kinds),
            "asked": _listed(tuple(by)),
            "since": periods.since,
            "until": periods.until,
            "compared": int(periods.compared),
            "fiscal_start": periods.fiscal_start,
            "fiscal_end": periods.fiscal_end,
            "year_end": _a_year_on(snapshot.as_of),
            **only.parameters(deciding or snapshot.id),
        }

    def __call__(self, name: str, **more: Any) -> Answer:
        """Answer one SQL file."""
        return self.all((name,), **more)[name]

    def all(self, names: Sequence[str], **more: Any) -> Answers:
        """Answer several SQL files. The rows are shared with later callers: nobody changes them."""
        named = self.store.parameters(names)
        given = {name: value for name, value in {**self.parameters, **more}.items() if name in named}
        found: Answers = self._kept(names, given, lambda: self.now(names, **more))
        return found

    def now(self, names: Sequence[str], **more: Any) -> Answers:
        """Answer several SQL files without remembering the rows, for a caller who remembers what is made of them."""
        given = {**self.parameters, **more}
        found = foreseen.kept(self.store, self.snapshot, names, given)
        lacking = tuple(name for name in names if name not in found)
        if lacking:
            found |= self.store.query_all(lacking, self.snapshot.id, **given)
        if lacking and self.keeps:
            foreseen.keep(self.store, self.snapshot, {name: found[name] for name in lacking}, given)
        return found

    def once(self, *names: str, make: Callable[[], Any], **more: Any) -> Any:
        """What `make` returned for these names and parameters the first time, or for more kinds of scope: a snapshot never changes."""
        found = self.known(*names, **more)
        if found is None:
            found = make()
            key, kept = self._shelf(names, more), remembered(self.store)
            kept.keep(key, {**(kept.get(key) or {}), self._kinds: found})
        return found

    def known(self, *names: str, **more: Any) -> Any:
        """What `once` has made for these names and at least these kinds of scope; None where it has not."""
        shelf = remembered(self.store).get(self._shelf(names, more)) or {}
        return next((made for kinds, made in shelf.items() if self._kinds <= kinds), None)

    def _shelf(self, names: Sequence[str], more: Mapping[str, Any]) -> tuple[object, ...]:
        return self._key(names, {key: value for key, value in {**self.parameters, **more}.items() if key not in foreseen.OF_SCOPES})

    def _key(self, names: Sequence[str], given: Mapping[str, Any]) -> tuple[object, ...]:
        return self.snapshot.id, self.snapshot.content_hash, tuple(names), *sorted(given.items(), key=lambda item: item[0])

    def _kept(self, names: Sequence[str], given: Mapping[str, Any], make: Callable[[], Any]) -> Any:
        key, kept = self._key(names, given), remembered(self.store)
        found = kept.get(key)
        if found is None:
            found = make()
            kept.keep(key, found)
        return found

    def rows(self, table: str) -> Rows:
        """The rows of a contract table, read once; of a long one only the columns that figures read."""
        if table not in self._tables:
            few = FEW.get(table)
            self._tables[table] = self.store.columns(table, self.snapshot.id, few).rows if few else self.store.rows(table, self.snapshot.id)
        return self._tables[table]

    def chosen(self) -> frozenset[str]:
        """The identifiers of the projects that the filter keeps."""
        return frozenset(row["project_id"] for row in self("chosen"))

    def is_asked(self, kind: str) -> bool:
        """Whether all sums of a kind of scope are asked for."""
        return f",{kind}," in self.parameters["asked"]

    @property
    def has_rates(self) -> bool:
        return bool(self.rows("rates"))

    def decisions(self) -> tuple[Mapping[str, Any], ...]:
        """Decisions of the workbook, and of the journal up to the as-of date; the workbook wins for what it fills in."""
        found: dict[str, dict[str, Any]] = {}
        for entry in self._journal("decision"):
            if date.fromisoformat(entry.at[:10]) <= self.snapshot.as_of and entry.content.get("decision_id"):
                found.setdefault(identity(str(entry.content["decision_id"])), {}).update(_typed(entry.content))
        for row in self.rows("decisions"):
            filled = {name: value for name, value in row.items() if value is not None}
            found.setdefault(identity(row["decision_id"]), {}).update(filled)
        return tuple(found.values())

    def answers(self) -> Rows:
        """Stakeholder answers of the journal up to the as-of date, as rows of the Pulse sheet."""
        return [answer(entry) for entry in self._journal("pulse") if day_of(entry) <= self.snapshot.as_of]

    def _journal(self, kind: str) -> list[Entry]:
        """The entries of a kind; all kinds are read at once."""
        return [entry for entry in self.store.journal(self.snapshot.portfolio) if entry.kind == kind]


def day_of(entry: Entry) -> date:
    """The day on which something was added on screen."""
    return date.fromisoformat(entry.at[:10])


def answer(entry: Entry) -> dict[str, Any]:
    """A stakeholder answer of the journal as a row of the Pulse sheet; what it leaves out is unknown."""
    row = {field.name: entry.content.get(field.name) for field in TABLES["pulse"].fields}
    return {**row, "on": _day(str(row["on"] or "")) or day_of(entry)}


def _listed(kinds: Iterable[str]) -> str:
    """Kinds of scope as the SQL looks for them: ",project,objective,"."""
    return "," + ",".join(kinds) + ","


def _a_year_on(day: date) -> date:
    """The last day of the twelve months after a date."""
    following = date.fromordinal(day.toordinal() + 1)
    return date.fromordinal(first_of(ordinal(following) + 12).toordinal() - 1)


def _typed(content: Mapping[str, Any]) -> dict[str, Any]:
    """A journal entry's content, its dates as dates."""
    return {name: _day(value) if name in DATES and isinstance(value, str) else value for name, value in content.items()}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


DATES = frozenset(field.name for field in TABLES["decisions"].fields if field.kind == "date")
