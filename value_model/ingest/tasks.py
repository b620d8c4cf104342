"""A list with a row per task: what repeats is the project's and counts once; what varies is the task's.

Starts and finishes of tasks give the first and the last of the project. Amounts that vary between the
rows of one project could be parts or repeats with an error in them, so they are asked about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from value_model.contract import Row, Value
from value_model.ingest import repeats
from value_model.ingest.block import Block
from value_model.ingest.loaded import Loaded
from value_model.ingest.mapping import field_of
from value_model.ingest.notes import Notes, plural
from value_model.ingest.wording import listed
from value_model.records import texts
from value_model.texts import identities

_REPEATED = 0.3  # share of rows that repeat a project from which the list is one of tasks
_FIRST, _LAST = ("start",), ("baseline_finish", "forecast_finish", "actual_finish", "updated_on")


def fold(block: Block, loaded: Loaded, notes: Notes) -> None:
    """Bring the rows of a list of tasks to one value per project and field, saying what was done."""
    owners = _owners(loaded.rows)
    if len(owners) - len(owners.dictionary_encode().dictionary) < _REPEATED * len(owners):
        return
    groups: dict[str, list[Row]] = defaultdict(list)
    for owner, row in zip(owners.to_pylist(), loaded.rows, strict=True):
        groups[owner].append(row)
    repeats.settle(block, list(groups.values()), loaded, notes)
    varying = {name for rows in groups.values() for name in _varying(rows)} - {"project_id", "name"}
    if not varying:
        return
    for rows in groups.values():
        shared = {name: value for name in varying if (value := _folded(name, rows)) is not None}
        for row in rows:
            for name in varying & row.values.keys():
                del row.values[name]
            row.values.update(shared)
    _say(varying, loaded, len(groups), notes)


def _owners(rows: Sequence[Row]) -> pa.Array:
    """Return which project each row speaks of, as it is compared: by its number, else by its name."""
    numbers = texts(rows, "project_id")
    return identities(pc.coalesce(pc.if_else(pc.equal(numbers, ""), None, numbers), texts(rows, "name"), "None"))


def _varying(rows: list[Row]) -> set[str]:
    names = {name for row in rows for name in row.values}
    return {name for name in names if len({row.values.get(name) for row in rows}) > 1}


def _folded(name: str, rows: list[Row]) -> Value:
    values = [value for row in rows if (value := row.values.get(name)) is not None]
    days = [value for value in values if isinstance(value, date)]
    if name in _FIRST:
        return min(days, default=None)
    if name in _LAST:
        return max(days, default=None)
    return values[0] if len(set(values)) == 1 else None


def _say(varying: set[str], loaded: Loaded, projects: int, notes: Notes) -> None:
    money = sorted(name for name in varying if field_of("projects", name).kind == "money")
    dates = sorted(varying & {*_FIRST, *_LAST})
    others = sorted(varying - set(money) - set(dates))
    where = f"{plural(projects, 'project')} on {plural(len(loaded.rows), 'row')}"
    if dates:
        notes.add("note", "tasks-folded", f"{where}, one per task: the first start and the last finish count.", "Nothing to do.")
    if others:
        notes.add("note", "task-columns", f"{where}: {listed(others)} vary between the rows of a project, so they are the tasks' and were not used.",
                  "Give them once per project.")  # fmt: skip
    for name in money:
        notes.add("error", "amount-varies", f"{where}: {name} varies between the rows of one project; they may be parts to add up or repeats. "
                  "It was not used for those projects.", "Give the amount once per project, or the parts on a Costs sheet.",
                  column=loaded.mapped[name].column)  # fmt: skip
