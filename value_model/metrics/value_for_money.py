"""Value for money: benefit per unit of cost in present values, its category, and what would make it break even."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from value_model.measure import Measure
from value_model.metrics.discounting import Discounting
from value_model.metrics.exact import (
    ZERO,
    Number,
    exact,
    exact_list,
    metric,
    require,
    require_equal_lengths,
    require_word,
    settled,
    share,
    stated,
    total,
)
from value_model.metrics.present_value import present_value

# (category, lower end); each is closed at its lower end. Department for Transport, guidance page (four)
# and value for money framework (six); that exactly 2 is high is this project's reading.
SCALES: dict[str, tuple[tuple[str, Decimal], ...]] = {
    "dft_four": (("low", Decimal(1)), ("medium", Decimal("1.5")), ("high", Decimal(2))),
    "dft_six": (("low", Decimal(1)), ("medium", Decimal("1.5")), ("high", Decimal(2)), ("very_high", Decimal(4))),
}
CATEGORIES_OF_SIX = ("very_poor", "poor", "low", "medium", "high", "very_high")


def category(ratio: Decimal, scale: str) -> str:
    """Return the name of the category that `ratio` falls in."""
    value = settled(ratio)
    lowest = "very_poor" if scale == "dft_six" and value <= 0 else "poor"
    return next((name for name, lower in reversed(SCALES[scale]) if value >= lower), lowest)


def _cost_multiplier(optimism_bias: Number, mitigation: Number, metb: Number) -> Decimal:
    bias, eased, burden = exact(optimism_bias, "optimism_bias"), exact(mitigation, "mitigation"), exact(metb, "metb")
    require(bias >= 0, '"optimism_bias" must be 0 or more, 0.5 for 50 %.')
    require(0 <= eased <= 1, '"mitigation" must lie between 0 and 1.')
    require(burden >= 0, '"metb" must be 0 or more.')
    return (1 + bias * (1 - eased)) * (1 + burden)


def _ratio(pvb: Decimal, pvc: Decimal, npv: Decimal, detail: Mapping[str, Any], scale: str) -> Measure:
    ratio = share(pvb, pvc)
    full = {
        **detail,
        "pvb": pvb,
        "pvc": pvc,
        "npv": npv,
        "category": None if ratio is None else category(ratio, scale),
        "switching_benefits": share(-npv, pvb),
        "switching_costs": share(npv, pvc),
    }
    return stated(ratio, "ratio", "no_cost" if ratio is None else None, **full)


@metric("ratio")
def bcr(
    pvb: Number,
    pvc: Number,
    *,
    optimism_bias: Number = 0,
    mitigation: Number = 0,
    metb: Number = 0,
    vfm_scale: str = "dft_four",
) -> Measure:
    """Return the benefit-cost ratio: present value of benefits / present value of costs.

    Parameters
    ----------
    pvb, pvc : present values, both positive; disbenefits reduce `pvb`.
    optimism_bias, mitigation, metb : costs are first multiplied by (1 + bias · (1 - mitigation)) · (1 + metb),
        metb being the excess burden of taxation.
    vfm_scale : ``dft_four`` or ``dft_six``.

    Returns
    -------
    Measure
        Ratio. Detail: `pvb`, `pvc` (multiplied), `npv`, `cost_multiplier`, `category`, `switching_benefits`,
        `switching_costs`, `schedule`. Undefined as ``no_cost`` when the costs are not above zero: NPV stays.

    Raises
    ------
    MetricInputError
        If an amount is not finite, a bias or burden is negative, or the mitigation lies outside 0 to 1.

    Notes
    -----
    Source: HM Treasury Green Book 2022.

    Examples
    --------
    >>> bcr(300, 200).value
    1.5
    """
    require_word("vfm_scale", vfm_scale, SCALES)
    multiplier = _cost_multiplier(optimism_bias, mitigation, metb)
    gains, spent = exact(pvb, "pvb"), exact(pvc, "pvc") * multiplier
    return _ratio(gains, spent, gains - spent, {"cost_multiplier": multiplier, "schedule": None}, vfm_scale)


@metric("ratio")
def bcr_of_streams(
    benefits: Sequence[Number],
    costs: Sequence[Number],
    discounting: Discounting,
    *,
    optimism_bias: Number = 0,
    mitigation: Number = 0,
    metb: Number = 0,
    vfm_scale: str = "dft_four",
) -> Measure:
    """Return the benefit-cost ratio of two streams, one amount each per period; disbenefits are negative benefits.

    As `bcr`; also undefined as ``rate_out_of_range``. Raises MetricInputError for lists of unequal length.

    >>> bcr_of_streams([0, 150], [50, 50], Discounting(rate=0)).value
    1.5
    """
    require_word("vfm_scale", vfm_scale, SCALES)
    require_equal_lengths(benefits=benefits, costs=costs)
    multiplier = _cost_multiplier(optimism_bias, mitigation, metb)
    detail = {"cost_multiplier": multiplier, "schedule": discounting.label}
    gains, spent = exact_list(benefits, "benefits"), [cost * multiplier for cost in exact_list(costs, "costs")]
    if not discounting.in_range:
        names = ("pvb", "pvc", "npv", "category", "switching_benefits", "switching_costs")
        return stated(None, "ratio", "rate_out_of_range", **dict.fromkeys(names), **detail)
    npv = present_value([gain - cost for gain, cost in zip(gains, spent, strict=True)], discounting)
    return _ratio(present_value(gains, discounting), present_value(spent, discounting), npv, detail, vfm_scale)


@metric("category")
def vfm_category(bcr: Number, scale: str = "dft_four") -> Measure:
    """Return the value-for-money category of a benefit-cost ratio.

    ``dft_four``: poor < 1 ≤ low < 1.5 ≤ medium < 2 ≤ high. ``dft_six``: very_poor ≤ 0 < poor < 1 ≤ low < 1.5 ≤
    medium < 2 ≤ high < 4 ≤ very_high. Always defined; detail: `scale`. Raises MetricInputError.
    Source: Department for Transport, value for money guidance page and framework.

    >>> vfm_category(2).value
    'high'
    """
    require_word("scale", scale, SCALES)
    return stated(category(exact(bcr, "bcr"), scale), "category", scale=scale)


@metric("fraction")
def vfm_indicator(spend: Mapping[str, Number]) -> Measure:
    """Return the share of `spend`, by ``dft_six`` category, that is in high and very_high.

    Detail: `total`. Undefined as ``no_spend`` when the spend adds up to zero. Raises MetricInputError for a
    category that is not known or a negative amount. Source: DfT value for money indicator 2019.

    >>> vfm_indicator({"low": 50, "high": 30, "very_high": 20}).value
    0.5
    """
    amounts = {name: exact(amount, f"spend[{name}]") for name, amount in spend.items()}
    for name, amount in amounts.items():
        require(name in CATEGORIES_OF_SIX, f'"spend" holds {name!r}. Use only: {", ".join(CATEGORIES_OF_SIX)}.')
        require(amount >= 0, f'"spend" in {name} must be 0 or more.')
    whole = total(amounts.values())
    good = total([amounts.get("high", ZERO), amounts.get("very_high", ZERO)])
    return stated(share(good, whole), "fraction", None if whole > 0 else "no_spend", total=whole)


@metric("fraction")
def switching_value(pvb: Number, pvc: Number, of: str) -> Measure:
    """Return the change of benefits or of costs, as a fraction, that makes NPV zero.

    ``benefits``: -NPV/PVB. ``costs``: NPV/PVC. Detail: `npv`, `benefits`, `costs` (None where undefined). Undefined
    as ``no_benefit`` or ``no_cost`` when the one asked for is not above zero. Raises MetricInputError.
    Source: HM Treasury Green Book; the algebra is exact.

    >>> switching_value(125, 100, "costs").value
    0.25
    """
    require_word("of", of, ("benefits", "costs"))
    gains, spent = exact(pvb, "pvb"), exact(pvc, "pvc")
    npv = gains - spent
    of_benefits, of_costs = share(-npv, gains), share(npv, spent)
    value, reason = (of_benefits, "no_benefit") if of == "benefits" else (of_costs, "no_cost")
    return stated(value, "fraction", reason if value is None else None, npv=npv, benefits=of_benefits, costs=of_costs)
