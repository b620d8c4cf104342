"""KPIs, surveys, the value of the PMO, currency and change, reckoned from sections 10 and 11 of the reference."""

from __future__ import annotations

from decimal import Decimal
from statistics import median
from typing import Any

from tests.cli.reckoned.plain import Found, OutOfRange, Refused, added, over, same_length

Given = dict[str, Any]
ZERO = Decimal(0)


def _equal(a: Decimal, b: Decimal) -> bool:
    return abs(a - b) <= Decimal("1e-12") * (abs(a) + abs(b))


def _less(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return None if a is None or b is None else added([a, -b])


def _why(base: Decimal | None, target: Decimal | None, actual: Decimal | None) -> str | None:
    if base is None:
        return "no_baseline"
    if target is None:
        return "no_target"
    if actual is None:
        return "no_actuals"
    return "baseline_equals_target" if _equal(base, target) else None


def kpi_attainment(g: Given) -> Found:
    base, target, actual, said = g["base"], g["target"], g["actual"], g.get("direction")
    way = None
    if base is not None and target is not None and not _equal(base, target):
        way = "increase" if target > base else "decrease"
        if said and said != way:
            raise Refused
    reason = _why(base, target, actual)
    detail = {"change": _less(actual, base), "remaining": _less(target, actual), "direction": way}
    return None if reason else (actual - base) / (target - base), reason, detail


def kpi_attainment_to_date(g: Given) -> Found:
    base, target, actual, at = g["base"], g["target"], g["actual"], g["elapsed"]
    value = None
    if g.get("path") is not None:
        if at != int(at):
            raise Refused
        value = base if at == 0 else g["path"][min(int(at), len(g["path"])) - 1]
    elif base is not None and target is not None:
        value = base + (target - base) * min(Decimal(1), at / g["duration"])
    reason = _why(base, target, actual)
    whole = None if reason else (actual - base) / (target - base)
    if reason is None and _equal(value, base):
        reason = "no_plan_due"
    return None if reason else (actual - base) / (value - base), reason, {"path_value": value, "whole": whole}


def kpi_range(g: Given) -> Found:
    low, high, actual = g.get("low"), g.get("high"), g["actual"]
    if (low is None and high is None) or (low is not None and high is not None and low > high):
        raise Refused
    if actual is None:
        return None, "no_actuals", {"distance": None, "inside": None}
    far = max(ZERO, low - actual if low is not None else ZERO, actual - high if high is not None else ZERO)
    return max(ZERO, 1 - far / g["tolerance"]), None, {"distance": far, "inside": far == 0}


def aggregate(g: Given) -> Found:
    values, mode, weights = g["values"], g["mode"], g.get("weights")
    if (mode == "sum" and g.get("kind") in ("rate", "score")) or (weights is not None and mode != "average"):
        raise Refused
    same_length(values, weights)
    told = [(k, v) for k, v in enumerate(values) if v is not None]
    detail = {"count": len(told), "coverage": Decimal(len(told)) / len(values), "index": None}
    if not told:
        return None, "no_actuals", detail
    if mode == "latest":
        return told[-1][1], None, {**detail, "index": told[-1][0]}
    if mode == "average":
        w = [weights[k] if weights is not None else Decimal(1) for k, _ in told]
        whole = added(w)
        return (
            (None, "no_weights", detail) if whole == 0 else (added(a * v for a, (_, v) in zip(w, told, strict=True)) / whole, None, detail)
        )
    numbers = [v for _, v in told]
    return {"sum": added, "max": max, "min": min}[mode](numbers), None, detail


def goal_progress(g: Given) -> Found:
    told = [t for t in g["targets"] if t["progress"] is not None]
    whole, known = added(t["weight"] for t in g["targets"]), added(t["weight"] for t in told)
    detail = {"coverage": over(known, whole)}
    if whole == 0:
        return None, "no_weights", detail
    if not told or known == 0:
        return None, "no_weights" if told else "no_actuals", detail
    return added(t["weight"] * t["progress"] for t in told) / known, None, detail


def nps(g: Given) -> Found:
    scale = g.get("scale") or "0-10"
    if g.get("ratings") is not None:
        if any(not (scale == "1-10") <= r <= 10 for r in g["ratings"]):
            raise Refused
        up, down = sum(r >= 9 for r in g["ratings"]), sum(r <= 6 for r in g["ratings"])
        n = len(g["ratings"])
    else:
        up, down = g["promoters"], g["detractors"]
        n = up + down + g["passives"]
    detail = {"n": n, "promoters": up, "passives": n - up - down, "detractors": down, "small_sample": n < 30, "scale": scale}
    return (None, "no_responses", detail) if n == 0 else (Decimal(100 * (up - down)) / n, None, detail)


def pmo_cost_ratio(g: Given) -> Found:
    return over(g["pmo_cost"], g["managed_spend"]), None if g["managed_spend"] > 0 else "no_spend", {}


def pmo_roi(g: Given) -> Found:
    if any(not i["low"] <= i["mid"] <= i["high"] for i in g["items"]):
        raise Refused
    cost, got = g["pmo_cost"], {k: added(i["amount"] * i[k] for i in g["items"]) for k in ("low", "mid", "high")}
    found = {k: over(added([v, -cost]), cost) for k, v in got.items()}
    return found["mid"], None if cost > 0 else "no_cost", {"low": found["low"], "high": found["high"], "attributed": got}


def decision_yield(g: Given) -> Found:
    asked, taken = g["asked"], g["taken"]
    if taken > asked:
        raise Refused
    detail = {"median_days": median(g["days"]) if g.get("days") else None, "open": asked - taken}
    return (None, "no_decisions", detail) if asked == 0 else (Decimal(taken) / asked, None, detail)


def forecast_accuracy(g: Given) -> Found:
    forecast = g["forecast"] if isinstance(g["forecast"], list) else [g["forecast"]]
    actual = g["actual"] if isinstance(g["actual"], list) else [g["actual"]]
    same_length(forecast, actual)
    told = [(f, a) for f, a in zip(forecast, actual, strict=True) if a is not None]
    size = added(abs(a) for _, a in told)
    bias = over(added(x for f, a in told for x in (f, -a)), size)
    detail = {"bias": bias, "counted": len(told)}
    if not told:
        return None, "no_actuals", detail
    return (None, "zero_actual", detail) if size == 0 else (1 - added(abs(a - f) for f, a in told) / size, None, detail)


def fx_split(g: Given) -> Found:
    before, after, old, new = g["amount_before"], g["amount_after"], g["rate_before"], g["rate_after"]
    value = None if old is None else added([after * old, -before * old])
    currency = None if old is None or new is None else added([after * new, -after * old])
    whole = None if old is None or new is None else added([after * new, -before * old])
    return whole, None if whole is not None else "fx_missing", {"value_effect": value, "fx_effect": currency}


def convert_currency(g: Given) -> Found:
    sums: dict[str, list[Decimal]] = {}
    missing = []
    for row in g["amounts"]:
        own = row["currency"] == g["reporting"]
        rate = Decimal(1) if own else g["rates"].get(row["currency"], {}).get(row["period"])
        if rate is None:
            missing.append(f"{row['currency']} {row['period']}")
        else:
            sums.setdefault(row["currency"], []).append(row["amount"] * rate)
    if missing:
        return None, "fx_missing", {"by_currency": None, "missing": list(dict.fromkeys(missing))}
    detail = {"by_currency": {name: added(parts) for name, parts in sums.items()}, "missing": []}
    return added(x for parts in sums.values() for x in parts), None, detail


def snapshot_bridge(g: Given) -> Found:
    old, new = g["before"], g["after"]
    if old["rate"] <= -1 or new["rate"] <= -1:
        raise OutOfRange

    def pv(flows: list[Decimal], rate: Decimal) -> Decimal:
        return added(c / (1 + rate) ** t for t, c in enumerate(flows))

    def worth(p: Given, rate: Decimal) -> Decimal:
        return added([pv(p["benefits"], rate), -pv(p["costs"], rate)]) * (p.get("fx") or 1)

    r = new["rate"]
    before = added(worth(p, old["rate"]) for p in old["projects"].values())
    steps = dict.fromkeys(("method", "removed", "added", "cost", "benefit", "timing", "fx"), ZERO)
    steps["method"] = added(worth(p, r) for p in old["projects"].values()) - before
    for name in {*old["projects"], *new["projects"]}:
        was, now = old["projects"].get(name), new["projects"].get(name)
        if was is None or now is None:
            steps["added" if was is None else "removed"] += worth(now, r) if was is None else -worth(was, r)
            continue
        fx, fx_new = was.get("fx") or Decimal(1), now.get("fx") or Decimal(1)
        for stream, sign in (("benefits", 1), ("costs", -1)):
            t0, t1 = added(was[stream]), added(now[stream])
            p0, p1 = pv(was[stream], r), pv(now[stream], r)
            amount = p1 - p0 if t0 == 0 else p0 * (t1 / t0 - 1)
            steps["benefit" if sign > 0 else "cost"] += sign * amount * fx
            steps["timing"] += sign * (p1 - p0 - amount) * fx
        steps["fx"] += (fx_new - fx) * (pv(now["benefits"], r) - pv(now["costs"], r))
    after = added(worth(p, r) for p in new["projects"].values())
    return added([after, -before]), None, {"before": before, "after": after, "steps": steps}
