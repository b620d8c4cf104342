"""Laws that hold for any portfolio, and a second reckoning of its sums."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from tests.figures.build import AS_OF, a_store
from tests.figures.oracle import sums
from value_model import figures

FEW = settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
money = st.integers(min_value=0, max_value=10**9).map(lambda cents: Decimal(cents) / 100)
periods = st.sampled_from(["2025-12", "2026-08", "2026-09", "2026-10", "2027-06"])
streams = st.sampled_from(["baseline", "plan", "actual", "forecast"])
shares = st.sampled_from([0.0, 0.25, 0.3, 0.5, 1.0])
PROJECTS = ("P1", "P2", "P3")


@st.composite
def portfolios(draw):
    """Up to three projects with costs, and benefits that they share."""
    benefits = [{"benefit_id": f"B{i}", "name": "b", "project_id": "P1", "kind": draw(st.sampled_from(["revenue", "disbenefit", None])),
                 "owner": draw(st.sampled_from(["Head", None]))} for i in range(draw(st.integers(0, 3)))]  # fmt: skip
    held = []
    for benefit in benefits:
        first = draw(shares)
        held += [{"benefit_id": benefit["benefit_id"], "project_id": "P1", "share": first},
                 {"benefit_id": benefit["benefit_id"], "project_id": "P2", "share": min(draw(shares), 1 - first)}]  # fmt: skip
    values = [{"benefit_id": b["benefit_id"], "period": draw(periods), "stream": draw(streams), "amount": draw(money)}
              for b in benefits for _ in range(draw(st.integers(0, 5)))]  # fmt: skip
    costs = [{"project_id": draw(st.sampled_from(PROJECTS)), "period": draw(periods), "stream": draw(streams), "amount": draw(money)}
             for _ in range(draw(st.integers(0, 8)))]  # fmt: skip
    projects = [{"project_id": p, "name": p} for p in PROJECTS]
    return {"projects": projects, "costs": costs, "benefits": benefits, "benefit_shares": held, "benefit_values": values}


def values(tables, as_of=AS_OF):
    store, snapshot = a_store(tables, as_of)
    found = figures.compute(store, snapshot)
    store.close()
    return found


def told(found):
    """Every figure as value and reason, money to a millionth of a cent."""
    return {
        key: (pytest.approx(f.value, rel=1e-9, abs=1e-6) if isinstance(f.value, float) else f.value, f.reason)
        for key, f in found.figures.items()
    }


def plain(found):
    return {key: (f.value, f.reason) for key, f in found.figures.items()}


@FEW
@given(portfolios(), st.sampled_from([date(2026, 9, 30), date(2026, 9, 29), date(2026, 10, 1)]))
def test_sums_are_those_of_a_reckoning_row_by_row(tables, as_of):
    found = values(tables, as_of)
    for scope in (None, *PROJECTS):
        for figure_id, expected in sums(tables, as_of, scope).items():
            figure = found.get(figure_id, f"project:{scope}" if scope else "portfolio")
            if expected is None:
                assert figure.value is None, figure
            else:
                assert figure.value == pytest.approx(float(expected), rel=1e-12, abs=1e-9), figure


@FEW
@given(portfolios())
def test_splitting_a_row_changes_no_figure(tables):
    halves = {}
    for table in ("costs", "benefit_values"):
        halves[table] = [
            {**row, "amount": part} for row in tables[table] for part in (row["amount"] // 2, row["amount"] - row["amount"] // 2)
        ]
    assert told(values(tables)) == plain(values({**tables, **halves}))


@FEW
@given(portfolios())
def test_the_order_of_rows_changes_no_figure(tables):
    turned = {table: list(reversed(rows)) for table, rows in tables.items()}
    assert told(values(tables)) == plain(values(turned))


@FEW
@given(portfolios())
def test_a_project_of_zeros_changes_no_ratio(tables):
    nought = [{"project_id": "P4", "period": "2026-08", "stream": stream, "amount": 0} for stream in ("plan", "actual", "forecast")]
    beside = {**tables, "projects": [*tables["projects"], {"project_id": "P4", "name": "P4"}], "costs": [*tables["costs"], *nought]}
    before, after = values(tables), values(beside)
    for figure_id in ("roi.plan", "roi.to_date", "bcr.undiscounted", "npv.plan", "realization.to_date", "realization.capped"):
        assert after.value(figure_id) == (None if before.value(figure_id) is None else pytest.approx(before.value(figure_id)))


@FEW
@given(portfolios())
def test_parts_add_up_to_the_whole(tables):
    found = values(tables)
    for figure_id in ("cost.approved", "cost.to_date", "cost.to_come"):
        parts = [found.value(figure_id, scope) for scope in found.scopes("project")]
        known = [part for part in parts if part is not None]
        assert found.value(figure_id) == (pytest.approx(sum_of(known)) if known else None)
    whole = found.value("benefits.plan")
    kinds = [found.value("benefits.plan", scope) for scope in found.scopes("kind")]
    named = {b["benefit_id"] for b in tables["benefits"] if b["kind"]}
    if whole is not None and {row["benefit_id"] for row in tables["benefit_values"]} <= named:
        assert sum_of([part for part in kinds if part is not None]) == pytest.approx(whole, abs=1e-6)
    gap = found.value("benefits.gap_to_date")
    if gap is not None:
        reasons = [found.value(f_id) for f_id, scope in found.figures if scope == "portfolio" and f_id.startswith("gap.by_reason:")]
        assert sum_of(reasons) == pytest.approx(gap, abs=1e-6)
        tiers = [found.value(f"evidence.{name}") for name in ("confirmed", "measured", "claimed")]
        assert sum_of(tiers) == pytest.approx(found.value("benefits.realized"), abs=1e-6)


def sum_of(parts):
    return sum(parts, 0.0)


@FEW
@given(portfolios())
def test_bounds(tables):
    found = values(tables)
    npv, bcr = found.value("npv.plan"), found.value("bcr.plan")
    if npv is not None and bcr is not None and abs(npv) > 1e-6:
        assert (bcr > 1) == (npv > 0)
    coverage = found.value("realization.coverage")
    if coverage is not None and all(b["kind"] != "disbenefit" for b in tables["benefits"]):
        assert 0 <= coverage <= 1
        capped, uncapped = found.value("realization.capped"), found.value("realization.to_date")
        assert capped is None or capped <= uncapped + 1e-12
    share = found.value("benefits.at_risk_share")
    assert share is None or 0 <= share <= 1


def in_money(tables, rate):
    """The same portfolio in a currency worth `rate` times less."""
    changed = {table: [{**row, "amount": row["amount"] * rate} for row in tables[table]] for table in ("costs", "benefit_values")}
    return {**tables, **changed}


@FEW
@given(portfolios(), st.sampled_from([7, 40]))
def test_the_currency_changes_no_ratio_and_scales_every_amount(tables, rate):
    at_home, abroad = values(tables), values(in_money(tables, rate))
    for (figure_id, scope), figure in at_home.figures.items():
        other = abroad.figures[figure_id, scope]
        assert (other.reason, other.value is None) == (figure.reason, figure.value is None), figure
        if isinstance(figure.value, (int, float)):
            factor = rate if figure.unit == "money" else 1
            assert other.value == pytest.approx(figure.value * factor, rel=1e-6, abs=1e-6 * rate), figure


@FEW
@given(st.integers(1, 400), st.lists(st.integers(0, 300), min_size=1, max_size=3).filter(any))
def test_npv_at_the_rate_of_return_is_zero(outlay, returns):
    periods = ("2026-10", "2027-02", "2027-06")
    tables = {
        "projects": [{"project_id": "P1", "name": "One"}],
        "costs": [{"project_id": "P1", "period": "2026-08", "stream": "plan", "amount": outlay}],
        "benefits": [{"benefit_id": "B1", "name": "b", "project_id": "P1", "kind": "revenue"}],
        "benefit_values": [
            {"benefit_id": "B1", "period": at, "stream": "plan", "amount": amount} for at, amount in zip(periods, returns, strict=False)
        ],
    }
    rate = values(tables).value("irr.plan")
    assert rate is not None  # one outlay, then money back: one root
    assume(rate > -0.999)  # nearer to -1 the sixteen digits of a float leave too few for 1 + rate
    store, snapshot = a_store(tables, discount_rate=repr(rate))
    assert figures.compute(store, snapshot).value("npv.plan") == pytest.approx(0, abs=1e-6 * outlay)
    store.close()


weight = st.sampled_from([None, 0.0, 1.0, 2.5])
contributed = st.sampled_from([-1.0, 0.0, 0.25, 1.0])


@FEW
@given(portfolios(), st.lists(weight, min_size=2, max_size=2), st.lists(contributed, min_size=4, max_size=4), st.sampled_from([None, 0.5]))
def test_objectives_hold_what_is_linked_once_and_the_index_lies_between_0_and_100(tables, priorities, given_parts, confidence):
    linked = {
        **tables,
        "objectives": [{"objective_id": f"O{place}", "name": "o", "priority": one} for place, one in enumerate(priorities)],
        "contributions": [
            {"project_id": project, "objective_id": f"O{place % 2}", "contribution": part, "confidence": confidence if place else None}
            for place, (project, part) in enumerate(zip(("P1", "P1", "P2", "P2"), given_parts, strict=True))
        ],
    }
    store, snapshot = a_store(linked)
    found = figures.compute(store, snapshot, by=("objective",))
    store.close()
    held = [found.value("cost.approved", scope) for scope in found.scopes("objective")]
    if found.value("cost.approved"):
        assert sum_of([part for part in held if part]) + found.value("fit.unlinked") == pytest.approx(found.value("cost.approved"))
        shares = [found.value("fit.share", scope) for scope in found.scopes("objective")]
        assert sum_of(shares) + found.value("fit.unlinked_share") == pytest.approx(1)
        index = found.value("fit.index")
        assert index is None or 0 <= index <= 100 + 1e-9
