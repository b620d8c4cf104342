"""Does money follow strategy?"""

from __future__ import annotations

from decimal import Decimal

from value_model.figures.definition import WITH_PROJECTS, Answer, Definition
from value_model.figures.facts import Facts, add, entry, number
from value_model.metrics.fit import alignment_index

SOURCE = "ours: spend shared by recorded contribution and confidence"
ZERO = Decimal(0)
OBJECTIVE = frozenset({"objective"})


def _unknown(facts: Facts) -> str | None:
    """Why fit cannot be stated; None when it can."""
    if not facts.book.has("objectives") or not facts.book.has("contributions"):
        return "not_recorded"
    return "no_spend" if not facts.get("cost_approved") else None


def weights(facts: Facts) -> dict[str, float]:
    """The priority of each objective, adding up to 1; equal where no objective has one; {} when they add to 0."""
    given = {row["objective_id"]: row["priority"] for row in facts.book.objectives}
    if all(priority is None for priority in given.values()):
        given = dict.fromkeys(given, 1.0)
    whole = sum(priority or 0 for priority in given.values())
    return {objective: (priority or 0) / whole for objective, priority in given.items()} if whole else {}


def are_ranked(facts: Facts) -> bool:
    """Whether at least one objective has a priority."""
    return any(row["priority"] is not None for row in facts.book.objectives)


def spend(facts: Facts) -> dict[str, Decimal]:
    """Approved cost of the scope's projects by objective, shared by contribution × confidence."""
    if "spend" not in facts.shared:
        facts.shared["spend"] = _of_sums(facts) if facts.kind == "portfolio" else _of_members(facts)
    found: dict[str, Decimal] = facts.shared["spend"]
    return found


def _of_sums(facts: Facts) -> dict[str, Decimal]:
    """What the sums of each objective say; those of the portfolio hold the same projects."""
    found: dict[str, Decimal] = {row["objective_id"]: ZERO for row in facts.book.objectives}
    for scope, row in facts.book.sums.items():
        kind, _, objective = scope.partition(":")
        if kind == "objective" and row.get("cost_approved") is not None:
            found[objective] = row["cost_approved"]
    return found


def _of_members(facts: Facts) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {row["objective_id"]: ZERO for row in facts.book.objectives}
    for (project, approved), share in zip(facts.members.columns("project_id", "approved"), facts.members.shares, strict=True):
        if approved is not None:
            for objective, part in facts.book.links.get(project, {}).items():
                found[objective] = found.get(objective, ZERO) + approved * part * share
    return found


def _index(facts: Facts) -> Answer:
    """Whether spend follows priority. Undefined as ``not_recorded``, ``no_spend`` and ``no_weights``."""
    reason = _unknown(facts)
    if reason:
        return Answer(None, reason)
    unlinked = facts.get("unlinked") or ZERO
    coverage = facts.coverage("n_linked", "linked")
    inputs = (entry("fit.linked", facts.get("linked") or ZERO), entry("fit.unlinked", unlinked))
    if not weights(facts):
        return Answer(None, "no_weights", coverage, inputs)
    found = alignment_index(weights(facts), {k: max(v, ZERO) for k, v in spend(facts).items()}, max(unlinked, ZERO))
    return Answer(None if not isinstance(found.value, float) else found.value * 100, found.reason, coverage, inputs)


def _linked(facts: Facts) -> Answer:
    """Spend with an objective. Undefined as ``not_recorded`` and ``no_spend``."""
    reason = _unknown(facts)
    return Answer(None, reason) if reason else Answer(number(facts.get("linked") or ZERO), None, facts.coverage("n_linked", "linked"))


def _unlinked(facts: Facts) -> Answer:
    """Spend without one. Undefined as ``not_recorded`` and ``no_spend``."""
    reason = _unknown(facts)
    return Answer(None, reason) if reason else Answer(number(facts.get("unlinked") or ZERO))


def _unlinked_share(facts: Facts) -> Answer:
    """How much spend has none. Undefined as ``not_recorded`` and ``no_spend``."""
    reason = _unknown(facts)
    part, whole = facts.get("unlinked") or ZERO, facts.get("cost_approved")
    inputs = (entry("fit.unlinked", part), entry("cost.approved", whole))
    return Answer(None, reason) if reason or not whole else Answer(number(part / whole), None, None, inputs)


def _top(facts: Facts) -> Answer:
    """How much spend serves the first priority. Undefined as ``not_recorded``, ``no_spend`` and ``no_weights``."""
    reason = _unknown(facts)
    if reason:
        return Answer(None, reason)
    if not are_ranked(facts) or not weights(facts):
        return Answer(None, "no_weights")
    top = ranked(facts)[0]
    part, whole = spend(facts)[top], facts.get("cost_approved") or ZERO
    return Answer(number(part / whole), None, None, (entry(f"spend of objective {top}", part), entry("cost.approved", whole)))


def ranked(facts: Facts) -> list[str]:
    """Objectives by weight, largest first; equal ones in the order given."""
    known = weights(facts)
    return sorted(known, key=lambda objective: -known[objective])


def _covered(facts: Facts) -> Answer:
    """How much of the strategy is funded. Undefined as ``not_recorded``, ``no_spend`` and ``no_weights``."""
    reason = _unknown(facts)
    if reason:
        return Answer(None, reason)
    if not weights(facts):
        return Answer(None, "no_weights")
    funded = [objective for objective, amount in spend(facts).items() if amount > 0]
    return Answer(sum(weights(facts).get(objective, 0) for objective in funded), None, None, (entry("objectives with spend", len(funded)),))


