"""Thresholds, weights and scales that someone outside the team may change: `data/policy.toml`.

Each setting is a table with `value`, `owner`, `date` and `source`; code asks for the value by its
dotted name, for example ``policy["status.realized.watch"]``.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from value_model.errors import PolicyError

POLICY_FILE = Path(__file__).resolve().parent.parent / "data" / "policy.toml"


@dataclass(frozen=True, slots=True)
class Setting:
    """One policy setting and who answers for it."""

    name: str
    value: Any
    owner: str
    date: str
    source: str


@dataclass(frozen=True)
class Policy:
    """All settings by dotted name, and the SHA-256 of the file they came from."""

    settings: dict[str, Setting]
    hash: str

    def __getitem__(self, name: str) -> Any:
        """Return the value of the setting `name`; raise `PolicyError` if the file lacks it."""
        try:
            return self.settings[name].value
        except KeyError:
            raise PolicyError(f'The policy file has no setting "{name}".') from None

    def __iter__(self) -> Iterator[Setting]:
        return iter(self.settings.values())

    def group(self, prefix: str) -> dict[str, Any]:
        """Return the values under `prefix`, keyed by the rest of their names."""
        start = prefix + "."
        return {s.name[len(start) :]: s.value for s in self if s.name.startswith(start)}


def _settings(table: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[Setting]:
    for key, entry in table.items():
        name = ".".join((*path, key))
        if not isinstance(entry, dict):
            raise PolicyError(f'The policy entry "{name}" is not a table with value, owner, date and source.')
        if "value" in entry:
            yield Setting(name, entry["value"], entry["owner"], str(entry["date"]), entry["source"])
        else:
            yield from _settings(entry, (*path, key))


@lru_cache(maxsize=8)
def load(path: Path = POLICY_FILE) -> Policy:
    """Read the policy file. Raises `PolicyError` when it is missing or not understood."""
    try:
        content = path.read_bytes()
        return Policy({s.name: s for s in _settings(tomllib.loads(content.decode()))}, hashlib.sha256(content).hexdigest())
    except (OSError, tomllib.TOMLDecodeError, KeyError) as problem:
        raise PolicyError(f"The policy file {path.name} could not be used: {problem}.") from problem
