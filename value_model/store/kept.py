"""Answers kept until this process writes to the store again; no other process can while this one has it open."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

Answer = TypeVar("Answer")


class Kept:
    """Small answers that every page asks for on every run, by question. Whoever gets one must not change it."""

    def __init__(self, writes: Callable[[], int]) -> None:
        self._writes = writes
        self._answers: dict[Hashable, tuple[int, object]] = {}

    def get(self, question: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return what `make` answered since the last write, else ask again.

        The writes are counted before the question: an answer that a write overtook is asked for anew.
        """
        writes = self._writes()
        known = self._answers.get(question)
        if known and known[0] == writes:
            return cast("Answer", known[1])
        found = make()
        self._answers[question] = (writes, found)
        return found
