"""What the range hangs on, what closed projects brought, and the published uplifts: each by hand."""

from __future__ import annotations

import pytest

from tests.figures.build import a_store
from tests.figures.test_ranges import portfolio
from value_model import figures


def test_each_amount_at_its_case_moves_the_total_by_as_much() -> None:
    tables = portfolio(low=None, high=None)
    tables["costs"][1] |= {"amount": 30, "low": 20, "high": 60}
    tables["benefits"] += [
        {"benefit_id": "B@2", "name": "two", "project_id": "P1"},
        {"benefit_id": "B3", "name": "three", "project_id": "P1"},
    ]
    tables["benefit_values"] += [
        {"benefit_id": key, "period": "2027-01", "stream": "forecast", "amount": 100, "low": low, "high": high}
        for key, low, high in (("B@2", 50, 120), ("B3", 100, 100))
    ]
    store, snapshot = a_store(tables, discount_rate="0.1")
    found = figures.compute(store, snapshot)
    factor = 1.1 ** (-4 / 12)  # January 2027, seen from the base month
    moved = {i: found.value(i) for i in found.ids("npv.forecast.if_", "portfolio")}
    # Money: benefit two loses 50 or gains 20, the cost saves 10 or takes 30 more; what is certain does not move.
    assert moved == pytest.approx({
        "npv.forecast.if_low:benefit/B%402": -50 * factor, "npv.forecast.if_low:cost/P1": 10 * factor,
        "npv.forecast.if_high:benefit/B%402": 20 * factor, "npv.forecast.if_high:cost/P1": -30 * factor,
    })  # fmt: skip
    assert {i: found.value(i) for i in found.ids("benefits.forecast.if_", "portfolio")} == pytest.approx(
        {"benefits.forecast.if_low:benefit/B%402": -50, "benefits.forecast.if_high:benefit/B%402": 20}
    )
    assert found["npv.forecast.if_low:cost/P1"].coverage == figures.Coverage(2, 3)


def test_without_cases_or_without_a_rate_nothing_is_said_to_move() -> None:
    for tables, rate in ((portfolio(low=None, high=None), "0.1"), (portfolio(), "")):
        store, snapshot = a_store(tables, discount_rate=rate)
        assert figures.compute(store, snapshot).ids("npv.forecast.if_", "portfolio") == []


def closed(count: int, *, programme: str, brought: int, spent: int = 110) -> dict[str, list[dict[str, object]]]:
    """Closed projects that planned 100 on either side and brought and spent so much."""
    ids = [f"{programme}{place}" for place in range(count)]
    return {
        "projects": [{"project_id": i, "name": i, "programme": programme, "stage": "closed"} for i in ids],
        "costs": [{"project_id": i, "period": "2026-01", "stream": s, "amount": a} for i in ids for s, a in (("plan", 100), ("actual", spent))],
        "benefits": [{"benefit_id": f"B{i}", "name": i, "project_id": i} for i in ids],
        "benefit_values": [
            {"benefit_id": f"B{i}", "period": period, "stream": s, "amount": a}
            for i in ids
            for period, s, a in (("2026-02", "plan", 100), ("2026-02", "actual", brought), ("2027-02", "plan", 500))  # 2027 is not due
        ],
    }  # fmt: skip


def both(*parts: dict[str, list[dict[str, object]]]) -> dict[str, list[dict[str, object]]]:
    return {table: [row for part in parts for row in part[table]] for table in parts[0]}


def test_closed_projects_state_how_much_of_a_plan_arrives_and_a_class_is_pulled_toward_all() -> None:
    store, snapshot = a_store(both(closed(15, programme="A", brought=60), closed(10, programme="Z", brought=90, spent=150)))
    found = figures.compute(store, snapshot, by=("programme", "project", "unit"))
    # 15 at 60 % and 10 at 90 %: the middle of all is 60 %, a tenth lies above 90 %.
    assert [found.value(f"outside.benefits.{level}") for level in ("p10", "p50", "p90")] == pytest.approx([0.6, 0.6, 0.9])
    assert found.value("outside.cost.p50") == pytest.approx(1.1)
    # Ten of Z weigh 10 / (10 + 10): half of 90 % and half of 60 %.
    assert found.value("outside.benefits.p50", "programme:Z") == pytest.approx(0.75)
    assert found.value("outside.benefits.p50", "project:Z0") == pytest.approx(0.75)
    assert found.value("outside.cost.p50", "programme:Z") == pytest.approx((1.5 + 1.1) / 2)
    assert {one.id: one.value for one in found["outside.benefits.p50@programme:Z"].inputs} == {
        "closed projects with plan and actual": 25, "of them in the class": 10, "weight of the class": 0.5, "policy outside.min_projects": 20,
    }  # fmt: skip


def test_fewer_than_twenty_closed_projects_state_no_range() -> None:
    store, snapshot = a_store(closed(19, programme="A", brought=60))
    figure = figures.compute(store, snapshot)["outside.benefits.p50"]
    assert (figure.value, figure.reason, figure.coverage) == (None, "too_few_projects", figures.Coverage(19, 19))


def test_the_published_table_lifts_capital_cost_to_come_of_projects_with_a_class_and_nothing_else() -> None:
    def costs(key: str) -> list[dict[str, object]]:
        return [
            {"project_id": key, "period": period, "stream": stream, "kind": kind, "amount": amount}
            for period, stream, kind, amount in (
                ("2027-01", "forecast", "capex", 100), ("2027-01", "forecast", "run", 40), ("2026-01", "actual", "capex", 70), ("2027-01", "plan", "capex", 9),
            )
        ]  # fmt: skip

    classes = {"P1": "standard_buildings", "P2": "equipment_development", "P3": "outsourcing", "P4": None}
    tables = {
        "projects": [{"project_id": key, "name": key, "cost_class": one} for key, one in classes.items()],
        "costs": [row for key in classes for row in costs(key)],
    }
    store, snapshot = a_store(tables)
    found = figures.compute(store, snapshot)
    # The table: standard buildings 2 to 24 %, equipment and development 10 to 200 %; none for outsourcing on capital cost.
    assert [found.value(f"optimism.{name}") for name in ("capital", "lower", "upper")] == pytest.approx([200, 102 + 110, 124 + 300])
    assert found["optimism.upper"].coverage == figures.Coverage(2, 4)
    assert found.value("optimism.upper", "project:P2") == pytest.approx(300)
    assert found["optimism.upper@project:P3"].reason == "not_in_table"
    assert found["optimism.upper@project:P4"].reason == "not_recorded"
