"""What moved since the compared snapshot: forecast benefits in steps that add up, cuts, gains, restated months."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from value_model.figures.bridge import STEPS, ProjectChange, bridge, by_project, of_nobody
from value_model.figures.definition import WITH_BENEFITS, WITH_PROJECTS, Answer, Definition, Make
from value_model.figures.facts import Facts, add, entry, number
from value_model.figures.figure import PORTFOLIO
from value_model.figures.groups.benefits import forecast_is_known

SOURCE = "ours: the additive bridge between two snapshots"
ZERO = Decimal(0)
ONE_SNAPSHOT = Answer(None, "one_snapshot")


def whole_forecast(facts: Facts) -> Decimal | None:
    """benefits.forecast of the scope as a decimal; None where it is undefined."""
    return add(facts.get("forecast"), facts.get("stated_forecast")) if forecast_is_known(facts) else None


def _as_published(facts: Facts, before: Facts) -> Decimal | None:
    """The compared snapshot's forecast benefits as they were published; as computed now where none were kept."""
    computed = whole_forecast(before)
    kept = facts.book.compared.kept.get(("benefits.forecast", facts.scope)) if facts.book.compared else None
    published = Decimal(repr(kept)) if kept is not None else computed
    return computed if computed is None or published is None or abs(published - computed) < Decimal("0.005") else published


def _total(facts: Facts) -> tuple[Decimal | None, Decimal | None]:
    """Forecast benefits now and at the compared snapshot."""
    return whole_forecast(facts), _as_published(facts, facts.before) if facts.before else None


def _benefits(facts: Facts) -> Answer:
    """What moved. Undefined as ``one_snapshot`` and ``no_forecast``."""
    if facts.before is None:
        return ONE_SNAPSHOT
    new, old = _total(facts)
    inputs = (entry("benefits.forecast", new), entry("benefits.forecast, compared snapshot", old))
    if new is None and old is None:
        return Answer(None, "no_forecast", None, inputs)
    return Answer(number((new or ZERO) - (old or ZERO)), None, None, inputs)


def changes(facts: Facts) -> list[ProjectChange]:
    """The scope's projects and their change; worked out once."""
    if "changes" not in facts.shared:
        facts.shared["changes"] = by_project(facts, facts.before) if facts.before else []
    found: list[ProjectChange] = facts.shared["changes"]
    return found


def _steps(facts: Facts) -> dict[str, Decimal] | None:
    """The bridge of the scope; None where there is no change to explain."""
    if "bridge" not in facts.shared:
        facts.shared["bridge"] = _bridge(facts)
    found: dict[str, Decimal] | None = facts.shared["bridge"]
    return found


def _bridge(facts: Facts) -> dict[str, Decimal] | None:
    new, old = _total(facts)
    if facts.before is None or (new is None and old is None):
        return None
    computed = whole_forecast(facts.before)
    method = (computed or ZERO) - (old or ZERO)
    parts = [change.steps for change in changes(facts)]
    if facts.kind == PORTFOLIO:
        parts.append(of_nobody(facts, facts.before))
    return bridge((new or ZERO) - (old or ZERO), parts, method)


def _step(name: str) -> Make:
    def make(facts: Facts) -> Answer:
        """One step of what moved. Undefined as ``one_snapshot`` and ``no_forecast``."""
        if facts.before is None:
            return ONE_SNAPSHOT
        steps = _steps(facts)
        return Answer(None, "no_forecast") if steps is None else Answer(number(steps[name]))

    return make


def _sum_of(test: Callable[[ProjectChange], bool]) -> Make:
    def make(facts: Facts) -> Answer:
        """What the projects moved in one direction. Undefined as ``one_snapshot`` and ``no_forecast``."""
        if facts.before is None:
            return ONE_SNAPSHOT
        if _steps(facts) is None:
            return Answer(None, "no_forecast")
        found = [change.change for change in changes(facts) if test(change)]
        return Answer(number(abs(sum(found, ZERO))), None, None, (entry("projects", len(found)),))

    return make


def _restated_rows(facts: Facts) -> list[tuple[Decimal, tuple[str, int]]]:
    """Each restated month of the scope: the part of its change the scope holds, and the source row it came from."""
    wanted = None if facts.is_everything else set(facts.members.ids)
    found = []
    for row in facts.book.compared.restated if facts.book.compared else ():
        shares = facts.book.shares.get(row["benefit_id"], {})
        part = Decimal(1) if wanted is None else sum((share for project, share in shares.items() if project in wanted), ZERO)
        if part and row["amount"] is not None:
            found.append((row["amount"] * part, (row["benefit_id"], row["place"])))
    return found


