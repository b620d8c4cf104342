"""Scopes as they are asked for: identifiers are compared as the contract says, so `project:p01` is project P01."""

from __future__ import annotations

from collections.abc import Collection

from value_model.contract import identity
from value_model.errors import UsageError


def held(asked: str, scopes: Collection[str]) -> str:
    """Return the scope as the snapshot writes it; as it was asked for where the snapshot holds none like it."""
    wanted = _alike(asked)
    return asked if asked in scopes else next((scope for scope in scopes if _alike(scope) == wanted), asked)


def _alike(scope: str) -> tuple[str, str]:
    kind, _, name = scope.partition(":")
    return identity(kind), identity(name)


def nothing_at(scope: str) -> UsageError:
    """A scope that the snapshot does not hold."""
    return UsageError(f'There is nothing at scope "{scope}" in this snapshot. Scopes look like project:P01 or objective:O1.')


def not_stated(figure_id: str, scope: str) -> UsageError:
    """A figure that is known, but not at this scope."""
    return UsageError(f'"{figure_id}" is not stated at scope "{scope}". List where each figure is stated with "figures --list".')
