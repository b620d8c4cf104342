"""What other snapshots of the portfolio tell about one: the comparison, the reviews before, the forecasts of a year ago."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from value_model.figures.facts import Comparison, Review, Row, Span
from value_model.figures.later import Later
from value_model.figures.periods import Periods, a_year_before, between
from value_model.figures.reader import Reader, fraction
from value_model.policy import Policy
from value_model.store import Snapshot

YEAR_SLACK = 45  # days by which a review may miss the anniversary and still count as one year old


def comparison(ask: Reader, other: Snapshot | None) -> Comparison | None:
    """Restated months, the effect of rates, and the other snapshot's figures as published; None without another."""
    if other is None:
        return None
    rows = [] if ask.only.is_on else ask.store.kept_figures(other.id)  # what was published speaks of all projects
    kept = {(row["id"], row["scope"]): float(row["value"]) for row in rows if _is_number(row["value"])}
    fx = ask("fx_months", compared=other.id) if ask.has_rates else []
    return Comparison(other.as_of, tuple(ask("restated", compared=other.id)), tuple(fx), kept)


def _is_number(text: str | None) -> bool:
    return text is not None and fraction(text) is not None


def reviews(ask: Reader) -> tuple[Review, ...]:
    """This review and the published ones before it, newest first."""
    earlier = [
        found for found in ask.store.snapshots(ask.snapshot.portfolio) if found.state == "published" and found.as_of < ask.snapshot.as_of
    ]
    by_date = {found.as_of: found for found in earlier}  # of two on one day the later loaded
    line = [ask.snapshot, *(by_date[day] for day in sorted(by_date, reverse=True))]
    if len(line) == 1:  # nothing to compare with, so hardly a figure reads it
        return (Review(line[0].as_of, Later(lambda: _outlooks(ask, line).get(line[0].id, {}))),)
    found = _outlooks(ask, line)
    return tuple(Review(one.as_of, found.get(one.id, {})) for one in line)


def _outlooks(ask: Reader, line: Sequence[Snapshot]) -> dict[str, dict[str, Row]]:
    """What every project forecast and how it was rated, by review and project."""
    found: dict[str, dict[str, Row]] = {}
    for row in ask("outlooks", reviews="," + "".join(f"{one.id}@{one.as_of.isoformat()}," for one in line)):
        found.setdefault(row["snapshot_id"], {})[row["project_id"]] = row
    return found


def year_ago(ask: Reader, policy: Policy) -> Span | None:
    """Forecasts of the review one year back, beside what the same months brought; None without such a review."""
    wanted = a_year_before(ask.snapshot.as_of)
    earlier = [found for found in ask.store.snapshots(ask.snapshot.portfolio) if found.state == "published"]
    near = [found for found in earlier if abs((found.as_of - wanted).days) <= YEAR_SLACK]
    if not near:
        return None
    old = min(near, key=lambda found: (abs((found.as_of - wanted).days), -found.seq))
    periods = between(ask.snapshot.as_of, old.as_of, 1)
    return Span(old.as_of, _span(ask, old, policy, periods, "forecast"), _span(ask, ask.snapshot, policy, periods, "actual"))


def _span(ask: Reader, snapshot: Snapshot, policy: Policy, periods: Periods, column: str) -> dict[str, Decimal]:
    rows = Reader(ask.store, snapshot, policy, (), periods, keeps=ask.keeps)("benefit_span")
    return {row["benefit_id"]: row[column] for row in rows if row[column] is not None}
