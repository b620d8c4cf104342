"""Cost, benefits, realization and the gap by reason, for the portfolio or one project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from by_hand.say import Expected, difference, n, quotient, sum_of
from by_hand.streams import Streams, Test, total

REASONS = ("late start", "adoption", "scope", "stopped", "price", "other")


@dataclass(frozen=True)
class Scope:
    """The portfolio (project_id None) or one project, and its sums."""

    streams: Streams
    project_id: str | None = None

    @property
    def name(self) -> str:
        return f"project:{self.project_id}" if self.project_id else "portfolio"

    def benefits(self, stream: str, test: Test | None = None) -> dict[str, Decimal]:
        """One stream by benefit, within the scope; second claims of an overlap group left out of the portfolio."""
        return self.part(self.streams.by_benefit(stream, test))

    def part(self, by_benefit: dict[str, Decimal]) -> dict[str, Decimal]:
        """The part of sums by benefit that belongs to the scope."""
        if self.project_id:
            return self.streams.of_project(by_benefit, self.project_id)
        return self.streams.once(by_benefit)

    def plan_to_date(self) -> dict[str, Decimal]:
        """Plan of the ended quarters by benefit."""
        return self.benefits("plan", self.streams.is_due)

    def forecast(self) -> dict[str, Decimal]:
        """Whole-life forecast by benefit."""
        return self.part(self.streams.forecast())

    def cost(self, stream: str) -> dict[str, Decimal]:
        """One stream of cost by project."""
        found = self.streams.by_cost(stream)
        return {k: v for k, v in found.items() if self.project_id in (None, k)}

    def of(self, figure: str, value: Decimal | int | float | None, unit: str, words: str) -> Expected:
        """A figure of this scope."""
        return Expected(figure, self.name, value, unit, words)


def cost(scope: Scope) -> Iterator[Expected]:
    """The figures named cost."""
    plan, actual, forecast = (scope.cost(stream) for stream in ("plan", "actual", "forecast"))
    yield scope.of("cost.approved", total(plan), "money", "plan lines: " + sum_of(plan))
    yield scope.of("cost.to_date", total(actual), "money", "actual lines of ended quarters: " + sum_of(actual))
    yield scope.of("cost.to_come", total(forecast), "money", "forecast lines of quarters to come: " + sum_of(forecast))
    whole = total(actual) + total(forecast)
    yield scope.of("cost.forecast", whole, "money", f"{n(total(actual))} to date + {n(total(forecast))} to come")
    yield scope.of("cost.variance", total(plan) - whole, "money", difference(total(plan), whole))


def benefits(scope: Scope) -> Iterator[Expected]:
    """The figures named benefits."""
    known = {
        "benefits.baseline": scope.benefits("baseline"),
        "benefits.plan": scope.benefits("plan"),
        "benefits.plan_to_date": scope.plan_to_date(),
        "benefits.realized": scope.benefits("actual"),
        "benefits.to_come": scope.benefits("forecast"),
    }
    for figure, parts in known.items():
        yield scope.of(figure, total(parts), "money", sum_of(parts))
    realized, due, plan = (total(known[f"benefits.{name}"]) for name in ("realized", "plan_to_date", "plan"))
    come = total(known["benefits.to_come"])
    yield scope.of("benefits.forecast", realized + come, "money", f"{n(realized)} realized + {n(come)} to come")
    yield scope.of("benefits.gap_to_date", realized - due, "money", difference(realized, due))
    yield scope.of("benefits.gap_forecast", realized + come - plan, "money", difference(realized + come, plan))
    lost = {k: -v for k, v in scope.forecast().items() if scope.streams.book.benefits[k]["kind"] == "disbenefit"}
    yield scope.of("benefits.disbenefits", total(lost), "money", "forecast of disbenefits: " + sum_of(lost))


def realization(scope: Scope) -> Iterator[Expected]:
    """How much of what was due has arrived."""
    due, actual = scope.plan_to_date(), scope.benefits("actual")
    reported = {k: v for k, v in due.items() if k in actual}
    kept = {k: min(actual[k], v) for k, v in reported.items()}
    whole, got = total(due), total(actual)
    yield scope.of("realization.to_date", got / whole, "fraction", quotient(got, whole))
    yield scope.of("realization.coverage", total(reported) / whole, "fraction", quotient(total(reported), whole))
    yield scope.of("realization.like_for_like", got / total(reported), "fraction", quotient(got, total(reported)))
    capped = total(kept)
    yield scope.of("realization.capped", capped / whole, "fraction", f"smaller of actual and plan by benefit, {quotient(capped, whole)}")
    forecast, baseline, plan = total(scope.forecast()), scope.benefits("baseline"), scope.benefits("plan")
    stand_in = {k: v for k, v in plan.items() if k not in baseline}
    base = total(baseline) + total(stand_in)
    words = f"{quotient(forecast, base)}, the plan standing in for the baseline of {sum_of(stand_in)}"
    yield scope.of("realization.forecast", forecast / base, "fraction", words)


def gap(scope: Scope) -> Iterator[Expected]:
    """The gap to date by recorded reason; the rest is unrecorded."""
    whole = total(scope.benefits("actual")) - total(scope.plan_to_date())
    planned = {(v.owner, v.quarter): v.amount for v in scope.streams.book.values if v.stream == "plan"}
    found: dict[str, Decimal] = {}
    for reason in REASONS:
        parts = scope.part(_misses(scope, planned, reason))
        if parts:
            found[reason] = total(parts)
            yield scope.of(f"gap.by_reason:{reason}", total(parts), "money", "actual − plan of its rows: " + sum_of(parts))
    rest = whole - total(found)
    yield scope.of("gap.by_reason:unrecorded", rest, "money", f"gap {n(whole)} less {sum_of(found)}")


def _misses(scope: Scope, planned: dict[tuple[str, str], Decimal], reason: str) -> dict[str, Decimal]:
    misses: dict[str, Decimal] = {}
    for line in scope.streams.book.values:
        if line.stream == "actual" and line.reason == reason and scope.streams.is_due(line):
            miss = line.amount - planned.get((line.owner, line.quarter), Decimal(0))
            misses[line.owner] = misses.get(line.owner, Decimal(0)) + miss
    return misses
