"""Strategic fit: weighted scores and how stable their order is, and spend against priority."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import mul

from value_model.measure import Measure
from value_model.metrics.exact import (
    HALF,
    ONE,
    SLACK,
    ZERO,
    ZERO_SHARE,
    Number,
    exact,
    exact_list,
    metric,
    recorded_list,
    require,
    require_equal_lengths,
    share,
    stated,
    total,
)


@dataclass(frozen=True, slots=True)
class TaggedSpend:
    """A project's spend and its shares by objective, adding to at most 1; the rest is untagged."""

    spend: Number
    shares: Mapping[str, Number]


def _weights(weights: Sequence[Number]) -> list[Decimal]:
    kept = exact_list(weights, "weights")
    require(min(kept) >= 0, '"weights" must be 0 or more.')
    return kept


@metric("score")
def weighted_score(
    weights: Sequence[Number],
    scores: Sequence[Number | None],
    *,
    scale: tuple[Number, Number] | None = None,
    inverted: Sequence[bool] | None = None,
    min_coverage: Number = 0.6,
) -> Measure:
    """Return the weighted mean of the criteria that were scored.

    Parameters
    ----------
    weights, scores : one each per criterion; weights 0 or more, None where not scored.
    scale : (low, high) of all scores.
    inverted : criteria where low is good; they score low + high - s and need the scale.
    min_coverage : share of the weight that must be scored.

    Returns
    -------
    Measure
        Score. Detail: `coverage` weight scored / all weight, `weighted_sum` (not rescaled). Undefined as ``no_weights``
        and ``low_coverage``.

    Raises
    ------
    MetricInputError
        If lists differ in length, a score lies outside the scale, or one is inverted without a scale.

    Examples
    --------
    >>> weighted_score([3, 2, 5], [4, None, 2]).value
    2.75
    """
    kept, given = _weights(weights), recorded_list(scores, "scores")
    require_equal_lengths(weights=kept, scores=given, inverted=inverted)
    turned = [False] * len(kept) if inverted is None else inverted
    least = exact(min_coverage, "min_coverage")
    require(0 <= least <= 1, '"min_coverage" must lie between 0 and 1.')
    scored = _on_scale(given, turned, scale)
    pairs = [(weight, score) for weight, score in zip(kept, scored, strict=True) if score is not None]
    counted, summed = total(weight for weight, _ in pairs), total(weight * score for weight, score in pairs)
    covered = share(counted, total(kept))
    detail = {"coverage": covered, "weighted_sum": summed if pairs else None}
    if covered is None:
        return stated(None, "score", "no_weights", **detail)
    if covered == 0 or covered < least - ZERO_SHARE:
        return stated(None, "score", "low_coverage", **detail)
    return stated(summed / counted, "score", **detail)


def _on_scale(scores: Sequence[Decimal | None], inverted: Sequence[bool], scale: tuple[Number, Number] | None) -> Sequence[Decimal | None]:
    if scale is None:
        require(not any(inverted), '"inverted" needs "scale": give the lowest and the highest score.')
        return scores
    low, high = exact(scale[0], "scale"), exact(scale[1], "scale")
    require(low < high, '"scale" must give the lowest score first, then the highest.')
    require(all(s is None or low <= s <= high for s in scores), '"scores" must lie within "scale".')
    return [low + high - s if turned and s is not None else s for s, turned in zip(scores, inverted, strict=True)]


@metric("fraction")
def rank_stability(weights: Sequence[Number], options: Sequence[Sequence[Number]], top: int = 1, shift: Number = 0.2) -> Measure:
    """Return the share of trials in which the `top` options stay the same when one weight moves.

    Each weight in turn is multiplied by (1 - shift) and (1 + shift). `options`: one list of scores each, one per
    weight; ties go to the earlier option. Detail: `top`, indices rising; `changed_by`, criteria whose shift changes
    the set. Undefined as ``no_weights``. Raises MetricInputError for unequal lists.

    >>> rank_stability([0.5, 0.5], [[3, 2.9], [2.9, 3.1]]).value
    1.0
    """
    kept, moved = _weights(weights), exact(shift, "shift")
    require(top >= 1, '"top" must be a whole number of at least 1.')
    require(0 <= moved <= 1, '"shift" must lie between 0 and 1.')
    require(len(options) > 0, '"options" is empty. Give at least one.')
    rows = [exact_list(option, "options") for option in options]
    for place, row in enumerate(rows):
        require_equal_lengths(**{"weights": kept, f"options[{place}]": row})
    if total(kept) == 0:
        return stated(None, "fraction", "no_weights", top=None, changed_by=None)
    best = _top(kept, rows, top)
    trials = [(k, [w * factor if j == k else w for j, w in enumerate(kept)]) for k in range(len(kept)) for factor in (1 - moved, 1 + moved)]
    changed = [k for k, trial in trials if _top(trial, rows, top) != best]
    return stated(1 - Decimal(len(changed)) / len(trials), "fraction", top=best, changed_by=sorted(set(changed)))


