"""What differs between two snapshots, record by record and field by field, in the contract's words."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from value_model.contract import SHEETS, Table, Value, identity
from value_model.errors import UsageError
from value_model.store.snapshot import Snapshot
from value_model.store.store import Store

# Rows without an identity of their own are told apart by what they speak of, and numbered where that repeats.
_SPEAKS_OF: Mapping[str, tuple[str, ...]] = {
    "costs": ("project_id", "period", "stream", "kind"),
    "benefit_values": ("benefit_id", "period", "stream"),
    "milestones": ("project_id", "name"),
    "pulse": ("on", "group", "project_id", "question"),
    "office": ("period", "process_area", "assessed_on"),
}
_BETWEEN = " / "
_AMOUNTS = ("amount", "value", "currency")
Record = Mapping[str, Value]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs. `old` None: not recorded before; `new` None: no longer recorded.

    `restated` is true where it tells of the past: an actual of a month that had ended, or a reading
    taken, by the older snapshot's as-of date.
    """

    table: str
    key: str
    field: str
    old: Value
    new: Value
    restated: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """Projects that came and went (by id, as written), and every other field that differs."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def restated(self) -> int:
        """How many of the changes tell of the past."""
        return sum(change.restated for change in self.changes)


def against_published(store: Store, draft: Snapshot, *, held_in: Store | None = None) -> tuple[Snapshot, Difference] | None:
    """Return the newest published snapshot of a draft's portfolio and what the draft changes; None where none is published.

    `held_in` is the store the draft is in, where that is another one.
    """
    published = store.newest(draft.portfolio, "published")
    if published is None or published.id == draft.id:
        return None
    return published, difference(store, published.id, draft.id, newer_in=held_in)


def difference(store: Store, older: str, newer: str, *, newer_in: Store | None = None) -> Difference:
    """Return what differs from one snapshot to another of the same portfolio; `newer_in` is the second one's store, if another.

    What belongs to a project that came or went is not listed row by row. Identifiers are compared as the
    contract says. Raises `StoreError` for an unknown snapshot, `UsageError` across portfolios.
    """
    there = newer_in or store
    before, after = store.snapshot(older), there.snapshot(newer)
    if identity(before.portfolio) != identity(after.portfolio):
        raise UsageError("The two snapshots belong to different portfolios; there is nothing to compare.")
    changes = list(_settings(before, after))
    passing = _Passing()
    for table in SHEETS:
        if table.name != "settings":
            old, new = _records(table, store.rows(table.name, older)), _records(table, there.rows(table.name, newer))
            passing.learn(table, old, new)
            changes += _changes(table, old, new, before.as_of, passing)
    return Difference(passing.added, passing.removed, tuple(changes))


@dataclass(slots=True)
class _Passing:
    """The projects that came or went, and their benefits: what hangs on them is not news of its own."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    projects: frozenset[str] = frozenset()
    benefits: frozenset[str] = frozenset()

    def learn(self, table: Table, old: Mapping[Key, Record], new: Mapping[Key, Record]) -> None:
        came, went = ({key: there[key] for key in there if key not in other} for there, other in ((new, old), (old, new)))
        if table.name == "projects":
            self.added, self.removed = (tuple(_word(record["project_id"]) for record in found.values()) for found in (came, went))
            self.projects = frozenset(key[0] for key in (*came, *went))
        elif table.name == "benefits":
            self.benefits = frozenset(key[0] for key, record in (*came.items(), *went.items()) if self.holds(record))

    def holds(self, record: Record) -> bool:
        project, benefit = (identity(_word(record.get(name))) for name in ("project_id", "benefit_id"))
        return project in self.projects or benefit in self.benefits


def _settings(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    """Settings that differ, but for the as-of date: that is what two snapshots differ in by nature."""
    for name in sorted({*before.settings, *after.settings} - {"as_of"}):
        old, new = before.settings.get(name), after.settings.get(name)
        if old != new:
            yield Change("settings", name, "value", old, new, restated=False)


def _records(table: Table, rows: list[dict[str, Any]]) -> dict[Key, Record]:
    """Return the records by key; equal keys are numbered in the order of the import."""
    found: dict[Key, Record] = {}
    seen: Counter[Key] = Counter()
    for row in rows:
        key = tuple(identity(_word(row[name])) for name in _naming(table))
        seen[key] += 1
        found[key if seen[key] == 1 else (*key, f"#{seen[key]}")] = row
    return found


def _naming(table: Table) -> tuple[str, ...]:
    return table.key or _SPEAKS_OF[table.name]


def _word(value: Value) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def _changes(table: Table, old: Mapping[Key, Record], new: Mapping[Key, Record], as_of: date, passing: _Passing) -> Iterator[Change]:
    names = _naming(table)
    fields = [field for field in table.fields if field.name not in names]
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key, {}), new.get(key, {})
        record = after or before
        if passing.holds(record):
            continue
        shown = _shown(names, record, key)
        past = _tells_of_the_past(table, record, as_of)
        for field in fields:
            left, right = before.get(field.name), after.get(field.name)
            if left != right and not (field.refers and identity(_word(left)) == identity(_word(right))):
                yield Change(table.name, shown, field.name, left, right, past and field.name in _AMOUNTS)


def _shown(names: tuple[str, ...], record: Record, key: Key) -> str:
    """Return the key as first written; a repeated one with its number."""
    words = [_word(record.get(name)) for name in names] + list(key[len(names) :])
    return _BETWEEN.join(word for word in words if word)


def _tells_of_the_past(table: Table, record: Record, as_of: date) -> bool:
    if table.name == "readings":
        taken = record.get("on")
        return isinstance(taken, date) and taken <= as_of
    period = record.get("period")
    return record.get("stream") == "actual" and isinstance(period, date) and _month_end(period) <= as_of


def _month_end(period: date) -> date:
    return period.replace(day=calendar.monthrange(period.year, period.month)[1])
