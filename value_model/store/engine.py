"""The embedded engine: one DuckDB file, a fresh cursor per query, results read whole, one writer at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

from value_model import sql
from value_model.store import opening, schema, wording
from value_model.store.answer import Answer

DBL = "double"
Cursor = duckdb.DuckDBPyConnection
_STRETCH = 122_880  # rows that DuckDB keeps together


class Engine:
    """One DuckDB database, opened for reading and writing by this process alone (or read-only)."""

    def __init__(self, path: str, *, read_only: bool = False) -> None:
        self.path = path
        self._root = opening.connect(path, read_only=read_only)
        self._writing = opening.writer_of(path)
        try:
            with self.alone():
                self._prepare(read_only)
        except BaseException:
            self._root.close()
            raise

    def _prepare(self, read_only: bool) -> None:
        """Make what the store still lacks; refuse one that a newer or an unreleased version made."""
        there = {(row["table_name"], row["column_name"]) for row in self.rows(schema.EXISTING)}
        if ("store_format", "version") in there:
            if self.rows("select max(version) as version from store_format")[0]["version"] > schema.FORMAT:
                raise wording.newer_format()
        elif there:
            raise wording.unfinished_format()
        missing = list(schema.missing(there))
        if missing and not read_only:
            with self.transaction() as cursor:
                for statement in missing:
                    cursor.execute(statement)

    def rows(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Answer one statement on a cursor of its own, read whole; parameters are bound by name."""
        with self.reading() as cursor:
            return read(cursor, text, parameters or {})

    def table(self, text: str, parameters: Mapping[str, Any]) -> Answer:
        """Answer one statement likewise, by column."""
        with self.reading() as cursor:
            return Answer(answer(cursor, text, parameters))

    def query(self, name: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Answer the SQL file `name`, composed from its inputs."""
        return self.rows(sql.compose(name, DBL), parameters)

    def query_all(self, names: Sequence[str], parameters: Mapping[str, Any]) -> dict[str, Answer]:
        """Answer several SQL files; what more than one of them reads is worked out once, in tables of this cursor alone.

        All in one transaction, which is rolled back: committed, tables of 16 MB would be compressed for nobody.
        """
        with self.as_it_stands() as cursor:
            done: list[str] = []
            for part in sql.shared(tuple(names)):
                text = sql.shared_table(part, tuple(names), DBL, frozenset(done))
                cursor.execute(f"create temporary table {part} as {text}", _bound(text, parameters)).fetchall()
                done.append(part)
            given = frozenset(done)
            return {name: Answer(answer(cursor, sql.compose(name, DBL, given), parameters)) for name in names}

    @contextmanager
    def reading(self) -> Iterator[Cursor]:
        """Give a cursor of one's own; a failing question becomes a `StoreError`."""
        cursor = self._root.cursor()
        try:
            yield cursor
        except (duckdb.Error, UnicodeDecodeError) as problem:
            raise wording.no_answer(problem) from problem
        finally:
            cursor.close()

    @contextmanager
    def as_it_stands(self) -> Iterator[Cursor]:
        """Give a cursor that sees one state of the store throughout, whatever is written meanwhile."""
        with self.reading() as cursor:
            cursor.execute("begin transaction")
            try:
                yield cursor
            finally:
                _roll_back(cursor)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other writers of this place waiting."""
        with self._writing.turn:
            yield

    @contextmanager
    def transaction(self) -> Iterator[Cursor]:
        """Give a cursor whose statements all happen, or none; one writer at a time."""
        with self.alone():
            cursor = self._root.cursor()
            try:
                cursor.execute("begin transaction")
                yield cursor
                cursor.execute("commit")
            except duckdb.Error as problem:
                _roll_back(cursor)
                raise wording.not_changed(problem) from problem
            except BaseException:
                _roll_back(cursor)
                raise
            finally:
                self._writing.done += 1
                cursor.close()

    @property
    def writes(self) -> int:
        """How often this process has written to the place; while it stays, so does every answer."""
        return self._writing.done

    def storage_version(self) -> str:
        """Return the storage version of the file, as the engine words it."""
        tags = self.rows("select tags from duckdb_databases() where not internal")
        return str(dict(tags[0]["tags"]).get("storage_version", "")) if tags else ""

    def close(self) -> None:
        self._root.close()


def _bound(text: str, parameters: Mapping[str, Any]) -> dict[str, Any] | None:
    """The parameters that a statement names; None when it names none."""
    wanted = sql.parameters(text)
    return {name: value for name, value in parameters.items() if name in wanted} or None


def read(cursor: Cursor, text: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Answer one statement on a given cursor, read whole."""
    cursor.execute(text, _bound(text, parameters))
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def answer(cursor: Cursor, text: str, parameters: Mapping[str, Any]) -> pa.Table:
    """Answer one statement on a given cursor, read whole into an Arrow table."""
    found: pa.Table = cursor.sql(text, params=_bound(text, parameters)).to_arrow_table()
    return found


def _roll_back(cursor: Cursor) -> None:
    try:
        cursor.execute("rollback")
    except duckdb.Error:
        return  # a failed commit has rolled back already


def insert(cursor: Cursor, table: str, data: pa.Table) -> None:
    """Append Arrow rows to a table, by column name, in stretches that several processors can take at a time."""
    if data.num_rows:
        rows = stretches(data)
        del data  # a large one takes room
        append(cursor, table, rows)


def stretches(data: pa.Table) -> pa.RecordBatchReader:
    """Return the rows of a table to be read once; each stretch is let go of when it has been read."""
    left = data.to_batches(_STRETCH)[::-1]
    return pa.RecordBatchReader.from_batches(data.schema, (left.pop() for _ in range(len(left))))


def append(cursor: Cursor, table: str, rows: pa.RecordBatchReader) -> None:
    """Append rows as they are read to a table, by column name."""
    cursor.register("incoming", rows)
    cursor.execute(f"insert into {table} by name select * from incoming").fetchall()  # noqa: S608 - table names come from the contract
    cursor.unregister("incoming")


def batches(cursor: Cursor, text: str) -> Iterator[pa.Table]:
    """Yield the answer of a statement in Arrow tables of a hundred thousand rows."""
    reader: pa.RecordBatchReader = cursor.sql(text).to_arrow_reader(100_000)
    for batch in reader:
        yield pa.Table.from_batches([batch])


def insert_rows(cursor: Cursor, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Append rows of a bookkeeping table: few, and each with every column."""
    for row in rows:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        cursor.execute(f"insert into {table} ({names}) values ({marks})", list(row.values()))  # noqa: S608 - names come from the schema
