"""Benefits, reckoned from section 7 of the reference."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.cli.reckoned.plain import Found, Refused, added, over, same_length

Given = dict[str, Any]
ZERO = Decimal(0)
SLACK = Decimal("1e-9")


def realization(g: Given) -> Found:
    plan, actual, base, k = g["plan"], g["actual"], g.get("baseline"), g["as_of"]
    same_length(plan, actual, base)
    if k > len(plan):
        raise Refused
    ended = list(zip(plan[:k], actual[:k], strict=True))
    due, got = added(plan[:k]), [a for _, a in ended if a is not None]
    reported = added(p for p, a in ended if a is not None)
    to_date = added(got) if got else None
    value = None if due == 0 else over(to_date, due)
    detail = {
        "planned_to_date": due, "actual_to_date": to_date, "like_for_like": over(to_date, reported), "coverage": over(reported, due),
        "delivered_share": over(to_date, added(plan)), "variance": None if to_date is None else added([to_date, -due]),
        "early_benefit": to_date if due == 0 else None, "against_baseline": over(to_date, added(base[:k])) if base is not None else None,
        "over_120": None if value is None else value > Decimal("1.2"),
    }  # fmt: skip
    reason = "no_plan_due" if due == 0 else "negative_plan" if due < 0 else "no_actuals" if to_date is None else None
    return value, reason, detail


def _promises(g: Given) -> tuple[list[Given], Decimal, Decimal | None, Decimal]:
    told = [b for b in g["benefits"] if b["actual"] is not None]
    return told, added(b["plan"] for b in g["benefits"]), added(b["actual"] for b in told) if told else None, added(b["plan"] for b in told)


def _why(due: Decimal, got: Decimal | None) -> str | None:
    return "no_plan_due" if due <= 0 else "no_actuals" if got is None else None


def portfolio_realization(g: Given) -> Found:
    told, due, got, reported = _promises(g)
    each = [b["actual"] / b["plan"] for b in told if b["plan"] > 0]
    detail = {
        "planned": due, "actual": got, "like_for_like": over(got, reported), "coverage": over(reported, due),
        "mean_of_ratios": added(each) / len(each) if each else None,
        "capped": over(added(min(b["actual"], b["plan"]) for b in told), due) if told else None,
    }  # fmt: skip
    return over(got, due), _why(due, got), detail


def capped_realization(g: Given) -> Found:
    told, due, got, reported = _promises(g)
    excess = added(max(ZERO, b["actual"] - b["plan"]) for b in told) if told else None
    kept = added(min(b["actual"], b["plan"]) for b in told) if told else None
    return over(kept, due), _why(due, got), {"uncapped": over(got, due), "coverage": over(reported, due), "excess": excess}


def forecast_realization(g: Given) -> Found:
    base, k = g["baseline"], g["as_of"]
    same_length(base, g["actual"], g["forecast"])
    if k > len(base):
        raise Refused
    told = [(b, a) for b, a in zip(base[:k], g["actual"][:k], strict=True) if a is not None]
    to_go = None if None in g["forecast"][k:] else added(g["forecast"][k:])
    whole, done = added(base), added(a for _, a in told) if told or not k else None
    detail = {
        "baseline_total": whole, "actual_to_date": done, "forecast_to_go": to_go,
        "coverage": over(added(b for b, _ in told), added(base[:k])),
    }  # fmt: skip
    if whole <= 0:
        return None, "no_plan_due" if whole == 0 else "negative_plan", detail
    if k and done is None:
        return None, "no_actuals", detail
    return (None, "no_forecast", detail) if to_go is None else (added([done, to_go]) / whole, None, detail)


def excess_disbenefit(g: Given) -> Found:
    if g["actual"] is None:
        return None, "no_actuals", {"favorable": None}
    return added([g["actual"], -g["plan"]]), None, {"favorable": g["actual"] >= g["plan"]}


def _reached(flows: list[Decimal], level: Decimal) -> Decimal | None:
    running = ZERO
    for k, flow in enumerate(flows):
        if running + flow >= level:
            return k + (level - running) / flow
        running += flow
    return None


def schedule_slip(g: Given) -> Found:
    same_length(g["plan"], g["delivered"])
    whole = added(g["plan"])
    detail: Given = {"plan_time": None, "delivered_time": None}
    if whole <= 0:
        return None, "no_plan_due", detail
    level = (g["threshold"] if g.get("threshold") is not None else Decimal("0.5")) * whole
    detail = {"plan_time": _reached(g["plan"], level), "delivered_time": _reached(g["delivered"], level)}
    if None in detail.values():
        return None, "never_reached", detail
    return detail["delivered_time"] - detail["plan_time"], None, detail


def run_rate_attainment(g: Given) -> Found:
    window, m = g.get("window") or 3, g.get("periods_per_year") or 12
    last = g["actual"][-window:]
    rate = None if len(last) < window or None in last else added(last) * m / window
    reason = "no_plan_due" if g["annual_plan"] <= 0 else "no_actuals" if rate is None else None
    return over(rate, g["annual_plan"]), reason, {"annual_run_rate": rate}


def confirmed_gap(g: Given) -> Found:
    same_length(g["plan"], g["actual"])
    rows = list(zip(g["plan"], g["actual"], strict=True))
    told = [(p, a) for p, a in rows if a is not None]
    detail = {"reported": len(told), "unreported": added(p for p, a in rows if a is None)}
    return (added(max(ZERO, p - a) for p, a in told), None, detail) if told else (None, "no_actuals", detail)


def benefits_at_risk(g: Given) -> Found:
    def why(b: Given) -> set[str]:
        found = {"not_green"} if b["rag"] != "green" else set()
        found |= {f"no_{name}" for name in ("owner", "baseline", "evidence") if b.get(f"has_{name}") is False}
        return found | ({"project_late"} if b.get("project_late") else set())

    doubted = [b for b in g["benefits"] if why(b)]
    whole, value = added(b["remaining"] for b in g["benefits"]), added(b["remaining"] for b in doubted)
    names = ("not_green", "no_owner", "no_baseline", "no_evidence", "project_late")
    by_reason = {name: added(b["remaining"] for b in doubted if name in why(b)) for name in names}
    return value, None, {"total": whole, "share": over(value, whole), "count": len(doubted), "by_reason": by_reason}


def confidence_weighted(g: Given) -> Found:
    chances = []
    for b in g["benefits"]:
        if (b.get("probability") is None) == (b.get("confidence") is None):
            raise Refused
        if b.get("confidence") is not None and b["confidence"] not in (g.get("scale") or {}):
            raise Refused
        chances.append(b["probability"] if b.get("confidence") is None else g["scale"][b["confidence"]])
    left, done = [b["remaining"] for b in g["benefits"]], g.get("realized") or ZERO
    value = added(p * r for p, r in zip(chances, left, strict=True))
    loss = added((1 - p) * r for p, r in zip(chances, left, strict=True))
    return value, None, {"expected_loss": loss, "unweighted": added(left), "realized": done, "expected_total": added([value, done])}


def shared_benefit(g: Given) -> Found:
    told = {name: share for name, share in g["shares"].items() if share is not None}
    if sum(told.values(), ZERO) > 1 + SLACK:
        raise Refused
    given = min(Decimal(1), sum(told.values(), ZERO))
    by_project = {name: None if share is None else g["amount"] * share for name, share in g["shares"].items()}
    detail = {
        "counted_once": g["amount"],
        "by_project": by_project,
        "unallocated": g["amount"] * (1 - given),
        "unallocated_share": 1 - given,
    }
    return (g["amount"] * given, None, detail) if told else (None, "unallocated_share", detail)


def coverage(g: Given) -> Found:
    known, whole = added(i["amount"] for i in g["items"] if i["known"]), added(i["amount"] for i in g["items"])
    by_count = Decimal(sum(i["known"] for i in g["items"])) / len(g["items"])
    return over(known, whole), None if whole > 0 else "no_weights", {"known_amount": known, "total": whole, "by_count": by_count}


def earned_benefit(g: Given) -> Found:
    if any(sum(e["share"] for e in b["enablers"]) > 1 + SLACK for b in g["benefits"]):
        raise Refused
    value = added(b["plan"] * e["share"] * e["complete"] for b in g["benefits"] for e in b["enablers"])
    every = [(b["plan"], e["share"], e.get("planned_complete")) for b in g["benefits"] for e in b["enablers"]]
    planned = None if any(c is None for _, _, c in every) else added(p * s * c for p, s, c in every)
    return (
        value,
        None,
        {"total": added(b["plan"] for b in g["benefits"]), "planned": planned, "indicator": value / planned if planned else None},
    )
