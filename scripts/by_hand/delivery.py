"""Delivery against value: who is on time, and whose value arrives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from by_hand.evidence import has_baseline
from by_hand.money import Scope
from by_hand.say import Expected, difference, n, quotient, sum_of
from by_hand.streams import holders, total

ON_TIME, ON_TRACK, CAP = Decimal("0.95"), Decimal("0.90"), Decimal("1.5")


def index(scope: Scope, project_id: str) -> tuple[Decimal, str] | None:
    """Reached over planned percent; for a closed project planned over actual days."""
    book = scope.streams.book
    row = book.projects[project_id]
    start, finish = row["start"].date(), row["baseline_finish"].date()
    if row["stage"] == "closed":
        planned, taken = Decimal((finish - start).days), Decimal((row["actual_finish"].date() - start).days)
        return min(CAP, planned / taken), f"closed: {n(planned)} planned days / {n(taken)} taken"
    reached = Decimal(str(row["percent_complete"]))
    if row["planned_percent"] is not None:
        planned = Decimal(str(row["planned_percent"]))
    else:
        planned = min(Decimal(1), Decimal((book.as_of - start).days) / Decimal((finish - start).days))
    return (min(CAP, reached / planned), quotient(reached, planned)) if planned > 0 else None


def delivery(scope: Scope) -> Iterator[Expected]:
    """The figures named delivery, for the portfolio and its projects."""
    found = {p: known for p in scope.streams.book.projects if (known := index(scope, p))}
    for project, (value, words) in found.items():
        yield Expected("delivery.index", f"project:{project}", value, "fraction", words)
    weights = {p: amount for p, amount in scope.cost("plan").items() if p in found}
    weighted = sum((found[p][0] * amount for p, amount in weights.items()), Decimal(0))
    yield scope.of("delivery.index", weighted / total(weights), "fraction", f"Σ index × approved cost {quotient(weighted, total(weights))}")
    punctual = [p for p, (value, _) in found.items() if value >= ON_TIME]
    yield scope.of("delivery.on_time", len(punctual), "count", ", ".join(punctual))
    plan = scope.streams.by_project(scope.streams.by_benefit("plan"))
    forecast = scope.streams.by_project(scope.streams.forecast())
    yield from _missing(scope, punctual, plan, forecast)
    late = [p for p, (value, _) in found.items() if value < ON_TIME and p in plan and forecast.get(p, Decimal(0)) >= plan[p]]
    yield scope.of("delivery.late_value_on_track", len(late), "count", ", ".join(late) or "none")


def _missing(scope: Scope, punctual: list[str], plan: dict[str, Decimal], forecast: dict[str, Decimal]) -> Iterator[Expected]:
    short = {p: plan[p] - forecast[p] for p in punctual if p in plan and p in forecast and forecast[p] < ON_TRACK * plan[p]}
    name = "delivery.on_time_value_missing"
    yield scope.of(name, total(short), "money", "plan − forecast: " + sum_of(short))
    yield scope.of(f"{name}.count", len(short), "count", ", ".join(short) or "none")
    approved = {p: plan[p] for p in short}
    yield scope.of(f"{name}.approved", total(approved), "money", sum_of(approved))


def at_risk(scope: Scope) -> Iterator[Expected]:
    """Planned value still to come with at least one reason to doubt it, each benefit once."""
    book = scope.streams.book
    left = scope.benefits("plan", lambda line: not book.ended(line.quarter))
    reasons = {k: why for k in left if (why := list(_doubts(scope, k)))}
    parts = {k: left[k] for k in reasons}
    yield scope.of("benefits.at_risk", total(parts), "money", "plan to come of " + sum_of(parts))
    yield scope.of("benefits.at_risk_share", total(parts) / total(left), "fraction", quotient(total(parts), total(left)))
    for reason in ("not_green", "no_owner", "no_baseline", "no_evidence", "project_late"):
        some = {k: left[k] for k, why in reasons.items() if reason in why}
        yield scope.of(f"benefits.at_risk_by:{reason}", total(some), "money", "plan to come of " + sum_of(some))


def _doubts(scope: Scope, benefit_id: str) -> Iterator[str]:
    row = scope.streams.book.benefits[benefit_id]
    if row["rag"] in ("red", "amber"):
        yield "not_green"
    if not row["owner"]:
        yield "no_owner"
    if not has_baseline(scope.streams, benefit_id):
        yield "no_baseline"
    if not row["evidence"]:
        yield "no_evidence"
    running = (p for p in holders(row["project_id"]) if scope.streams.book.projects[p]["stage"] not in ("closed", "stopped"))
    known = (index(scope, project) for project in running)
    if any(one and one[0] < ON_TIME for one in known):
        yield "project_late"


def change(now: Scope, before: Scope) -> Iterator[Expected]:
    """What moved since the review before."""
    new, old = total(now.forecast()), total(before.forecast())
    yield now.of("change.benefits", new - old, "money", difference(new, old))
    if now.project_id:
        return
    new_by, old_by = (scope.streams.by_project(scope.streams.once(scope.streams.forecast())) for scope in (now, before))
    moves = {p: new_by.get(p, Decimal(0)) - old_by.get(p, Decimal(0)) for p in [*old_by, *(p for p in new_by if p not in old_by)]}
    cuts, gains = {p: -v for p, v in moves.items() if v < 0}, {p: v for p, v in moves.items() if v > 0}
    yield now.of("change.cuts", total(cuts), "money", "projects that fell or left: " + sum_of(cuts))
    yield now.of("change.gains", total(gains), "money", "projects that rose or came: " + sum_of(gains))
    green = [p for p, row in now.streams.book.projects.items() if row["delivery_rag"] == "green"]
    fell = [p for p in green if p in new_by and new_by[p] <= ON_TRACK * old_by.get(p, Decimal(0))]
    yield now.of("delivery.status_conflict", len(fell), "count", ", ".join(fell) or "none")
