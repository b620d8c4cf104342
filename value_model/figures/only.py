"""A filter: only the projects of one objective, programme, sponsor area or stage, in any combination."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from value_model.errors import UsageError
from value_model.store import Store


@dataclass(frozen=True, slots=True)
class Only:
    """What a project must be to count; empty parts ask for nothing. An objective asks for a positive contribution to it.

    A project that passes counts whole, also where it contributes to several objectives.
    """

    objective: str = ""
    programme: str = ""
    unit: str = ""
    stage: str = ""

    @property
    def is_on(self) -> bool:
        return bool(self.asked)

    @property
    def stated(self) -> Mapping[str, str]:
        """The parts by name, empty ones too."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def asked(self) -> dict[str, str]:
        """The parts that ask for something, by name."""
        return {name: value for name, value in self.stated.items() if value}

    def parameters(self, deciding: str) -> dict[str, Any]:
        """Return what the SQL binds; `deciding` is the id of the snapshot whose rows decide."""
        asked = {f"only_{name}": value for name, value in self.stated.items()}
        return asked | {"deciding": deciding if self.is_on else "", "is_filtered": int(self.is_on)}


EVERYTHING = Only()


@dataclass(frozen=True, slots=True)
class Options:
    """What a filter can ask for in one snapshot: words by value, for each part that has any."""

    objective: Mapping[str, str]
    programme: Mapping[str, str]
    unit: Mapping[str, str]
    stage: Mapping[str, str]

    def words(self, only: Only) -> str:
        """Return the words of a filter, such as "Operations, Delivery"; empty where it is off."""
        return ", ".join(getattr(self, name).get(value, value) for name, value in only.stated.items() if value)


STAGES = ("proposed", "approved", "delivery", "closed", "stopped")


def options(store: Store, snapshot_id: str) -> Options:
    """Return the values that occur, in alphabetical order; objectives in the order of the source, stages in that of a project's life."""
    rows = store.rows("projects", snapshot_id)
    found = {name: {str(row[name]) for row in rows if row[name]} for name in ("programme", "business_unit", "stage")}
    return Options(
        objective={str(row["objective_id"]): str(row["name"] or row["objective_id"]) for row in store.rows("objectives", snapshot_id)},
        programme={value: value for value in sorted(found["programme"], key=str.casefold)},
        unit={value: value for value in sorted(found["business_unit"], key=str.casefold)},
        stage={value: value.capitalize() for value in STAGES if value in found["stage"]},
    )


def passing(store: Store, snapshot_id: str, only: Only) -> set[str]:
    """Return the identifiers of the projects of a snapshot that a filter keeps."""
    return {str(row["project_id"]) for row in store.query("chosen", snapshot_id, **only.parameters(snapshot_id))}


def parse(asked: list[str]) -> Only:
    """Return the filter of words such as `unit=Operations`. Raises `UsageError` for any other word."""
    parts = dict(one.partition("=")[::2] for one in asked)
    if not all(parts.values()) or not set(parts) <= set(EVERYTHING.stated):
        raise UsageError('A filter reads like unit=Operations, with "objective", "programme", "unit" or "stage" before the sign.')
    return Only(**parts)
