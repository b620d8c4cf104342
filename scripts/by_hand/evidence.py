"""What stands behind the benefits: proof, owner, baseline, and what is counted twice or given to nobody."""

from __future__ import annotations

from collections.abc import Iterator

from by_hand.book import Value
from by_hand.money import Scope
from by_hand.say import Expected, quotient, sum_of
from by_hand.streams import Streams, Test, holders, total


def tiers(scope: Scope) -> Iterator[Expected]:
    """Realized by tier of proof."""
    got = total(scope.benefits("actual"))
    for tier in ("confirmed", "measured", "claimed"):
        parts = scope.benefits("actual", _in_tier(tier))
        yield scope.of(f"evidence.{tier}", total(parts), "money", f"actuals marked {tier}: " + sum_of(parts))
        if tier == "confirmed" and got:
            yield scope.of("evidence.confirmed_share", total(parts) / got, "fraction", quotient(total(parts), got))


def _in_tier(tier: str) -> Test:
    def test(line: Value) -> bool:
        return line.evidence == tier

    return test


def faults(scope: Scope) -> Iterator[Expected]:
    """Forecast benefits that lack an owner, a baseline or any actual; the silence of closed projects is counted in projects."""
    book, forecast = scope.streams.book, scope.forecast()
    silent = {k for k in forecast if k not in scope.streams.by_benefit("actual")}
    started = {k for k in silent if (begin := book.day(book.benefits[k]["start"])) and begin <= book.as_of}
    tests = {
        "evidence.no_owner": {k for k in forecast if not book.benefits[k]["owner"]},
        "evidence.no_baseline": {k for k in forecast if not has_baseline(scope.streams, k)},
        "evidence.started_silent": started,
        "evidence.closed_silent": {k for k in silent if _closed_long_ago(scope.streams, k)},
    }
    for figure, ids in tests.items():
        parts = {k: v for k, v in forecast.items() if k in ids}
        yield scope.of(figure, total(parts), "money", "forecast of " + sum_of(parts))
        counted = parts if figure != "evidence.closed_silent" else {p for k in parts for p in holders(book.benefits[k]["project_id"])}
        yield scope.of(f"{figure}.count", len(counted), "count", ", ".join(counted) or "none")


def has_baseline(streams: Streams, benefit_id: str) -> bool:
    """True if the benefit names a measure and that measure has a baseline."""
    wanted = streams.book.benefits[benefit_id]["measure_id"]
    return any(row["measure_id"] == wanted and row["baseline"] is not None for row in streams.book["Measures"])


def _closed_long_ago(streams: Streams, benefit_id: str) -> bool:
    book = streams.book
    held_by = [book.projects[p] for p in holders(book.benefits[benefit_id]["project_id"])]
    return all(p["stage"] == "closed" and (book.as_of - p["actual_finish"].date()).days > 90 for p in held_by)


def doubles(scope: Scope) -> Iterator[Expected]:
    """What is counted once, and what is given to no project."""
    forecast = scope.streams.forecast()
    removed = scope.streams.counted_twice(forecast)
    yield scope.of("evidence.overlap", total(removed), "money", "second claim of its group: " + sum_of(removed))
    loose = {
        k: v * (1 - sum(shares.values()))
        for k, v in forecast.items()
        if sum((shares := holders(scope.streams.book.benefits[k]["project_id"])).values()) < 1
    }
    yield scope.of("evidence.unallocated", total(loose), "money", "forecast × (1 − shares): " + sum_of(loose))