def _without(facts: Facts) -> list[str] | None:
    """Objectives with weight and spend and no forecast benefit; None where that cannot be told."""
    if _unknown(facts):
        return None
    known, money = weights(facts), spend(facts)
    return [o for o in known if known[o] > 0 and money[o] > 0 and not _benefits_of(facts, o)]


def _benefits_of(facts: Facts, objective: str) -> Decimal | None:
    sums = facts.book.sums.get(f"objective:{objective}", {})
    return add(sums.get("forecast"), sums.get("stated_forecast"))


def _objectives_without_benefits(facts: Facts) -> Answer:
    """Funded objectives without a benefit. Undefined as ``not_recorded`` and ``no_spend``."""
    without = _without(facts)
    return Answer(None, _unknown(facts)) if without is None else Answer(len(without))


def _funding_without_benefits(facts: Facts) -> Answer:
    """Their funding. Undefined as ``not_recorded`` and ``no_spend``."""
    without = _without(facts)
    if without is None:
        return Answer(None, _unknown(facts))
    return Answer(number(sum((spend(facts)[objective] for objective in without), ZERO)))


def _share(facts: Facts) -> Answer:
    """How much spend the objective gets. Undefined as ``not_recorded`` and ``no_spend``."""
    whole = facts.book.sums["portfolio"].get("cost_approved")
    part = facts.get("cost_approved") or ZERO
    if not facts.book.has("contributions"):
        return Answer(None, "not_recorded")
    if not whole:
        return Answer(None, "no_spend")
    return Answer(number(part / whole), None, None, (entry("cost.approved", part), entry("cost.approved of the portfolio", whole)))


def _weight(facts: Facts) -> Answer:
    """How much it matters. Undefined as ``no_weights``."""
    known = weights(facts).get(facts.key)
    return Answer(known, None if known is not None else "no_weights")


def _gap(facts: Facts) -> Answer:
    """Whether it gets what it matters. Undefined as ``not_recorded``, ``no_spend`` and ``no_weights``."""
    share, weight = _share(facts), _weight(facts)
    if not isinstance(share.value, float) or not isinstance(weight.value, float):
        return Answer(None, share.reason or weight.reason)
    inputs = (entry("fit.share", share.value), entry("fit.weight", weight.value))
    return Answer(100 * (share.value - weight.value), None, None, inputs)


def _rank(facts: Facts) -> Answer:
    """Its place among the others. Undefined as ``no_weights``."""
    known = ranked(facts)
    if not are_ranked(facts) or facts.key not in known:
        return Answer(None, "no_weights")
    return Answer(known.index(facts.key) + 1)


def _benefits(facts: Facts) -> Answer:
    """What it brings. Undefined as ``no_forecast`` and ``no_benefit``."""
    amount = _benefits_of(facts, facts.key)
    if amount is not None:
        return Answer(number(amount))
    known = add(facts.get("plan"), facts.get("stated_plan")) is not None
    return Answer(None, facts.missing("no_forecast" if known else "no_benefit"))


DEFINITIONS = (
    Definition(
        "fit.index", "score", "100 × (1 − ½ Σ |share of spend − weight|), unlinked spend a bucket of weight 0", _index, "up", "plan",
        "ours; calc metric alignment_index", "alignment_index/1", WITH_PROJECTS, ("fit.share", "fit.weight", "fit.unlinked"),
    ),
    Definition("fit.linked", "money", "approved cost of projects that contribute to an objective", _linked, "up", "plan", SOURCE, scopes=WITH_PROJECTS),
    Definition("fit.unlinked", "money", "approved cost of projects that contribute to none", _unlinked, "down", "plan", SOURCE, scopes=WITH_PROJECTS),
    Definition(
        "fit.unlinked_share", "fraction", "unlinked / approved cost", _unlinked_share, "down", "plan", SOURCE, scopes=WITH_PROJECTS,
        inputs=("fit.unlinked", "cost.approved"),
    ),
    Definition("fit.top_priority_share", "fraction", "share of approved cost on the objective of largest weight", _top, "up", "plan", SOURCE, scopes=WITH_PROJECTS),
    Definition(
        "fit.objectives_covered", "fraction", "Σ weight of objectives with spend", _covered, "up", "plan", "ours; calc metric objective_coverage",
        "objective_coverage/1", WITH_PROJECTS,
    ),
    Definition(
        "fit.objectives_without_benefits", "count", "objectives with weight and spend and no forecast benefit", _objectives_without_benefits,
        "down", "forecast", SOURCE, scopes=frozenset({"portfolio"}),
    ),
    Definition(
        "fit.objectives_without_benefits.approved", "money", "approved cost of these objectives", _funding_without_benefits, "down", "plan",
        SOURCE, scopes=frozenset({"portfolio"}),
    ),
    Definition("fit.share", "fraction", "spend of the objective / spend of the portfolio", _share, "none", "plan", SOURCE, scopes=OBJECTIVE, inputs=("cost.approved",)),
    Definition("fit.weight", "fraction", "priority / Σ priorities (equal where none is given)", _weight, source=SOURCE, scopes=OBJECTIVE),
    Definition("fit.gap", "points", "100 × (share − weight)", _gap, source=SOURCE, scopes=OBJECTIVE, inputs=("fit.share", "fit.weight")),
    Definition("fit.rank", "count", "place by weight, largest first", _rank, source=SOURCE, scopes=OBJECTIVE),
    Definition("fit.benefits", "money", "forecast benefits of the objective", _benefits, "up", "forecast", SOURCE, scopes=OBJECTIVE),
)  # fmt: skip