def _nothing_to_restate(facts: Facts) -> Answer | None:
    """Why no month could read otherwise: there is no earlier snapshot, or it holds no actual by month."""
    if facts.before is None:
        return ONE_SNAPSHOT
    if facts.before.get("realized") is not None or _restated_rows(facts):
        return None
    return Answer(None, "no_actuals" if facts.before.get("stated_realized") is None else "no_profile")


def _restated(facts: Facts) -> Answer:
    """What ended months read otherwise. Undefined as ``one_snapshot``, ``no_actuals`` and ``no_profile``."""
    rows = _restated_rows(facts)
    stated = Answer(number(sum((amount for amount, _ in rows), ZERO)), None, None, (entry("change.restated.count", _sources(rows)),))
    return _nothing_to_restate(facts) or stated


def _restated_count(facts: Facts) -> Answer:
    """How many of them. Undefined as ``one_snapshot``, ``no_actuals`` and ``no_profile``."""
    return _nothing_to_restate(facts) or Answer(_sources(_restated_rows(facts)))


def _sources(rows: list[tuple[Decimal, tuple[str, int]]]) -> int:
    return len({source for _, source in rows})


def _fiscal_shift(facts: Facts) -> Answer:
    """What left the fiscal year and is forecast after it, project by project. Undefined as ``one_snapshot`` and ``no_forecast``."""
    if facts.before is None:
        return ONE_SNAPSHOT
    if _total(facts) == (None, None):
        return Answer(None, "no_forecast")
    moved = ZERO
    for change in changes(facts):
        if change.was and change.is_now:
            old, new = (sums.get(f"project:{change.project_id}", {}) for sums in (facts.before.book.sums, facts.book.sums))
            left = (old.get("fiscal") or ZERO) - (new.get("fiscal") or ZERO)
            later = (new.get("after_fiscal") or ZERO) - (old.get("after_fiscal") or ZERO)
            moved += max(ZERO, min(left, later))
    return Answer(number(moved))


WORDS = {
    "method": "the old data computed as today, less the old result as published",
    "removed": "− forecast of projects no longer listed",
    "added": "+ forecast of new projects",
    "replanned": "change to come that the approved plan changed as well",
    "amount": "the rest: forecasts raised or cut",
    "timing": "not arrived in the ended months and now forecast later (or arrived early)",
    "actuals": "actual less forecast of the months ended since, and restated months",
    "fx": "amounts of now × change of exchange rates",
}
DEFINITIONS = (
    Definition(
        "change.benefits", "money", "forecast benefits − those of the compared snapshot", _benefits, "up", "forecast", SOURCE,
        scopes=WITH_BENEFITS, inputs=("benefits.forecast",),
    ),
    *(
        Definition(
            f"change.{name}", "money", f"step of change.benefits: {WORDS[name]}", _step(name), "up", "forecast", SOURCE, "benefit_bridge/1",
            WITH_PROJECTS, ("change.benefits",),
        )
        for name in STEPS
    ),
    Definition("change.rounding", "money", "change.benefits − Σ steps: must be 0", _step("rounding"), "none", "forecast", SOURCE,
               "benefit_bridge/1", WITH_PROJECTS, ("change.benefits",)),
    Definition("change.cuts", "money", "Σ decrease of forecast benefits by project, positive", _sum_of(lambda change: change.change < 0), "down",
               "forecast", SOURCE, scopes=WITH_PROJECTS),
    Definition("change.gains", "money", "Σ increase of forecast benefits by project", _sum_of(lambda change: change.change > 0), "up",
               "forecast", SOURCE, scopes=WITH_PROJECTS),
    Definition("change.restated", "money", "Σ new − old actual of months ended by the compared snapshot", _restated, "none", "actual", SOURCE,
               scopes=WITH_PROJECTS),
    Definition("change.restated.count", "count", "recorded actuals of ended months that read otherwise now (a quarter counts once)", _restated_count, "down", "actual", SOURCE,
               scopes=WITH_PROJECTS),
    Definition("change.fy_shift", "money", "Σ by project of benefits that left the fiscal year of the as-of date and are forecast after it",
               _fiscal_shift, "down", "forecast", SOURCE, scopes=WITH_PROJECTS),
)  # fmt: skip
