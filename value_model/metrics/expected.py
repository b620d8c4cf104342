"""Benefits still to come: how much of them is in doubt, and what they are expected to bring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from value_model.errors import MetricInputError
from value_model.measure import Measure
from value_model.metrics.exact import (
    ZERO,
    Number,
    exact,
    exact_list,
    metric,
    require,
    share,
    stated,
    total,
)

RATINGS = ("green", "amber", "red")


REASONS = ("not_green", "no_owner", "no_baseline", "no_evidence", "project_late")


@dataclass(frozen=True, slots=True)
class RemainingBenefit:
    """A benefit's value still to come, and what speaks for or against its coming. No rating is not green."""

    remaining: Number
    rag: str | None
    has_owner: bool = True
    has_baseline: bool = True
    has_evidence: bool = True
    project_late: bool = False

    def reasons(self) -> list[str]:
        """Return the names of what puts it at risk."""
        found = (self.rag != "green", not self.has_owner, not self.has_baseline, not self.has_evidence, self.project_late)
        return [name for name, applies in zip(REASONS, found, strict=True) if applies]


@dataclass(frozen=True, slots=True)
class UncertainBenefit:
    """A benefit's value still to come, with a `probability` 0 to 1 or a word of a scale, one of the two."""

    remaining: Number
    probability: Number | None = None
    confidence: str | None = None


@metric("money")
def benefits_at_risk(benefits: Sequence[RemainingBenefit]) -> Measure:
    """Return the remaining value with at least one reason for doubt, each benefit counted once.

    Reasons: not rated green, no owner, no baseline, no evidence, enabling project late. Detail: `total`, `share` (None
    when the total is 0), `count`, `by_reason` with full amounts, which overlap. Always defined. Raises
    MetricInputError for a negative amount or an unknown rating.

    >>> benefits_at_risk([RemainingBenefit(100, "green"), RemainingBenefit(50, "red", has_owner=False)]).value
    50.0
    """
    amounts = exact_list([benefit.remaining for benefit in benefits], "remaining")
    require(min(amounts) >= 0, '"remaining" must be 0 or more.')
    require(all(b.rag in (None, *RATINGS) for b in benefits), f'"rag" must be one of {", ".join(RATINGS)}, or null when not rated.')
    doubts = [benefit.reasons() for benefit in benefits]
    at_risk = [amount for amount, found in zip(amounts, doubts, strict=True) if found]
    by_reason = {name: total(a for a, found in zip(amounts, doubts, strict=True) if name in found) for name in REASONS}
    value, whole = total(at_risk), total(amounts)
    return stated(value, "money", total=whole, share=share(value, whole), count=len(at_risk), by_reason=by_reason)


@metric("money")
def confidence_weighted(benefits: Sequence[UncertainBenefit], scale: Mapping[str, Number] | None = None, realized: Number = 0) -> Measure:
    """Return the expected remaining value: sum of probability · remaining.

    A word of confidence takes its probability from `scale`. Detail: `expected_loss`, `unweighted`, `realized` (certain)
    and `expected_total`. Always defined. Raises MetricInputError for a word without a scale or not on it, and unless
    each benefit has one of the two. Expectations add up even when benefits move together; percentiles do not.

    >>> confidence_weighted([UncertainBenefit(100, confidence="high")], scale={"high": 0.9}).value
    90.0
    """
    chances = [_probability(benefit, scale) for benefit in benefits]
    amounts, certain = exact_list([benefit.remaining for benefit in benefits], "remaining"), exact(realized, "realized")
    expected = total(chance * amount for chance, amount in zip(chances, amounts, strict=True))
    loss = total((1 - chance) * amount for chance, amount in zip(chances, amounts, strict=True))
    return stated(
        expected, "money", expected_loss=loss, unweighted=total(amounts), realized=certain, expected_total=total([expected, certain])
    )


def _probability(benefit: UncertainBenefit, scale: Mapping[str, Number] | None) -> Decimal:
    if (benefit.probability is None) == (benefit.confidence is None):
        raise MetricInputError('Give each of the "benefits" either "probability" or "confidence", and not both.')
    if benefit.confidence is not None and (scale is None or benefit.confidence not in scale):
        raise MetricInputError(f'"confidence" is {benefit.confidence!r}, which "scale" gives no probability for. Add it to "scale".')
    given = benefit.probability if benefit.confidence is None else (scale or {})[benefit.confidence]
    chance = exact(ZERO if given is None else given, "probability")
    require(0 <= chance <= 1, '"probability" must lie between 0 and 1.')
    return chance
