"""Discounting, NPV, rates and payback, reckoned from section 4 of the reference. (Roots of IRR: tests/metrics.)"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Any

from tests.cli.reckoned.plain import Factors, Found, OutOfRange, Refused, added, power, same_length

Given = dict[str, Any]
ZERO = Decimal(0)


def discount_factor(g: Given) -> Found:
    if g.get("schedule") is not None and (g["t"] < 0 or g["t"] != int(g["t"])):
        raise Refused
    f = Factors(g)
    return f.at(g["t"]), None, {"schedule": f.label}


def annuity_factor(g: Given) -> Found:
    first, last = g["from"] if g.get("from") is not None else 1, g["to"]
    if last < first:
        raise Refused
    f = Factors(g)
    return sum((f.at(t) for t in range(first, last + 1)), ZERO), None, {"schedule": f.label}


def npv(g: Given) -> Found:
    if g.get("flow_basis") and g.get("rate_basis") and g["flow_basis"] != g["rate_basis"]:
        raise Refused
    streams = g.get("flows") is None
    if streams:
        same_length(g["benefits"], g["costs"])
    flows = [b - c for b, c in zip(g["benefits"], g["costs"], strict=True)] if streams else g["flows"]
    first = g.get("first_t") or 0
    if g.get("schedule") is not None and first < 0:
        raise Refused
    try:
        f = Factors(g)
    except OutOfRange:
        label = None if g.get("schedule") is None else (g["schedule"] if isinstance(g["schedule"], str) else "custom")
        return None, "rate_out_of_range", {"pvb": None, "pvc": None, "undiscounted": added(flows), "schedule": label}
    df = [f.at(first + k) for k in range(len(flows))]

    def worth(stream: list[Decimal]) -> Decimal:
        return added(a * b for a, b in zip(stream, df, strict=True))

    parts = {"pvb": worth(g["benefits"]), "pvc": worth(g["costs"])} if streams else {"pvb": None, "pvc": None}
    return worth(flows), None, {**parts, "undiscounted": added(flows), "schedule": f.label}


def fraction(start: date, end: date, count: str) -> Decimal:
    days = (end - start).days
    if count in ("act/365", "act/360"):
        return Decimal(days) / int(count[4:])
    if count == "act/act":
        low, high = min(start, end), max(start, end)
        each = [366 if calendar.isleap((low + timedelta(k)).year) else 365 for k in range((high - low).days)]
        size = Decimal(each.count(366)) / 366 + Decimal(each.count(365)) / 365
        return size if end >= start else -size
    d0 = 30 if start.day == 31 else start.day
    d = 30 if end.day == 31 and d0 == 30 else end.day
    return Decimal(360 * (end.year - start.year) + 30 * (end.month - start.month) + d - d0) / 360


def _dated(g: Given, at: date, keep: list[tuple[date, Decimal]]) -> Decimal:
    if g["rate"] <= -1:
        raise OutOfRange
    count = g.get("day_count") or "act/365"
    return added(a * power(1 + g["rate"], -fraction(at, d, count)) for d, a in keep)


def _rows(g: Given) -> list[tuple[date, Decimal]]:
    same_length(g["dates"], g["amounts"])
    return list(zip(map(date.fromisoformat, g["dates"]), g["amounts"], strict=True))


def _moved(g: Given, name: str, default: date) -> Found:
    rows = _rows(g)
    at = date.fromisoformat(g[name]) if g.get(name) else default
    detail = {name: at.isoformat(), "undiscounted": added(a for _, a in rows)}
    try:
        return _dated(g, at, rows), None, detail
    except OutOfRange:
        return None, "rate_out_of_range", detail


def xnpv(g: Given) -> Found:
    return _moved(g, "valuation_date", min(d for d, _ in _rows(g)))


def xnfv(g: Given) -> Found:
    return _moved(g, "value_date", max(d for d, _ in _rows(g)))


def npv_to_go(g: Given) -> Found:
    rows, at = _rows(g), date.fromisoformat(g["as_of"])
    later = [(d, a) for d, a in rows if d > at]
    detail = {"sunk": added(a for d, a in rows if d <= at), "to_go": added(a for _, a in later)}
    try:
        return _dated(g, at, later), None, detail
    except OutOfRange:
        return None, "rate_out_of_range", detail


def mirr(g: Given) -> Found:
    flows, n = g["flows"], len(g["flows"])
    if n < 2:
        raise Refused
    inflows = outflows = None
    if g["reinvest_rate"] > -1:
        inflows = sum((c * power(1 + g["reinvest_rate"], Decimal(n - 1 - t)) for t, c in enumerate(flows) if c > 0), ZERO)
    if g["finance_rate"] > -1:
        outflows = sum((c * power(1 + g["finance_rate"], Decimal(-t)) for t, c in enumerate(flows) if c < 0), ZERO)
    detail = {"fv_inflows": inflows, "pv_outflows": outflows}
    if inflows is None or outflows is None:
        return None, "rate_out_of_range", detail
    if not inflows or not outflows:
        return None, "no_sign_change", detail
    return power(-inflows / outflows, Decimal(1) / (n - 1)) - 1, None, detail


def equivalent_annual_value(g: Given) -> Found:
    years = g.get("years") or len(g["flows"]) - 1
    if years < 1:
        raise Refused
    try:
        f = Factors(g)
    except OutOfRange:
        label = None if g.get("schedule") is None else (g["schedule"] if isinstance(g["schedule"], str) else "custom")
        return None, "rate_out_of_range", {"npv": g.get("npv"), "annuity_factor": None, "schedule": label}
    worth = g["npv"] if g.get("npv") is not None else added(c * f.at(t) for t, c in enumerate(g["flows"]))
    factor = sum((f.at(t) for t in range(1, years + 1)), ZERO)
    return worth / factor, None, {"npv": worth, "annuity_factor": factor, "schedule": f.label}


def profitability_index(g: Given) -> Found:
    try:
        f = Factors(g)
    except OutOfRange:
        return None, "rate_out_of_range", {"npv": None}
    worth = added(c * f.at(t) for t, c in enumerate(g["flows"]))
    if g["flows"][0] >= 0:
        return None, "no_cost", {"npv": worth}
    return 1 + worth / -g["flows"][0], None, {"npv": worth}


def periodic_rate(g: Given) -> Found:
    m, rate = g.get("periods_per_year") or 12, g["rate"]
    if rate <= -1 or (g.get("compounding") == "nominal" and rate / m <= -1):
        return None, "rate_out_of_range", {"effective_annual": None, "nominal_annual": None}
    i = rate / m if g.get("compounding") == "nominal" else power(1 + rate, Decimal(1) / m) - 1
    return i, None, {"effective_annual": power(1 + i, Decimal(m)) - 1, "nominal_annual": i * m}


def effective_annual_rate(g: Given) -> Found:
    m = g.get("periods_per_year") or 12
    i = g["nominal"] / m
    return (None, "rate_out_of_range", {"periodic": i}) if i <= -1 else (power(1 + i, Decimal(m)) - 1, None, {"periodic": i})


def nominal_annual_rate(g: Given) -> Found:
    m = g.get("periods_per_year") or 12
    if g["effective"] <= -1:
        return None, "rate_out_of_range", {"periodic": None}
    i = power(1 + g["effective"], Decimal(1) / m) - 1
    return m * i, None, {"periodic": i}


def fisher_rate(g: Given) -> Found:
    real, nominal, inflation = (g.get(name) for name in ("real", "nominal", "inflation"))
    missing = [name for name in ("real", "nominal", "inflation") if g.get(name) is None]
    if len(missing) != 1:
        raise Refused
    if any(rate is not None and rate <= -1 for rate in (real, nominal, inflation)):
        return None, "rate_out_of_range", {"solved": missing[0]}
    solved = {
        "real": lambda: (1 + nominal) / (1 + inflation) - 1,
        "nominal": lambda: (1 + real) * (1 + inflation) - 1,
        "inflation": lambda: (1 + nominal) / (1 + real) - 1,
    }[missing[0]]()
    return solved, None, {"solved": missing[0]}


def deflate(g: Given) -> Found:
    missing = [str(y) for y in (g["year"], g["base_year"]) if str(y) not in g["index"]]
    missing = list(dict.fromkeys(missing))
    if missing:
        return None, "index_missing", {"factor": None, "missing": missing}
    factor = g["index"][str(g["base_year"])] / g["index"][str(g["year"])]
    return g["amount"] * factor, None, {"factor": factor, "missing": []}


def payback(g: Given) -> Found:
    flows, discounted = g["flows"], g.get("method") == "discounted"
    try:
        f = Factors(g) if discounted else None
    except OutOfRange:
        return None, "rate_out_of_range", {"balance": None, "gap": None, "first_crossing": None, "sustained": None}
    worth = [c * f.at(t) for t, c in enumerate(flows)] if f else list(flows)
    totals = [added(worth[: k + 1]) for k in range(len(worth))]
    crossings = [k for k in range(1, len(totals)) if totals[k - 1] < 0 <= totals[k]]
    spent = next((k for k, c in enumerate(flows) if c < 0), None)
    detail: Given = {"balance": totals[-1], "gap": max(ZERO, -totals[-1]), "first_crossing": None, "sustained": None}
    shift = 0 if g.get("clock") == "first_period" else spent or 0

    def time(k: int) -> Decimal:
        return k - 1 + -totals[k - 1] / worth[k] - shift

    if all(total >= 0 for total in totals):
        detail["first_crossing"] = detail["sustained"] = ZERO
    else:
        detail["first_crossing"] = time(crossings[0]) if crossings else None
        detail["sustained"] = time(crossings[-1]) if crossings and totals[-1] >= 0 else None
    value = detail["first_crossing" if g.get("rule") == "first" else "sustained"]
    if spent is None:
        return None, "no_cost", detail
    if value is not None and g.get("whole_periods"):
        value = value.to_integral_value(ROUND_CEILING)
    return value, None if value is not None else "never_pays_back", detail
