"""Pieces of a large part worked on beside while the next ones are unpacked."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_AHEAD = 2
Piece = TypeVar("Piece")
Made = TypeVar("Made")


def ahead(pieces: Iterable[Piece], work: Callable[[Piece], Made]) -> Iterator[Made]:
    """Yield what `work` makes of each piece, in order, while the next is fetched; what one raises comes in its turn."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        waiting: deque[Future[Made]] = deque()
        try:
            for piece in pieces:
                waiting.append(beside.submit(work, piece))
                if len(waiting) > _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for left in waiting:
                left.cancel()