def _top(weights: Sequence[Decimal], rows: Sequence[Sequence[Decimal]], top: int) -> list[int]:
    ranked = sorted(range(len(rows)), key=lambda place: -sum(map(mul, weights, rows[place]), ZERO))
    return sorted(ranked[:top])


@metric("fraction")
def alignment_index(priority: Mapping[str, Number], spend: Mapping[str, Number], untagged: Number = 0) -> Measure:
    """Return how far spend follows priority: 1 - half the sum of |share of spend - target|, from 0 to 1.

    Parameters
    ----------
    priority : weight by objective, 0 or more; targets are these divided by their sum.
    spend : spend by objective, 0 or more; an objective without a priority has target 0.
    untagged : spend on no objective, a bucket of its own with target 0.

    Returns
    -------
    Measure
        Fraction. Detail: `shares`, `targets`, `gaps` by objective, `untagged_share`. Undefined as ``no_spend`` and
        ``no_weights``.

    Raises
    ------
    MetricInputError
        If an amount is negative or not finite.

    Notes
    -----
    One minus the total-variation distance between the two distributions. Source: this project.

    Examples
    --------
    >>> alignment_index({"A": 3, "B": 1}, {"A": 50, "B": 50}).value
    0.75
    """
    amounts = {name: amount_of(value, f"spend[{name}]") for name, value in spend.items()}
    return _alignment(priority, amounts, amount_of(untagged, "untagged"))


@metric("fraction")
def alignment_index_of_projects(priority: Mapping[str, Number], projects: Sequence[TaggedSpend]) -> Measure:
    """Return how far spend follows priority, from projects and their shares by objective.

    As `alignment_index`; what a project leaves unshared is untagged. Raises MetricInputError for shares above 1.
    """
    require(len(projects) > 0, '"projects" is empty. Give at least one project.')
    by_objective: dict[str, list[Decimal]] = {}
    untagged = []
    for project in projects:
        amount = amount_of(project.spend, "spend")
        shares = {name: amount_of(part, f"shares[{name}]") for name, part in project.shares.items()}
        tagged = sum(shares.values(), ZERO)
        require(tagged <= ONE + SLACK, 'The "shares" of a project add to more than 1.')
        untagged.append(amount * max(ZERO, 1 - tagged))
        for name, part in shares.items():
            by_objective.setdefault(name, []).append(amount * part)
    return _alignment(priority, {name: total(parts) for name, parts in by_objective.items()}, total(untagged))


def amount_of(value: Number, name: str) -> Decimal:
    """Return `value` as a decimal; below 0 it is refused by `name`."""
    amount = exact(value, name)
    require(amount >= 0, f'"{name}" must be 0 or more.')
    return amount


def _alignment(priority: Mapping[str, Number], spend: Mapping[str, Decimal], untagged: Decimal) -> Measure:
    weights = {name: amount_of(weight, f"priority[{name}]") for name, weight in priority.items()}
    objectives = list(dict.fromkeys([*weights, *spend]))
    spent, weight = total([*spend.values(), untagged]), total(weights.values())
    shares = {name: spend.get(name, ZERO) / spent for name in objectives} if spent else None
    targets = {name: weights.get(name, ZERO) / weight for name in objectives} if weight else None
    unshared = untagged / spent if spent else None
    if shares is None or targets is None or unshared is None:
        reason = "no_spend" if shares is None else "no_weights"
        return stated(None, "fraction", reason, shares=shares, targets=targets, gaps=None, untagged_share=unshared)
    gaps = {name: shares[name] - targets[name] for name in objectives}
    value = 1 - HALF * (sum(map(abs, gaps.values()), ZERO) + unshared)
    return stated(value, "fraction", shares=shares, targets=targets, gaps=gaps, untagged_share=unshared)
