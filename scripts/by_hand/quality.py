"""How complete and how fresh the returns are."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from by_hand.money import Scope
from by_hand.say import Expected, quotient
from by_hand.streams import total

STALE_DAYS = 45


def data(scope: Scope) -> Iterator[Expected]:
    """The figures named data that can be counted from the sheets."""
    book = scope.streams.book
    spend, gains = scope.cost("plan"), scope.streams.by_project(scope.streams.by_benefit("plan"))
    complete = [p for p in book.projects if p in spend and p in gains]
    known = sum((spend[p] for p in complete), Decimal(0))
    old = [p for p, row in book.projects.items() if (book.as_of - row["updated_on"].date()).days > STALE_DAYS]
    missing = [p for p in book.projects if p not in complete]
    yield scope.of("data.projects", len(book.projects), "count", "rows of the Projects sheet")
    yield scope.of("data.complete_projects", len(complete), "count", f"all but {', '.join(missing)}, which lack a cost or a benefit")
    yield scope.of("data.coverage_spend", known / total(spend), "fraction", quotient(known, total(spend)))
    yield scope.of("data.stale", len(old), "count", f"updated over {STALE_DAYS} days before: {', '.join(old) or 'none'}")
    yield scope.of("data.errors", 0, "count", "the sample breaks no rule of the contract")


def asks(now: Scope, before: Scope) -> Iterator[Expected]:
    """What became of the asks made up to the review before."""
    asked = [row for row in now.streams.book["Decisions"] if row["asked_on"].date() <= before.streams.book.as_of]
    still = [row["decision_id"] for row in asked if row["outcome"] == "pending"]
    yield now.of("asks.total", len(asked), "count", f"asked up to {before.streams.book.as_of}")
    yield now.of("asks.open", len(still), "count", ", ".join(still) or "none")
    yield now.of("asks.closed", len(asked) - len(still), "count", f"{len(asked)} − {len(still)}")
