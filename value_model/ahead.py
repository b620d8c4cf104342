"""Pieces of a large whole worked on beside, two at a time, while the next ones are fetched."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_AT_A_TIME, _AHEAD = 2, 3
Piece = TypeVar("Piece")
Made = TypeVar("Made")


def ahead(pieces: Iterable[Piece], work: Callable[[Piece], Made]) -> Iterator[Made]:
    """Yield what `work` makes of each piece, in order, while the next is fetched; what one raises comes in its turn."""
    with ThreadPoolExecutor(max_workers=_AT_A_TIME) as beside:
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
