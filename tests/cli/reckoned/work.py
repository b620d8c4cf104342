"""Earned value, delay and order of work, reckoned from section 8 of the reference."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.cli.reckoned.plain import Found, OutOfRange, Refused, added, over

Given = dict[str, Any]
ZERO = Decimal(0)


def earned_value(g: Given) -> Found:
    bac, pv, ev, ac, etc = g["bac"], g.get("pv"), g.get("ev"), g["ac"], g.get("etc")
    method = g.get("eac_method") or "cpi"
    cpi, spi = over(ev, ac), over(ev, pv)
    index = method in ("cpi", "cpi_spi")
    reason = None
    if ac is None or (ac == 0 and index):
        reason = "no_actuals"
    elif method != "bottom_up" and (ev is None or (ev == 0 and index)):
        reason = "no_progress"
    elif method == "cpi_spi" and not pv:
        reason = "no_plan_due"
    elif method == "bottom_up" and etc is None:
        reason = "no_forecast"
    eac = None
    if reason is None:
        eac = {
            "cpi": lambda: bac / cpi,
            "budget": lambda: ac + bac - ev,
            "cpi_spi": lambda: ac + (bac - ev) / (cpi * spi),
            "bottom_up": lambda: ac + etc,
        }[method]()
    left = None if ev is None else added([bac, -ev])

    def less(a: Decimal | None, b: Decimal | None) -> Decimal | None:
        return None if a is None or b is None else added([a, -b])

    detail = {
        "cv": less(ev, ac), "sv": less(ev, pv), "cpi": cpi, "spi": spi, "eac": eac, "etc": less(eac, ac), "vac": less(bac, eac),
        "tcpi": over(left, less(bac, ac)), "tcpi_eac": over(left, less(eac, ac)),
        "percent_complete": over(ev, bac), "percent_spent": over(ac, bac), "budget_exhausted": None if ac is None else ac >= bac,
    }  # fmt: skip
    return eac, reason, detail


def cost_of_delay(g: Given) -> Found:
    delay = g["delay"]
    running = g.get("running_cost") or ZERO
    if g.get("per_period") is not None:
        lost, run = g["per_period"] * delay, running * delay
        return added([lost, run]), None, {"lost_benefit": lost, "running_cost": run}
    rate, profile = g.get("rate") or ZERO, g["profile"]
    if rate <= -1:
        raise OutOfRange
    n = len(profile)
    worth = added(p / (1 + rate) ** i for i, p in enumerate(profile))
    moved = [(p, i + delay) for i, p in enumerate(profile) if g.get("window") == "moving" or i + delay < n]
    lost = added([worth, -added(p / (1 + rate) ** i for p, i in moved)])
    run = added(running / (1 + rate) ** i for i in range(delay))
    return added([lost, run]), None, {"lost_benefit": lost, "running_cost": run}


def cd3(g: Given) -> Found:
    return over(g["cost_of_delay"], g["duration"]), None if g["duration"] > 0 else "no_size", {}


def cd3_sequence(g: Given) -> Found:
    items = g["items"]
    if len({i["id"] for i in items}) < len(items):
        raise Refused

    def sweep(order: list[Given]) -> tuple[Decimal, dict[str, Decimal]]:
        at, cost, finish = ZERO, [], {}
        for i in order:
            at += i["duration"]
            finish[i["id"]] = at
            cost.append(i["cost_of_delay"] * at)
        return added(cost), finish

    if any(i["duration"] == 0 for i in items):
        return None, "no_size", {"order": None, "finish": None, "given_order": sweep(items)[0], "saving": None}
    ranked = sorted(items, key=lambda i: -(i["cost_of_delay"] / i["duration"]))
    (best, finish), (given, _) = sweep(ranked), sweep(items)
    return best, None, {"order": [i["id"] for i in ranked], "finish": finish, "given_order": given, "saving": given - best}


def wsjf(g: Given) -> Found:
    whole = added([g["user_business_value"], g["time_criticality"], g["risk_reduction"]])
    return over(whole, g["job_size"]), None if g["job_size"] > 0 else "no_size", {"cost_of_delay": whole}


def rice(g: Given) -> Found:
    return over(g["reach"] * g["impact"] * g["confidence"], g["effort"]), None if g["effort"] > 0 else "no_size", {}
