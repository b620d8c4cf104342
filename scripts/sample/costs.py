"""Costs of a project by quarter: approved, spent, and still to come."""

from __future__ import annotations

from collections.abc import Iterator

from sample.model import UNIT, Record, at
from sample.quarters import LAST, quarter

Line = tuple[int, str, str, int]  # quarter, stream, kind, dollars


def finish_seen(project: Record, when: int) -> int:
    """The quarter in which the project is expected to finish, as seen in quarter `when`."""
    text = at(project["believed_finish"], when)
    return quarter(text or project["finish"])


def approved(project: Record) -> Iterator[Line]:
    """The approved cost: the work in equal quarters, then the cost of running the result."""
    for when in range(quarter(project["start"]), quarter(project["finish"]) + 1):
        yield when, "plan", project["cost_kind"], int(project["spend"]) * 1000
    yield from _running(project, "plan", quarter(project["finish"]) + 1, LAST)


def spent(project: Record, now: int) -> Iterator[Line]:
    """What was spent up to and including quarter `now`."""
    last = finish_seen(project, now)
    ended = at(project["stage"], now) in ("closed", "stopped")
    if at(project["stage"], now) == "stopped":
        last = next(when for when in range(now + 1) if at(project["stage"], when) == "stopped")
    for when in range(quarter(project["start"]), min(now, last) + 1):
        yield when, "actual", project["cost_kind"], _rate(project, when)
    if ended or now > last:
        yield from _running(project, "actual", last + 1, now)


def to_come(project: Record, now: int) -> Iterator[Line]:
    """What the project still expects to spend after quarter `now`; zero is written, never left out."""
    done = sum(line[3] for line in spent(project, now) if line[2] != "run")
    last = max(finish_seen(project, now), now + 1)
    left = max(0, _at_completion(project, now) - done)
    if at(project["stage"], now) == "stopped":
        yield now + 1, "forecast", project["cost_kind"], 0
        return
    if left:
        quarters = range(max(now + 1, quarter(project["start"])), last + 1)
        each = left // len(quarters) // UNIT * UNIT
        for when in quarters:
            share = left - each * (len(quarters) - 1) if when == last else each
            yield when, "forecast", project["cost_kind"], share
    running = list(_running(project, "forecast", max(finish_seen(project, now), now) + 1, LAST))
    yield from running
    if not left and not running:
        yield now + 1, "forecast", project["cost_kind"], 0


def lines(project: Record, now: int) -> list[Line]:
    """All cost lines of the project in the workbook of quarter `now`; none where no cost is reported."""
    if not project["spend"]:
        return []
    return [*approved(project), *spent(project, now), *to_come(project, now)]


def _rate(project: Record, when: int) -> int:
    return int(at(project["rate"], when) or project["spend"]) * 1000


def _at_completion(project: Record, now: int) -> int:
    approved_work = int(project["spend"]) * (quarter(project["finish"]) - quarter(project["start"]) + 1)
    return int(at(project["cost_at_completion"], now) or approved_work) * 1000


def _running(project: Record, stream: str, first: int, last: int) -> Iterator[Line]:
    if project["run"]:
        for when in range(first, last + 1):
            yield when, stream, "run", int(project["run"]) * 1000
