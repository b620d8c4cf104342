"""Weighted scoring of projects on stated criteria."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from value_model.figures.definition import WITH_PROJECTS, Answer, Definition
from value_model.figures.facts import Facts, Row
from value_model.figures.figure import Coverage, Input
from value_model.measure import Measure
from value_model.metrics.ahp import ahp
from value_model.metrics.fit import weighted_score


def _score_of(facts: Facts, project_id: str) -> Measure:
    """The project's score over all criteria; on 0 to 1 where the criteria have different scales."""
    criteria = facts.book.read("criteria")
    given = {row["criterion"]: row["score"] for row in facts.book.grouped("scores", "project_id").get(project_id, ())}
    scales = {(row["scale_min"], row["scale_max"]) for row in criteria}
    inverted = [row["direction"] == "cost" for row in criteria]
    low, high = next(iter(scales))
    weights = stated_weights(facts, criteria)
    if len(scales) == 1 and (None not in (low, high) or not any(inverted)):
        return weighted_score(weights, [given.get(row["criterion"]) for row in criteria],
                              scale=None if None in (low, high) else (low, high), inverted=inverted)  # fmt: skip
    scores = [_rescaled(row, given.get(row["criterion"])) for row in criteria]
    return weighted_score(weights, scores, scale=(0, 1), inverted=inverted)


def stated_weights(facts: Facts, criteria: Sequence[Row]) -> list[float | Decimal]:
    """The weights of the criteria; where none has one, those that their pairwise comparisons imply."""
    given = [row["weight"] for row in criteria]
    if any(weight is not None for weight in given):
        return [weight or 0.0 for weight in given]  # one without a weight cannot be weighed
    found = comparison(facts, [row["criterion"] for row in criteria])
    return found.detail["weights"] if found else [0.0] * len(criteria)


def comparison(facts: Facts, names: Sequence[str]) -> Measure | None:
    """What the comparisons of these criteria say together, worked out once; None unless every pair was compared."""
    memo = facts.book.memo
    if "comparison" not in memo:
        told = {(row["left"], row["right"]): row["ratio"] for row in facts.book.read("pairwise") if row["ratio"]}
        told = {(right, left): 1 / ratio for (left, right), ratio in told.items()} | told
        pairs = [[(name, other) for other in names[place + 1 :]] for place, name in enumerate(names[:-1])]
        is_whole = pairs and all(pair in told for row in pairs for pair in row)
        memo["comparison"] = ahp([[told[pair] for pair in row] for row in pairs]) if is_whole else None
    found: Measure | None = memo["comparison"]
    return found


def _compared(facts: Facts) -> tuple[Input, ...]:
    """How consistent the comparisons are, where the weights come from them."""
    criteria = facts.book.read("criteria")
    if any(row["weight"] is not None for row in criteria):
        return ()
    found = comparison(facts, [row["criterion"] for row in criteria])
    return (Input("consistency ratio of the comparisons, Saaty's random index", found.detail["cr"]),) if found else ()


def _rescaled(criterion: Row, score: float | None) -> float | None:
    low, high = criterion["scale_min"], criterion["scale_max"]
    if score is None or low is None or high is None or high <= low:
        return None
    return min(1.0, max(0.0, float((score - low) / (high - low))))


def _score(facts: Facts) -> Answer:
    """The score on stated criteria. Undefined as ``not_recorded``, ``no_spend``, ``no_weights`` and ``low_coverage``."""
    if not facts.book.has("criteria") or not facts.book.has("scores"):
        return Answer(None, "not_recorded")
    if facts.kind == "project":
        found = _score_of(facts, facts.key)
        return Answer(found.value, found.reason, None, _compared(facts))
    known = [(approved, _score_of(facts, project).value) for project, approved in facts.members.columns("project_id", "approved")]
    scored = [(float(approved), value) for approved, value in known if approved is not None and approved > 0 and isinstance(value, float)]
    if not scored:
        return Answer(None, "no_spend" if any(isinstance(value, float) for _, value in known) else "low_coverage")
    spend = sum(approved for approved, _ in scored)
    share = spend / float(facts.get("cost_approved") or 1)
    return Answer(
        sum(approved * value for approved, value in scored) / spend, None, Coverage(len(scored), facts.projects, share), _compared(facts)
    )


DEFINITIONS = (
    Definition(
        "fit.score", "score", "Σ weight × score / Σ weight over scored criteria (weights from pairwise comparisons where none is given); above a project weighted by "
        "approved cost", _score, "up", None,
        "weighted scoring; calc metric weighted_score", "weighted_score/1", WITH_PROJECTS,
    ),
)  # fmt: skip
