"""What only a row of reviews can tell: cuts in a row, and red ratings nobody answered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from by_hand.money import Scope
from by_hand.say import Expected, difference, n
from by_hand.streams import total

RED_REVIEWS = 3


def cuts(reviews: list[Scope]) -> Iterator[Expected]:
    """Reviews in a row, up to the newest, in which the project's forecast fell; and by how much in all."""
    now = reviews[-1]
    held = [total(scope.forecast()) if now.project_id in scope.streams.book.projects else None for scope in reviews]
    row = 0
    for earlier, later in reversed(list(pairwise(held))):
        if earlier is None or later is None or later >= earlier:
            break
        row += 1
    first, last = held[-1 - row], held[-1]
    assert first is not None and last is not None  # noqa: S101 - the projects asked for stand in every review
    line = " → ".join(n(value) for value in held[-1 - row :] if value is not None)
    yield now.of("forecast.cuts_in_row", row, "count", line)
    yield now.of("forecast.cuts_in_row.amount", first - last, "money", difference(first, last))


def red(reviews: list[Scope]) -> Iterator[Expected]:
    """Projects red at the last three reviews about which nothing was decided."""
    now = reviews[-1]
    books = [scope.streams.book for scope in reviews[-RED_REVIEWS:]]
    asked = {row["project_id"] for row in books[-1]["Decisions"] if row["decided_on"]}
    always = [p for p in books[-1].projects if all(p in book.projects and book.projects[p]["delivery_rag"] == "red" for book in books)]
    found = [p for p in always if p not in asked]
    yield now.of("delivery.red_undecided", len(found), "count", ", ".join(found) or "none")
