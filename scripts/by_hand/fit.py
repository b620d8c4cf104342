"""Does spend follow the priorities?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from by_hand.money import Scope
from by_hand.say import Expected, difference, n, quotient, sum_of
from by_hand.streams import holders, total


def shares(scope: Scope) -> dict[str, dict[str, Decimal]]:
    """By project, how its spend is shared over objectives: positive contribution × confidence."""
    found: dict[str, dict[str, Decimal]] = {}
    for row in scope.streams.book["Contributions"]:
        confidence = Decimal(1) if row["confidence"] is None else Decimal(str(row["confidence"]))
        weight = max(Decimal(0), Decimal(str(row["contribution"]))) * confidence
        if weight:
            found.setdefault(row["project_id"], {})[row["objective_id"]] = weight
    return {project: {o: w / total(parts) for o, w in parts.items()} for project, parts in found.items()}


def fit(scope: Scope) -> Iterator[Expected]:
    """The figures named fit, for the portfolio and each objective."""
    spend, linked = scope.cost("plan"), shares(scope)
    whole = total(spend)
    loose = {p: amount for p, amount in spend.items() if p not in linked}
    weights = {row["objective_id"]: Decimal(str(row["priority"])) for row in scope.streams.book["Objectives"]}
    weights = {o: w / total(weights) for o, w in weights.items()}
    funded = {o: {p: s * linked[p].get(o, Decimal(0)) for p, s in spend.items() if o in linked.get(p, {})} for o in weights}
    share = {o: total(parts) / whole for o, parts in funded.items()}
    apart = [abs(share[o] - weights[o]) for o in weights] + [total(loose) / whole]
    yield scope.of("fit.linked", whole - total(loose), "money", difference(whole, total(loose)))
    yield scope.of("fit.unlinked", total(loose), "money", sum_of(loose))
    yield scope.of("fit.unlinked_share", total(loose) / whole, "fraction", quotient(total(loose), whole))
    words = " + ".join(n(gap) for gap in apart)
    yield scope.of("fit.index", 100 * (1 - sum(apart, Decimal(0)) / 2), "score", f"100 × (1 − ½ × ({words})), the last for unlinked spend")
    top = max(weights, key=lambda o: weights[o])
    yield scope.of("fit.top_priority_share", share[top], "fraction", f"{top}: {quotient(total(funded[top]), whole)}")
    covered = {o: w for o, w in weights.items() if total(funded[o]) > 0}
    yield scope.of("fit.objectives_covered", total(covered), "fraction", "weights of funded objectives: " + sum_of(covered))
    gains = by_objective(scope, linked)
    without = [o for o in weights if not gains.get(o)]
    yield scope.of("fit.objectives_without_benefits", len(without), "count", ", ".join(without) or "none")
    yield from _each(weights, share, funded, gains, whole)


def _each(
    weights: dict[str, Decimal],
    share: dict[str, Decimal],
    funded: dict[str, dict[str, Decimal]],
    gains: dict[str, dict[str, Decimal]],
    whole: Decimal,
) -> Iterator[Expected]:
    ranked = sorted(weights, key=lambda o: -weights[o])
    for o in weights:
        name = f"objective:{o}"
        yield Expected("fit.share", name, share[o], "fraction", f"({sum_of(funded[o])}) / {n(whole)}")
        yield Expected("fit.weight", name, weights[o], "fraction", "priority over the sum of priorities")
        yield Expected("fit.gap", name, 100 * (share[o] - weights[o]), "points", f"100 × ({difference(share[o], weights[o])})")
        yield Expected("fit.rank", name, ranked.index(o) + 1, "count", "rank by weight, largest first")
        yield Expected("fit.benefits", name, total(gains.get(o, {})), "money", "forecast benefits: " + sum_of(gains.get(o, {})))


def by_objective(scope: Scope, linked: dict[str, dict[str, Decimal]]) -> dict[str, dict[str, Decimal]]:
    """Forecast benefits by objective: a benefit's own objective, else its projects' shares."""
    found: dict[str, dict[str, Decimal]] = {}
    for benefit_id, amount in scope.forecast().items():
        row = scope.streams.book.benefits[benefit_id]
        if row["objective_id"]:
            found.setdefault(row["objective_id"], {})[benefit_id] = amount
            continue
        for project, part in holders(row["project_id"]).items():
            for objective, weight in linked.get(project, {}).items():
                mine = found.setdefault(objective, {})
                mine[benefit_id] = mine.get(benefit_id, Decimal(0)) + amount * part * weight
    return found
