"""The embedded engine: one DuckDB file, hardened, a fresh cursor per query, results read whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

import duckdb
import pyarrow as pa

from value_model import sql
from value_model.errors import StoreError
from value_model.store import schema

_HARDENED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
    "python_enable_replacements": False,
    "memory_limit": "4GB",
    "threads": 2,
}
# Both DuckDB 1.5 and 2.x open a file of this storage version.
_STORAGE = {"storage_compatibility_version": "v1.5.0"}
DBL = "double"


def _sentence(problem: Exception) -> str:
    """What to tell the reader; the engine's own words hold paths and process numbers."""
    text = str(problem)
    if "lock" in text.lower():
        return "The store is in use by another process. Stop it, or name another store with --store."
    if "No space left" in text or "not enough" in text.lower():
        return "There is not enough disk space for the store. Nothing was changed; free some space and try again."
    return "The store could not be opened: it is damaged, of a newer version, or not a store. Nothing was changed; restore a backup or name another store."


class Engine:
    """One DuckDB database, opened for reading and writing by this process alone."""

    def __init__(self, path: str) -> None:
        try:
            if path != ":memory:":
                Path(path).parent.mkdir(parents=True, exist_ok=True)
            self._root = duckdb.connect(path, config={**_HARDENED, **_STORAGE})
            self._root.execute("set lock_configuration = true")
        except (duckdb.Error, OSError) as problem:
            raise StoreError(_sentence(problem)) from problem
        self._writing = RLock()
        with self.transaction() as cursor:
            for statement in schema.statements():
                cursor.execute(statement)

    def rows(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Answer one statement on a cursor of its own, read whole; parameters are bound by name."""
        cursor = self._root.cursor()
        try:
            return _read(cursor, text, parameters or {})
        except duckdb.Error as problem:
            raise StoreError(_no_answer(problem)) from problem
        finally:
            cursor.close()

    def query(self, name: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Answer the SQL file `name`, composed from its inputs."""
        return self.rows(sql.compose(name, DBL), parameters)

    def query_all(self, names: Sequence[str], parameters: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
        """Answer several SQL files; what more than one of them reads is worked out once, in tables of this cursor alone."""
        cursor = self._root.cursor()
        try:
            done: list[str] = []
            for part in sql.shared(tuple(names)):
                text = sql.compose(part, DBL, frozenset(done))
                cursor.execute(f"create temporary table {part} as {text}", _bound(text, parameters))
                done.append(part)
            given = frozenset(done)
            return {name: _read(cursor, sql.compose(name, DBL, given), parameters) for name in names}
        except duckdb.Error as problem:
            raise StoreError(_no_answer(problem)) from problem
        finally:
            cursor.close()

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a cursor whose statements all happen, or none; one writer at a time."""
        with self._writing:
            cursor = self._root.cursor()
            try:
                cursor.execute("begin transaction")
                yield cursor
                cursor.execute("commit")
            except duckdb.Error as problem:
                _roll_back(cursor)
                raise StoreError(_failed(problem)) from problem
            except BaseException:
                _roll_back(cursor)
                raise
            finally:
                cursor.close()

    def close(self) -> None:
        self._root.close()


def _bound(text: str, parameters: Mapping[str, Any]) -> dict[str, Any] | None:
    """The parameters that a statement names; None when it names none."""
    wanted = sql.parameters(text)
    return {name: value for name, value in parameters.items() if name in wanted} or None


def _read(cursor: duckdb.DuckDBPyConnection, text: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    cursor.execute(text, _bound(text, parameters))
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _no_answer(problem: duckdb.Error) -> str:
    return f"The store could not answer: {type(problem).__name__}. Run doctor to check it."


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        cursor.execute("rollback")
    except duckdb.Error:
        return  # a failed commit has rolled back already


def _failed(problem: duckdb.Error) -> str:
    if "space" in str(problem).lower():
        return "There is not enough disk space. Nothing was changed; free some space and try again."
    return f"The store could not take the change ({type(problem).__name__}); nothing was changed."


def insert(cursor: duckdb.DuckDBPyConnection, table: str, data: pa.Table) -> None:
    """Append Arrow rows to a table, by column name."""
    if data.num_rows:
        cursor.register("incoming", data)
        cursor.execute(f"insert into {table} by name select * from incoming").fetchall()  # noqa: S608 - table names come from the contract
        cursor.unregister("incoming")
