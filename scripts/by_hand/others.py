"""Risk, expected value, outcomes, the office, and the parts of a change that need no judgment."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median
from typing import Any

from by_hand.book import Book, months
from by_hand.money import Scope
from by_hand.say import Expected, difference, n, quotient, sum_of
from by_hand.streams import total

WORDS = {"high": Decimal("0.9"), "medium": Decimal("0.6"), "low": Decimal("0.3")}
LEVELS = ("unaware", "resistant", "neutral", "supportive", "leading")


def number(cell: Any) -> Decimal:
    """A number cell as a Decimal."""
    return Decimal(str(cell))


def risk(scope: Scope) -> Iterator[Expected]:
    """Exposure of the open register, and benefits weighted by confidence."""
    book = scope.streams.book
    still = [row for row in book["Risks"] if row["status"] == "open"]
    parts = {r["risk_id"]: number(r["probability"]) * number(r["impact"]) * (-1 if r["kind"] == "opportunity" else 1) for r in still}
    yield scope.of("risk.exposure", total(parts), "money", "probability × impact, opportunities less: " + sum_of(parts))
    got = total(scope.benefits("actual"))
    weighted = {k: v * WORDS[book.benefits[k]["confidence"]] for k, v in scope.benefits("forecast").items()}
    words = f"{n(got)} realized + to come × 0.9, 0.6 or 0.3 by confidence: {sum_of(weighted)}"
    yield scope.of("benefits.expected", got + total(weighted), "money", words)


def concentration(scope: Scope) -> Iterator[Expected]:
    """How much of the forecast three projects hold; how much of what is to be spent is open to choice."""
    by_project = scope.streams.by_project(scope.streams.once(scope.streams.forecast()))
    top = dict(sorted(by_project.items(), key=lambda item: -item[1])[:3])
    whole = total(scope.forecast())
    yield scope.of("value.top_share", total(top) / whole, "fraction", f"({sum_of(top)}) / {n(whole)}")
    left = scope.cost("forecast")
    must = {p: v for p, v in left.items() if scope.streams.book.projects[p]["mandatory"] == "yes"}
    yield scope.of("choice.mandatory_share", total(must) / total(left), "fraction", f"({sum_of(must)}) / {n(total(left))}")
    yield scope.of("choice.open", total(left) - total(must), "money", difference(total(left), total(must)))


def outcomes(scope: Scope) -> Iterator[Expected]:
    """Attainment of each measure with a target: the newest reading on the way from baseline to target."""
    book = scope.streams.book
    for row in book["Measures"]:
        read = [r for r in book["Readings"] if r["measure_id"] == row["measure_id"] and r["on"].date() <= book.as_of]
        if row["target"] is not None and read:
            newest = number(max(read, key=lambda r: r["on"])["value"])
            base, target = number(row["baseline"]), number(row["target"])
            words = f"({difference(newest, base)}) / ({difference(target, base)})"
            yield Expected("outcome.attainment", f"measure:{row['measure_id']}", (newest - base) / (target - base), "fraction", words)


def office(scope: Scope) -> Iterator[Expected]:
    """The office: days to decide, value steered, engagement still missing, cost against spend."""
    book = scope.streams.book
    decided = [row for row in book["Decisions"] if row["decided_on"]]
    days = [(row["decided_on"] - row["asked_on"]).days for row in decided]
    yield scope.of("pmo.decision_days", median(days), "days", f"median of {', '.join(map(str, sorted(days)))}")
    steered = {row["decision_id"]: number(row["value_effect"]) for row in decided if row["value_effect"] is not None}
    yield scope.of("pmo.value_steered", total(steered), "money", sum_of(steered))
    yield _engagement(scope, book)
    cost = sum((number(row["cost"]) for row in book["Office"] if row["cost"] is not None), Decimal(0))
    spent = total(scope.cost("actual"))
    yield scope.of("pmo.cost_ratio", cost / spent, "fraction", quotient(cost, spent))


def _engagement(scope: Scope, book: Book) -> Expected:
    missing, weight = Decimal(0), Decimal(0)
    for row in book["Stakeholders"]:
        influence = number(row["influence"])
        missing += influence * (LEVELS.index(row["desired"]) - LEVELS.index(row["engagement"]))
        weight += influence
    return scope.of("pmo.engagement", missing / weight, "points", f"Σ influence × (desired − current) {quotient(missing, weight)}")


def steps(now: Scope, before: Scope) -> Iterator[Expected]:
    """The steps of the change that follow from the sheets alone."""
    new, old = now.streams.book, before.streams.book
    gone, come = (_of_projects(a, set(a.streams.book.projects) - set(b.streams.book.projects)) for a, b in ((before, now), (now, before)))
    yield now.of("change.method", 0, "money", "same rate, policy and method at both reviews")
    yield now.of("change.removed", -total(gone), "money", "less the forecast of projects no longer listed: " + sum_of(gone))
    yield now.of("change.added", total(come), "money", "forecast of new projects: " + sum_of(come))
    fx = _rates_moved(now, old)
    yield now.of("change.fx", total(fx), "money", "euros × (new rate − old rate): " + sum_of(fx))
    yield now.of("change.rounding", 0, "money", "the steps add up")
    past = {(v.owner, v.quarter): v.amount for v in old.values if v.stream == "actual" and old.ended(v.quarter)}
    here = {(v.owner, v.quarter): v.amount for v in new.values if v.stream == "actual"}
    moved = {f"{b} {q}": here[b, q] - amount for (b, q), amount in past.items() if (b, q) in here and here[b, q] != amount}
    yield now.of("change.restated", total(moved), "money", "new − old of quarters ended before: " + sum_of(moved))


def _of_projects(scope: Scope, projects: set[str]) -> dict[str, Decimal]:
    held = scope.streams.by_project(scope.streams.forecast())
    return {p: v for p, v in held.items() if p in projects}


def _rates_moved(now: Scope, old: Book) -> dict[str, Decimal]:
    book, moved = now.streams.book, {}
    for row in book["Benefit values"]:
        ended = book.ended(row["period"])
        if row["currency"] == "EUR" and row["stream"] == ("actual" if ended else "forecast"):
            change = sum((number(row["amount"]) / 3 * (book.rates[m] - old.rates[m]) for m in months(row["period"])), Decimal(0))
            moved[row["benefit_id"]] = moved.get(row["benefit_id"], Decimal(0)) + change
    return moved
