"""Survey scores."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from value_model.measure import Measure
from value_model.metrics.exact import (
    metric,
    require,
    require_word,
    stated,
    whole,
)

SCALES = {"0-10": 0, "1-10": 1}


SMALL_SAMPLE = 30


@metric("points")
def nps(promoters: int, passives: int, detractors: int, scale: str = "0-10") -> Measure:
    """Return the net promoter score: 100 · (promoters - detractors) / responses, from -100 to 100.

    Promoters rate 9 or 10, detractors 6 or below. Several groups are pooled before dividing. A 1-10 scale is not
    comparable with 0-10. Detail: `n`, `promoters`, `passives`, `detractors`, `small_sample` (n below 30), `scale`.
    Undefined as ``no_responses``. Raises MetricInputError for a negative count.

    >>> nps(promoters=100, passives=30, detractors=70).value
    15.0
    """
    require_word("scale", scale, SCALES)
    given = {"promoters": promoters, "passives": passives, "detractors": detractors}
    counts = {name: whole(count, name) for name, count in given.items()}
    require(min(counts.values()) >= 0, '"promoters", "passives" and "detractors" must be 0 or more.')
    n = sum(counts.values())
    value = Decimal(100 * (counts["promoters"] - counts["detractors"])) / n if n else None
    detail = {"n": n, **counts}
    return stated(value, "points", None if n else "no_responses", **detail, small_sample=n < SMALL_SAMPLE, scale=scale)


@metric("points")
def nps_of_ratings(ratings: Sequence[int], scale: str = "0-10") -> Measure:
    """Return the net promoter score of single ratings; may be empty. As `nps`.

    Raises MetricInputError for a rating that is not a whole number on the scale.
    """
    require_word("scale", scale, SCALES)
    on_scale = all(SCALES[scale] <= rating <= 10 and rating == int(rating) for rating in ratings)
    require(on_scale, f'"ratings" must be whole numbers on the scale {scale}.')
    promoters, detractors = sum(rating >= 9 for rating in ratings), sum(rating <= 6 for rating in ratings)
    return nps(promoters, len(ratings) - promoters - detractors, detractors, scale)
