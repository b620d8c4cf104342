"""The store room: the only one that knows the database."""

from value_model.store.answer import Answer
from value_model.store.answered import question
from value_model.store.publishing import KeptFigure
from value_model.store.snapshot import METHOD, Entry, Snapshot
from value_model.store.store import Store, open_store, place_of, restore

__all__ = ["METHOD", "Answer", "Entry", "KeptFigure", "Snapshot", "Store", "open_store", "place_of", "question", "restore"]
