"""The store room: the only one that knows the database."""

from value_model.store.snapshot import METHOD, Entry, Snapshot
from value_model.store.store import Store, open_store, shared

__all__ = ["METHOD", "Entry", "Snapshot", "Store", "open_store", "shared"]
