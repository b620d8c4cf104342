"""Errors of the value model: one family, worded here, so that pages and the command line can say them.

An exception is for us (a contract was broken); a `Finding` is for the person with the spreadsheet.
Every message is a plain sentence that may be shown as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence


class ValueModelError(Exception):
    """Base of every error this package raises on purpose; its text can be shown to a reader."""

    exit_code = 1


class MetricInputError(ValueModelError):
    """A formula was given something that is not a number it can use."""

    @classmethod
    def not_finite(cls, name: str, value: object) -> MetricInputError:
        return cls(f'"{name}" must be a finite number, but is {value!r}.')


class UsageError(ValueModelError):
    """A command or function was called in a way that cannot work."""

    exit_code = 2


class FileRefused(ValueModelError):
    """A file was not read: wrong type, damaged, protected or outside the limits. Nothing was loaded."""

    exit_code = 3
    code = ""  # which rule refused it, for tests and logs; the sentence is for the reader


class StoreError(ValueModelError):
    """The store could not be opened, read or written; what it held before is unchanged."""

    exit_code = 4

    @classmethod
    def unknown_snapshot(cls, snapshot_id: str) -> StoreError:
        unknown = cls(f'There is no snapshot "{snapshot_id}" in this store. List them with "snapshots".')
        unknown.exit_code = UsageError.exit_code  # the store is sound; the call names what it does not hold
        return unknown


class PolicyError(ValueModelError):
    """The policy file lacks a setting or holds one that cannot be used."""


class ProofFailed(ValueModelError):
    """A sentence holds a number that is not the figure it claims to state, so it is not shown."""


class PublishRefused(ValueModelError):
    """A draft was not published: it holds errors, or warnings nobody accepted. It stays a draft."""

    @classmethod
    def errors(cls, count: int) -> PublishRefused:
        return cls(f"Not published: {count} {'error' if count == 1 else 'errors'} in the data. Correct the file and load it again.")

    @classmethod
    def warnings(cls, count: int) -> PublishRefused:
        return cls(f"Not published: {count} {'warning' if count == 1 else 'warnings'} to accept first, with a note.")


class ExportRefused(ValueModelError):
    """An export was not made: a number in its words is not what its figure says, so nothing was written."""

    @classmethod
    def numbers(cls, problems: Sequence[str]) -> ExportRefused:
        count = len(problems)
        return cls(f"Not exported: {count} {'number does' if count == 1 else 'numbers do'} not match the figures. First: {problems[0]}")
