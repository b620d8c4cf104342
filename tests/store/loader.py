"""A process that loads and publishes for ever, and says what it was told is done; to be killed."""

from __future__ import annotations

import sys
from datetime import date, timedelta

from tests.store.records import an_import
from value_model.store import open_store

store = open_store(sys.argv[1])
turn = len(store.snapshots())
while True:
    turn += 1
    draft, _ = store.save_draft("Enterprise", an_import(f"turn {turn}", projects=400), as_of=date(2020, 1, 1) + timedelta(days=turn))
    print("draft", draft.id, flush=True)
    store.publish(draft.id, by="loader")
    print("published", draft.id, flush=True)
