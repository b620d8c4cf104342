"""Inputs at the edges, drawn for every metric: nothing recorded, zeros, signs, ties, sums that cancel, dates out of order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

Given = dict[str, Any]
NUMBERS = [
    *map(
        Decimal,
        [
            "0",
            "0",
            "1",
            "-1",
            "2",
            "3",
            "0.1",
            "0.2",
            "0.3",
            "-0.3",
            "10",
            "100",
            "-100",
            "50",
            "33.33",
            "-12.5",
            "1e6",
            "-1e6",
            "0.001",
            "1e-7",
            "123456.789",
        ],
    )
]
AMOUNTS = [n for n in NUMBERS if n >= 0]
SHARES = [*map(Decimal, ["0", "0", "0.1", "0.2", "0.25", "0.3", "0.5", "0.7", "1", "1"])]
RATES = [*map(Decimal, ["0", "0.035", "0.1", "0.1", "0.5", "-0.5", "2", "-0.99", "1e-9", "-1", "-1.5"])]
SANE = [rate for rate in RATES if rate > -1]
DAYS = [date(2024, 2, 29), date(2023, 12, 31), date(2024, 1, 31), date(2025, 1, 30), date(2026, 3, 31), date(2020, 7, 1), date(2028, 2, 28)]


def num(r: Random) -> Decimal:
    return r.choice(NUMBERS)


def amt(r: Random) -> Decimal:
    return r.choice(AMOUNTS)


def share(r: Random) -> Decimal:
    return r.choice(SHARES)


def positive(r: Random) -> Decimal:
    return r.choice(AMOUNTS[2:]) or Decimal(5)


def known(draw: Callable[[Random], Any], r: Random, often: float = 0.75) -> Any:
    return draw(r) if r.random() < often else None


def some(draw: Callable[[Random], Any], r: Random, n: int | None = None, least: int = 1) -> list[Any]:
    return [draw(r) for _ in range(r.randint(least, 6) if n is None else n)]


def nulls(r: Random, n: int) -> list[Any]:
    often = r.choice([0.0, 0.5, 1.0])
    return [known(num, r, often) for _ in range(n)]


def opt(r: Random, **choices: Any) -> Given:
    """Each member or none of it; a callable is drawn."""
    return {k: v(r) if callable(v) else v for k, v in choices.items() if r.random() < 0.5}


def word(*words: str) -> Callable[[Random], str]:
    return lambda r: r.choice(words)


def whole(low: int, high: int) -> Callable[[Random], int]:
    return lambda r: r.randint(low, high)


TIMING = word("start", "mid", "end")


def disc(r: Random, first: bool = False) -> Given:
    if r.random() < 0.4:
        own = sorted({1, *(r.randint(1, 6) for _ in range(2))}) if r.random() < 0.9 else [2, 3]
        steps = r.choice(["green_book_2022_standard", "green_book_2022_health", "green_book_2022_no_catastrophic_risk", "none_such",
                          [[year, r.choice(RATES)] for year in own]])  # fmt: skip
        return {"schedule": steps, **opt(r, timing=TIMING), **(opt(r, first_t=whole(-1, 80)) if first else {}),
                **({"periods_per_year": 12} if r.random() < 0.1 else {})}  # fmt: skip
    return {"rate": r.choice(RATES), **opt(r, timing=TIMING, periods_per_year=lambda r: r.choice([1, 4, 12]),
            compounding=word("effective", "nominal")), **(opt(r, first_t=whole(-3, 5)) if first else {})}  # fmt: skip


def day(r: Random) -> str:
    return (r.choice(DAYS) + timedelta(r.choice([0, 0, 1, 365, -400]))).isoformat()


COUNT = word("act/365", "act/360", "act/act", "30/360")


def dated(r: Random, **more: Any) -> Given:
    n = r.randint(1, 5)
    return {"rate": r.choice(RATES), "dates": some(day, r, n), "amounts": some(num, r, n), **opt(r, day_count=COUNT, **more)}


def streams(r: Random) -> Given:
    n = r.randint(1, 5)
    return {"benefits": some(num, r, n), "costs": some(num, r, n if r.random() < 0.95 else n + 1)}


def present(r: Random) -> Given:
    return {"pvb": num(r), "pvc": num(r)} if r.random() < 0.5 else {**streams(r), **disc(r, True)}


def upper(r: Random, n: int | None = None) -> list[list[Decimal]]:
    scale = [*map(Decimal, ["1", "1", "2", "3", "5", "7", "9", "0.5", "0.25", "0.2"])]
    n = n or r.choice([2, 3, 4, 4, 5, 7, 11, 16])
    if r.random() < 0.4:  # consistent
        w = [r.randint(1, 4) for _ in range(n)]
        return [[Decimal(w[i]) / w[j] for j in range(i + 1, n)] for i in range(n - 1)]
    return [[r.choice(scale) for _ in range(k)] for k in range(n - 1, 0, -1)]


def matrix(r: Random) -> list[list[Decimal]]:
    rows = upper(r, r.choice([1, 2, 3, 4]) + 0) if r.random() < 0.9 else [[Decimal(1)]]
    n = len(rows) + 1
    full = [[Decimal(1)] * n for _ in range(n)]
    for i, row in enumerate(rows):
        for j, value in enumerate(row, i + 1):
            full[i][j], full[j][i] = value, round(1 / value, 3) if r.random() < 0.3 else 1 / value
    if r.random() < 0.1:
        full[r.randrange(n)][r.randrange(n)] = Decimal(2)
    return full


def alternatives(r: Random) -> Given:
    n = r.choice([2, 3, 4])
    criteria = upper(r, r.choice([2, 3]))
    return {"criteria": criteria, "alternatives": [upper(r, n if r.random() < 0.97 else 5) for _ in range(len(criteria) + 1)],
            **opt(r, random_index=word("saaty_classic", "saaty_2005", "donegan_dodd"))}  # fmt: skip


def scored(r: Random) -> Given:
    n, scale = r.randint(1, 5), r.choice([None, [Decimal(0), Decimal(100)], [Decimal(1), Decimal(5)]])
    low, high = (int(s) for s in scale) if scale else (0, 9)
    scores = [None if r.random() < 0.3 else Decimal(r.randint(low - (r.random() < 0.02), high)) for _ in range(n)]
    return {"weights": some(amt, r, n), "scores": scores, **({"scale": scale} if scale else {}),
            **opt(r, inverted=lambda r: [r.random() < 0.3 for _ in range(n)], min_coverage=share)}  # fmt: skip


def shares(r: Random, names: str = "ABCX") -> Given:
    kept = [n for n in names if r.random() < 0.5]
    return {n: r.choice([*map(Decimal, ["0", "0.1", "0.25", "0.3", "0.5"])]) for n in kept}


def aligned(r: Random) -> Given:
    priority = {n: amt(r) for n in "ABC"[: r.randint(1, 3)]}
    if r.random() < 0.5:
        return {"priority": priority, "spend": {n: amt(r) for n in r.sample("ABCX", r.randint(1, 4))}, **opt(r, untagged=amt)}
    return {"priority": priority, "projects": [{"spend": amt(r), "shares": shares(r)} for _ in range(r.randint(1, 4))]}


def covered(r: Random) -> Given:
    def project(k: int) -> Given:
        return {"id": f"P{k}", "spend": amt(r), "objectives": r.sample("ABC", r.randint(0, 3)), **opt(r, measured=r.random() < 0.5)}

    return {
        "objectives": {n: amt(r) for n in ("ABC" if r.random() < 0.95 else "AB")},
        "projects": [project(k) for k in range(r.randint(0, 4))],
    }


def kpi(r: Random) -> Given:
    return {name: known(num, r, 0.85) for name in ("base", "target", "actual")}


def kpi_to_date(r: Random) -> Given:
    if r.random() < 0.5:
        return {**kpi(r), "elapsed": amt(r), "duration": positive(r)}
    return {**kpi(r), "elapsed": Decimal(r.choice([0, 1, 2, 3, 9, "1.5"])), "path": some(num, r)}


def bridge(r: Random) -> Given:
    def project(r: Random) -> Given:
        return {"benefits": some(num, r), "costs": some(num, r), **opt(r, fx=positive)}

    def side(r: Random) -> Given:
        return {"rate": r.choice(RATES), "projects": {n: project(r) for n in "PQR" if r.random() < 0.7}}

    before = side(r)
    after = side(r)
    for name in before["projects"]:
        if name in after["projects"] and r.random() < 0.4:
            after["projects"][name]["benefits"] = list(before["projects"][name]["benefits"])
    return {"before": before, "after": after}


def ended(r: Random, *names: str) -> Given:
    n = r.randint(1, 5)
    lists = {name: nulls(r, n) if name in ("actual", "forecast") else some(num, r, n) for name in names}
    return {**lists, "as_of": r.randint(0, n + (r.random() < 0.05))}


def flagged(r: Random) -> Given:
    flags = opt(r, **{name: r.random() < 0.5 for name in ("has_owner", "has_baseline", "has_evidence", "project_late")})
    return {"remaining": amt(r), "rag": r.choice(["green", "green", "amber", "red", None]), **flags}


def uncertain(r: Random) -> Given:
    return {"remaining": num(r), **({"probability": share(r)} if r.random() < 0.5 else {"confidence": r.choice(["high", "low"])})}


def enabled(r: Random) -> Given:
    def enabler(r: Random) -> Given:
        return {"share": r.choice(SHARES[:6]), "complete": share(r), **({"planned_complete": share(r)} if r.random() < 0.9 else {})}

    return {"plan": num(r), "enablers": [enabler(r) for _ in range(r.randint(1, 3))]}


def lookup(r: Random) -> Given:
    table = r.choice(["mott_macdonald_2002", "stag", "flyvbjerg_cowi_2004"])
    kinds = ["standard_buildings", "non_standard_buildings", "standard_civil_engineering", "non_standard_civil_engineering",
             "equipment_development", "outsourcing", "roads", "fixed_links", "buildings", "it", "rail"]  # fmt: skip
    if table == "stag":
        return {"table": table, "type": r.choice(kinds), "stage": r.randint(0, 4)}
    if table == "flyvbjerg_cowi_2004":
        return {"table": table, "type": r.choice(kinds), "percentile": r.choice([50, 80, 20])}
    return {
        "table": table,
        "type": r.choice(kinds),
        "measure": r.choice(["capex", "opex", "duration", "x"]),
        "bound": r.choice(["upper", "lower"]),
    }


def class_of(r: Random) -> Given:
    n = r.randint(1, 30)
    return {"estimates": [positive(r) for _ in range(n)], "actuals": nulls(r, n),
            **opt(r, percentile=share, method=word("linear", "nearest_rank"), min_projects=whole(1, 20))}  # fmt: skip


def converted(r: Random) -> Given:
    rows = [
        {"amount": num(r), "currency": r.choice(["EUR", "USD", "GBP"]), "period": r.choice(["2025-Q1", "2025-Q2"])}
        for _ in range(r.randint(1, 5))
    ]
    rates = {c: {p: positive(r) for p in ("2025-Q1", "2025-Q2") if r.random() < 0.7} for c in ("EUR", "USD") if r.random() < 0.8}
    return {"amounts": rows, "reporting": r.choice(["USD", "GBP"]), "rates": rates}


def listed(r: Random, n: int) -> Given:
    return {"forecast": some(num, r, n), "actual": nulls(r, n)} if r.random() < 0.6 else {"forecast": num(r), "actual": known(num, r)}


def asked(r: Random) -> Given:
    n = r.randint(0, 4)
    return {"asked": n, "taken": r.randint(0, n + (r.random() < 0.1)), **opt(r, days=lambda r: some(amt, r, None, 0))}


def voted(r: Random) -> Given:
    if r.random() < 0.3:
        return {
            "promoters": r.randint(0, 20),
            "passives": r.randint(0, 9),
            "detractors": r.randint(0, 20),
            **opt(r, scale=word("0-10", "1-10")),
        }
    return {"ratings": [r.randint(0, 10) for _ in range(r.randint(0, 35))], **opt(r, scale=word("0-10", "1-10"))}


def fisher(r: Random) -> Given:
    return {name: r.choice(RATES) for name in r.sample(["real", "nominal", "inflation"], r.choice([1, 2, 2, 2, 2, 3]))}


def attributed(r: Random) -> Given:
    parts = sorted(share(r) for _ in range(3)) if r.random() < 0.95 else [Decimal(1), Decimal(0), Decimal(1)]
    return {"amount": amt(r), "low": parts[0], "mid": parts[1], "high": parts[2]}


def several(draw: Callable[[Random], Any]) -> Callable[[Random], list[Any]]:
    return lambda r: some(draw, r)


def promises(r: Random) -> Given:
    return {"benefits": [{"plan": amt(r), "actual": known(num, r)} for _ in range(r.randint(1, 5))]}


def ranked(r: Random) -> Given:
    n, m = r.randint(1, 4), r.randint(1, 4)
    options = [[Decimal(r.randint(0, 4)) for _ in range(n)] for _ in range(m)]
    return {"weights": some(amt, r, n), "options": options, **opt(r, top=whole(1, m), shift=share)}


def gap(r: Random) -> Given:
    n = r.randint(1, 5)
    return {"plan": some(amt, r, n), "actual": nulls(r, n)}


def delayed(r: Random) -> Given:
    if r.random() < 0.3:
        return {"per_period": num(r), "delay": amt(r), **opt(r, running_cost=num)}
    return {
        "profile": some(num, r),
        "delay": r.randint(0, 8),
        **opt(r, window=word("fixed_end", "moving"), rate=lambda r: r.choice(RATES), running_cost=num),
    }


def paid(r: Random) -> Given:
    base = {"flows": some(num, r, r.randint(1, 8)), **opt(r, rule=word("sustained", "first"), clock=word("first_cost", "first_period"),
            period=word("year", "month"), whole_periods=r.random() < 0.5)}  # fmt: skip
    return {**base, "method": "discounted", **disc(r)} if r.random() < 0.4 else base


def whole_shares(r: Random) -> Given:
    return {
        "parts": [
            {"share": Decimal(s), "uplift": amt(r)}
            for s in r.choice([["1"], ["0.5", "0.5"], ["0.3", "0.3", "0.4"], ["0.3"], ["0.9999995"]])
        ]
    }


DRAWN: dict[str, Callable[[Random], Given]] = {
    "discount_factor": lambda r: {**disc(r), "t": r.choice([0, 1, 5, 31, 80, 130, Decimal("0.5"), -2, 301])},
    "annuity_factor": lambda r: {**disc(r), "to": r.randint(-1, 40), **({"from": r.randint(0, 9)} if r.random() < 0.5 else {})},
    "npv": lambda r: {**(streams(r) if r.random() < 0.5 else {"flows": some(num, r)}), **disc(r, True),
                      **opt(r, flow_basis=word("real", "nominal"), rate_basis=word("real", "nominal"))},
    "xnpv": lambda r: dated(r, valuation_date=day),
    "xnfv": lambda r: dated(r, value_date=day),
    "npv_to_go": lambda r: {**dated(r), "as_of": day(r)},
    "mirr": lambda r: {"flows": some(num, r), "finance_rate": r.choice(RATES), "reinvest_rate": r.choice(RATES)},
    "equivalent_annual_value": lambda r: {**disc(r), **({"npv": num(r), "years": r.randint(1, 40)} if r.random() < 0.5
                                          else {"flows": some(num, r), **opt(r, years=whole(1, 9))})},
    "profitability_index": lambda r: {**disc(r), "flows": some(num, r)},
    "periodic_rate": lambda r: {"rate": r.choice(RATES), **opt(r, periods_per_year=lambda r: r.choice([1, 4, 12]), compounding=word("effective", "nominal"))},
    "effective_annual_rate": lambda r: {"nominal": r.choice([*RATES, Decimal(-12), Decimal(-11)]), **opt(r, periods_per_year=whole(1, 12))},
    "nominal_annual_rate": lambda r: {"effective": r.choice(RATES), **opt(r, periods_per_year=whole(1, 12))},
    "fisher_rate": fisher,
    "deflate": lambda r: {"amount": num(r), "year": r.randint(2019, 2022), "base_year": r.randint(2019, 2022),
                          "index": {str(y): positive(r) for y in (2020, 2021)}},
    "payback": paid,
    "bcr": lambda r: {**present(r), **opt(r, optimism_bias=amt, mitigation=share, metb=amt, vfm_scale=word("dft_four", "dft_six"))},
    "vfm_category": lambda r: {"bcr": r.choice([*NUMBERS, *map(Decimal, ["1.5", "2", "4", "1.4999", "-0.1"])]), **opt(r, scale=word("dft_four", "dft_six"))},
    "vfm_indicator": lambda r: {"spend": {n: amt(r) for n in r.sample(["very_poor", "poor", "low", "medium", "high", "very_high"], 3)}},
    "switching_value": lambda r: {"pvb": num(r), "pvc": num(r), "of": r.choice(["benefits", "costs"])},
    "roi": lambda r: {"benefit": known(num, r), "cost": known(num, r)},
    "portfolio_roi": lambda r: {"projects": [{"benefit": known(num, r), "cost": known(num, r)} for _ in range(r.randint(1, 5))]},
    "roi_to_date": lambda r: {**{n: known(num, r) for n in ("benefit_to_date", "cost_to_date")},
                              **opt(r, planned_benefit_to_date=num, planned_cost_to_date=num)},
    "roi_forecast": lambda r: {**{n: known(num, r) for n in ("benefit_to_date", "cost_to_date", "benefit_to_go", "cost_to_go")},
                               **opt(r, plan_benefit_to_go=num, plan_cost_to_go=num)},
    "discounted_roi": present,
    "annualized_roi": lambda r: {"roi": r.choice([*NUMBERS, Decimal("-0.5")]), "years": positive(r)},
    "budget_variance": lambda r: {"budget": num(r), "eac": num(r)},
    "optimism_bias": lambda r: {"cost": r.choice([num(r), some(num, r)]), "uplift": amt(r), **opt(r, mitigation=share)},
    "optimism_bias_mix": whole_shares,
    "optimism_bias_managed": lambda r: {"uplift": amt(r), "contributions": [{"contribution": r.choice(SHARES[:7]), "mitigation": share(r)}
                                        for _ in range(r.randint(1, 3))], **opt(r, base=num)},
    "uplift_lookup": lookup,
    "reference_class_uplift": class_of,
    "risk_expected_value": lambda r: {"risks": [{"probability": share(r), "impact": num(r)} for _ in range(r.randint(1, 4))], **opt(r, npv=num)},
    "realization": lambda r: ended(r, "plan", "actual", *(["baseline"] if r.random() < 0.5 else [])),
    "portfolio_realization": promises,
    "capped_realization": promises,
    "forecast_realization": lambda r: ended(r, "baseline", "actual", "forecast"),
    "excess_disbenefit": lambda r: {"plan": num(r), "actual": known(num, r)},
    "schedule_slip": lambda r: {"plan": some(num, r), "delivered": some(num, r), **opt(r, threshold=lambda r: r.choice(SHARES[2:]))},
    "run_rate_attainment": lambda r: {"actual": nulls(r, r.randint(1, 6)), "annual_plan": num(r), **opt(r, window=whole(1, 5), periods_per_year=whole(1, 12))},
    "confirmed_gap": gap,
    "benefits_at_risk": lambda r: {"benefits": some(flagged, r)},
    "confidence_weighted": lambda r: {"benefits": some(uncertain, r), **({"scale": {"high": Decimal("0.9"), "low": Decimal("0.3")}} if r.random() < 0.9 else {}),
                                      **opt(r, realized=num)},
    "shared_benefit": lambda r: {"amount": num(r), "shares": {n: known(lambda r: r.choice(SHARES[:7]), r) for n in "PQR"[: r.randint(0, 3)]}},
    "coverage": lambda r: {"items": [{"amount": amt(r), "known": r.random() < 0.5} for _ in range(r.randint(1, 4))]},
    "earned_benefit": lambda r: {"benefits": some(enabled, r)},
    "earned_value": lambda r: {"bac": positive(r), "ac": known(amt, r), **opt(r, pv=amt, ev=amt, etc=amt, eac_method=word("cpi", "budget", "cpi_spi", "bottom_up"))},
    "cost_of_delay": delayed,
    "cd3": lambda r: {"cost_of_delay": num(r), "duration": amt(r)},
    "cd3_sequence": lambda r: {"items": [{"id": f"j{k}", "cost_of_delay": num(r), "duration": positive(r) if r.random() < 0.9 else amt(r)}
                               for k in range(r.randint(1, 5))]},
    "wsjf": lambda r: {n: amt(r) for n in ("user_business_value", "time_criticality", "risk_reduction", "job_size")},
    "rice": lambda r: {**{n: amt(r) for n in ("reach", "impact", "effort")}, "confidence": share(r)},
    "weighted_score": scored,
    "rank_stability": ranked,
    "ahp": lambda r: {**({"upper": upper(r)} if r.random() < 0.6 else {"matrix": matrix(r)}), **opt(r, random_index=word("saaty_classic", "saaty_2005", "donegan_dodd"))},
    "ahp_synthesis": alternatives,
    "alignment_index": aligned,
    "objective_coverage": covered,
    "kpi_attainment": lambda r: {**kpi(r), **opt(r, direction=word("increase", "decrease"))},
    "kpi_attainment_to_date": kpi_to_date,
    "kpi_range": lambda r: {"actual": known(num, r), "tolerance": positive(r), **opt(r, low=num, high=num)},
    "aggregate": lambda r: (lambda n: {"values": nulls(r, n), "mode": r.choice(["sum", "average", "latest", "max", "min"]),
                                       **(opt(r, weights=lambda r: some(amt, r, n)) if r.random() < 0.5 else {}),
                                       **opt(r, kind=word("amount", "amount", "rate", "score"))})(r.randint(1, 5)),
    "goal_progress": lambda r: {"targets": [{"progress": known(num, r), "weight": amt(r)} for _ in range(r.randint(1, 4))]},
    "nps": voted,
    "pmo_cost_ratio": lambda r: {"pmo_cost": amt(r), "managed_spend": num(r)},
    "pmo_roi": lambda r: {"pmo_cost": num(r), "items": some(attributed, r)},
    "decision_yield": asked,
    "forecast_accuracy": lambda r: listed(r, r.randint(1, 5)),
    "fx_split": lambda r: {"amount_before": num(r), "amount_after": num(r), "rate_before": known(positive, r), "rate_after": known(positive, r)},
    "convert_currency": converted,
    "snapshot_bridge": bridge,
}  # fmt: skip
