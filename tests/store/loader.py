"""A process that loads and publishes for ever, and says what it was told is done; to be killed."""

from __future__ import annotations

from datetime import date, timedelta
from multiprocessing.connection import Connection

from tests.store.records import an_import
from value_model.store import open_store

PROJECTS = 400
FIGURE = ("benefits.plan", "portfolio", "1.0", "money", None)


def load_for_ever(path: str, told: Connection) -> None:
    store = open_store(path)
    turn = len(store.snapshots())
    while True:
        turn += 1
        draft, _ = store.save_draft(
            "Enterprise", an_import(f"turn {turn}", projects=PROJECTS), as_of=date(2020, 1, 1) + timedelta(days=turn)
        )
        told.send(("draft", draft.id))
        store.publish(draft.id, by="loader", figures=[FIGURE])
        told.send(("published", draft.id))
