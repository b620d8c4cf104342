"""Answers kept with a snapshot: its rows never change, so what every page asks first is worked out once, when it is published.

They are a convenience and no part of the truth: no hash covers them, and whoever checks figures asks the rows again (`Store.from_rows`).
A question is known by its SQL and what was bound, so an answer to another wording of it is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from typing import Any

import pyarrow as pa

from value_model import sql
from value_model.store import arrows, schema
from value_model.store.answer import Answer
from value_model.store.engine import Engine, insert, read
from value_model.store.snapshot import sha256

Part = tuple[str, str]  # the question, and which part of its answer
_PACKED = pa.ipc.IpcWriteOptions(compression="zstd")
_FOUND = """select question, part, content from answers
where snapshot_id = $snapshot and question in (select unnest($questions)) and part in (select unnest($parts))
order by question, part"""


def question(name: str, parameters: Mapping[str, Any]) -> str:
    """Return what tells the question of one SQL file with its parameters from any other; those it does not name count for nothing."""
    text, named = _wording(name)
    return sha256(text, *(f"{key}={parameters[key]!r}" for key in named if key in parameters))


@cache
def _wording(name: str) -> tuple[str, list[str]]:
    text = sql.compose(name)
    return text, sorted(sql.parameters(text))


def keep(engine: Engine, snapshot_id: str, answers: Mapping[Part, Answer]) -> None:
    """Keep parts of answers that are not kept yet."""
    with engine.transaction() as cursor:
        there = read(cursor, "select question, part from answers where snapshot_id = $snapshot", {"snapshot": snapshot_id})
        new = answers.keys() - {(row["question"], row["part"]) for row in there}
        rows = [(snapshot_id, *part, _packed(answers[part].table)) for part in sorted(new)]
        insert(cursor, "answers", arrows.of_rows(schema.ANSWER_COLUMNS, rows))


def kept(engine: Engine, snapshot_id: str, questions: Iterable[str], parts: Iterable[str]) -> dict[str, Answer]:
    """Return the answers kept to some questions, each put together of those of the parts that are there."""
    asked = {"snapshot": snapshot_id, "questions": list(questions), "parts": list(parts)}
    rows = engine.rows(_FOUND, asked)
    return {
        one: Answer(pa.concat_tables([_unpacked(row["content"]) for row in of])) for one, of in groupby(rows, lambda row: row["question"])
    }


def _packed(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=_PACKED) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())


def _unpacked(content: bytes) -> pa.Table:
    return pa.ipc.open_stream(content).read_all()
