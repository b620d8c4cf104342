"""Value for money, returns, optimism bias and risk, reckoned from sections 5 and 6 of the reference."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

from tests.cli.reckoned.plain import Factors, Found, OutOfRange, Refused, added, over, power, same_length

Given = dict[str, Any]
ZERO, ONE = Decimal(0), Decimal(1)
FOUR = [(Decimal("2"), "high"), (Decimal("1.5"), "medium"), (Decimal(1), "low"), (Decimal("-Infinity"), "poor")]
SIX = [(Decimal(4), "very_high"), *FOUR[:3]]


def _label(g: Given) -> str | None:
    return None if g.get("schedule") is None else (g["schedule"] if isinstance(g["schedule"], str) else "custom")


def _present(g: Given) -> tuple[Decimal, Decimal]:
    if g.get("pvb") is not None:
        return g["pvb"], g["pvc"]
    same_length(g["benefits"], g["costs"])
    if g.get("schedule") is not None and (g.get("first_t") or 0) < 0:
        raise Refused
    f = Factors(g)
    df = [f.at((g.get("first_t") or 0) + k) for k in range(len(g["costs"]))]
    return tuple(added(a * b for a, b in zip(g[name], df, strict=True)) for name in ("benefits", "costs"))


def category(bcr: Decimal, scale: str | None) -> str:
    if scale == "dft_six":
        return next((word for low, word in SIX if bcr >= low), "very_poor" if bcr <= 0 else "poor")
    return next(word for low, word in FOUR if bcr >= low)


def bcr(g: Given) -> Found:
    multiplier = (1 + (g.get("optimism_bias") or ZERO) * (1 - (g.get("mitigation") or ZERO))) * (1 + (g.get("metb") or ZERO))
    names = ("pvb", "pvc", "npv", "category", "switching_benefits", "switching_costs")
    try:
        pvb, pvc = _present(g)
    except OutOfRange:
        return None, "rate_out_of_range", {**dict.fromkeys(names), "cost_multiplier": multiplier, "schedule": _label(g)}
    pvc *= multiplier
    npv, ratio = added([pvb, -pvc]), over(pvb, pvc)
    detail = {
        "pvb": pvb, "pvc": pvc, "npv": npv, "cost_multiplier": multiplier, "schedule": _label(g),
        "category": None if ratio is None else category(ratio, g.get("vfm_scale")),
        "switching_benefits": None if pvb <= 0 else -npv / pvb, "switching_costs": over(npv, pvc),
    }  # fmt: skip
    return ratio, None if ratio is not None else "no_cost", detail


def vfm_category(g: Given) -> Found:
    return category(g["bcr"], g.get("scale")), None, {"scale": g.get("scale") or "dft_four"}


def vfm_indicator(g: Given) -> Found:
    if set(g["spend"]) - {"very_poor", "poor", "low", "medium", "high", "very_high"}:
        raise Refused
    whole = added(g["spend"].values())
    part = g["spend"].get("high", ZERO) + g["spend"].get("very_high", ZERO)
    return over(part, whole), None if whole > 0 else "no_spend", {"total": whole}


def switching_value(g: Given) -> Found:
    npv = added([g["pvb"], -g["pvc"]])
    found = {"benefits": None if g["pvb"] <= 0 else -npv / g["pvb"], "costs": over(npv, g["pvc"])}
    value = found[g["of"]]
    return value, None if value is not None else {"benefits": "no_benefit", "costs": "no_cost"}[g["of"]], {"npv": npv, **found}


def _roi(benefit: Decimal | None, cost: Decimal | None) -> tuple[Decimal | None, str | None]:
    if benefit is None:
        return None, "no_actuals"
    return (None, "no_cost") if cost is None or cost <= 0 else (added([benefit, -cost]) / cost, None)


def _net(benefit: Decimal | None, cost: Decimal | None) -> Decimal | None:
    return None if benefit is None or cost is None else added([benefit, -cost])


def roi(g: Given) -> Found:
    value, reason = _roi(g["benefit"], g["cost"])
    return value, reason, {"net_benefit": _net(g["benefit"], g["cost"]), "per_unit": over(g["benefit"], g["cost"])}


def portfolio_roi(g: Given) -> Found:
    both = [(p["benefit"], p["cost"]) for p in g["projects"] if p["benefit"] is not None and p["cost"] is not None]
    n, each = len(g["projects"]), [(b - c) / c for b, c in both if c > 0]
    cost = added(c for _, c in both)
    detail = {
        "counted": len(both), "left_out": n - len(both), "coverage": Decimal(len(both)) / n,
        "mean_of_ratios": added(each) / len(each) if each else None,
        "net_benefit": added(x for b, c in both for x in (b, -c)) if both else None,
    }  # fmt: skip
    if not both:
        return None, "no_actuals", detail
    return over(detail["net_benefit"], cost), None if cost > 0 else "no_cost", detail


def roi_to_date(g: Given) -> Found:
    b, c, pb, pc = (g.get(k) for k in ("benefit_to_date", "cost_to_date", "planned_benefit_to_date", "planned_cost_to_date"))
    value, reason = _roi(b, c)
    planned = None if pb is None else over(_net(pb, pc), pc)
    detail = {"planned_roi_to_date": planned, "net_benefit": _net(b, c)}
    return (None, "no_plan_due", detail) if pb == 0 and not b else (value, reason, detail)


def roi_forecast(g: Given) -> Found:
    b, c = g["benefit_to_date"], g["cost_to_date"]
    more, fallback = {}, []
    for name in ("benefit", "cost"):
        more[name] = g[f"{name}_to_go"]
        if more[name] is None and g.get(f"plan_{name}_to_go") is not None:
            more[name], _ = g[f"plan_{name}_to_go"], fallback.append(name)
    whole = None if b is None or more["benefit"] is None else added([b, more["benefit"]])
    eac = None if c is None or more["cost"] is None else added([c, more["cost"]])
    detail = {"eac": eac, "benefit_at_completion": whole, "fallback": fallback}
    if b is None or c is None:
        return None, "no_actuals", detail
    if whole is None or eac is None:
        return None, "no_forecast", detail
    return over(_net(whole, eac), eac), None if eac > 0 else "no_cost", detail


def discounted_roi(g: Given) -> Found:
    try:
        pvb, pvc = _present(g)
    except OutOfRange:
        return None, "rate_out_of_range", {"pvb": None, "pvc": None, "npv": None}
    npv = added([pvb, -pvc])
    return over(npv, pvc), None if pvc > 0 else "no_cost", {"pvb": pvb, "pvc": pvc, "npv": npv}


def annualized_roi(g: Given) -> Found:
    return (None, "rate_out_of_range", {}) if g["roi"] <= -1 else (power(1 + g["roi"], 1 / g["years"]) - 1, None, {})


def budget_variance(g: Given) -> Found:
    value = added([g["budget"], -g["eac"]])
    return value, None, {"share": None if g["budget"] == 0 else value / g["budget"]}


def optimism_bias(g: Given) -> Found:
    applied = g["uplift"] * (1 - (g.get("mitigation") or ZERO))
    costs = g["cost"] if isinstance(g["cost"], list) else [g["cost"]]
    return (
        added(costs) * (1 + applied),
        None,
        {"costs": [c * (1 + applied) for c in costs], "multiplier": 1 + applied, "uplift_applied": applied},
    )


def optimism_bias_mix(g: Given) -> Found:
    if abs(sum(p["share"] for p in g["parts"]) - 1) > Decimal("1e-6"):
        raise Refused
    return added(p["share"] * p["uplift"] for p in g["parts"]), None, {}


def optimism_bias_managed(g: Given) -> Found:
    if sum(c["contribution"] for c in g["contributions"]) > 1 + Decimal("1e-9"):
        raise Refused
    reduction, base = added(c["contribution"] * c["mitigation"] for c in g["contributions"]), g.get("base")
    value = (1 - reduction) * g["uplift"]
    detail = {
        "reduction": reduction,
        "managed": None if base is None else base * (1 + value),
        "unmanaged": None if base is None else base * (1 + g["uplift"]),
    }
    return value, None, detail


MOTT = {
    "standard_buildings": {"duration": (4, 1), "capex": (24, 2)},
    "non_standard_buildings": {"duration": (39, 2), "capex": (51, 4)},
    "standard_civil_engineering": {"duration": (20, 1), "capex": (44, 3)},
    "non_standard_civil_engineering": {"duration": (25, 3), "capex": (66, 6)},
    "equipment_development": {"duration": (54, 10), "capex": (200, 10)},
    "outsourcing": {"opex": (41, 0)},
}
STAG = {"roads": (44, 15, 3), "fixed_links": (66, 23, 6), "buildings": (51, None, 4), "it": (200, None, 10)}
COWI = {("roads", 50): 15, ("roads", 80): 32, ("fixed_links", 50): 23}


def uplift_lookup(g: Given) -> Found:
    if g["table"] == "mott_macdonald_2002":
        pair = MOTT.get(g["type"], {}).get(g["measure"])
        cell = None if pair is None or g["bound"] not in ("upper", "lower") else pair[g["bound"] == "lower"]
    elif g["table"] == "stag":
        row = STAG.get(g["type"])
        cell = row[g["stage"] - 1] if row and g["stage"] in (1, 2, 3) else None
    else:
        cell = COWI.get((g["type"], g["percentile"]))
    return None if cell is None else Decimal(cell) / 100, None if cell is not None else "not_in_table", {"table": g["table"]}


def reference_class_uplift(g: Given) -> Found:
    same_length(g["estimates"], g["actuals"])
    ratios = sorted(a / e for e, a in zip(g["estimates"], g["actuals"], strict=True) if a is not None)
    n, p = len(ratios), g["percentile"] if g.get("percentile") is not None else Decimal("0.8")
    method, least = g.get("method") or "linear", g.get("min_projects") or 20
    detail = {"n": n, "left_out": len(g["estimates"]) - n, "method": method, "mean": added(ratios) / n - 1 if n else None}
    if n < least:
        return None, "too_few_projects", detail
    if method == "nearest_rank":
        return ratios[max(1, math.ceil(n * p - Decimal("1e-9"))) - 1] - 1, None, detail
    place = (n - 1) * p
    low = int(place)
    return ratios[low] + (place - low) * (ratios[min(low + 1, n - 1)] - ratios[low]) - 1, None, detail


def risk_expected_value(g: Given) -> Found:
    value = added(r["probability"] * r["impact"] for r in g["risks"])
    npv = g.get("npv")
    return value, None, {"exposure": added(r["impact"] for r in g["risks"]), "risk_adjusted_npv": None if npv is None else npv - value}
