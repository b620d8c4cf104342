"""Pieces are worked on beside, and come in their order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from value_model.ahead import ahead


def test_what_is_made_comes_in_order() -> None:
    assert list(ahead(range(50), lambda number: number * number)) == [number * number for number in range(50)]
    assert list(ahead([], str)) == []


def test_what_a_piece_raises_comes_in_its_turn_and_ends_the_work() -> None:
    fetched: list[int] = []

    def pieces() -> Iterator[int]:
        for number in range(100):
            fetched.append(number)
            yield number

    found = ahead(pieces(), lambda number: 6 // (3 - number))
    assert [next(found), next(found), next(found)] == [2, 3, 6]
    with pytest.raises(ZeroDivisionError):
        next(found)
    assert len(fetched) < 10


def test_what_cannot_be_fetched_is_raised_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError):
        list(ahead((6 // (3 - number) for number in range(5)), str))
