"""Answers of a store that are asked for again and again: a snapshot never changes, so neither do they."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from value_model.store import Store


class Remembered:
    """The newest answers of one store. A snapshot never changes, so an answer under its id and parameters never does."""

    def __init__(self, size: int = 24) -> None:
        self._size = size
        self.answers: OrderedDict[object, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: object) -> Any:
        """The answers kept under `key`, now the newest; None where there are none."""
        with self._lock:
            found = self.answers.get(key)
            if found is not None:
                self.answers.move_to_end(key)
            return found

    def keep(self, key: object, answers: Any) -> None:
        """Keep answers, and let the oldest go."""
        with self._lock:
            self.answers[key] = answers
            while len(self.answers) > self._size:
                self.answers.popitem(last=False)


_REMEMBERED: WeakKeyDictionary[Store, Remembered] = WeakKeyDictionary()


def remembered(store: Store) -> Remembered:
    """The newest answers of a store."""
    return _REMEMBERED.setdefault(store, Remembered())
