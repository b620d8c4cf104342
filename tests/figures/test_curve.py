"""The S-curve: running totals at quarter ends, worked out by hand."""

from __future__ import annotations

from datetime import date

from tests.figures.build import a_store, plan_and_actual
from value_model import figures

VALUES = [
    ("2026-02", "plan", 10), ("2026-04", "plan", 20), ("2026-08", "plan", 30), ("2027-01", "plan", 40),
    ("2026-02", "actual", 5), ("2026-09", "actual", 7), ("2026-11", "forecast", 50),
]  # fmt: skip


def curve(scope="portfolio", as_of=date(2026, 9, 30), values=VALUES):
    tables = plan_and_actual("P1", 1, 1)
    tables["benefit_values"] = [{"benefit_id": "BP1", "period": m, "stream": s, "amount": a} for m, s, a in values]
    return figures.curve(*a_store(tables, as_of), scope)


def test_running_totals_at_quarter_ends():
    found = curve()
    assert found.ends == tuple(
        date(*day) for day in ((2025, 12, 31), (2026, 3, 31), (2026, 6, 30), (2026, 9, 30), (2026, 12, 31), (2027, 3, 31))
    )
    assert found.plan == (0, 10, 30, 60, 60, 100)
    assert found.realized == (0, 5, 5, 12, None, None)  # up to the as-of date
    assert found.forecast == (None, None, None, 12, 62, 62)  # from it on, where realized ends
    assert found.baseline == (None,) * 6  # not recorded


def test_an_as_of_date_within_a_quarter_is_a_point_of_its_own():
    found = curve(as_of=date(2026, 8, 31))
    place = found.ends.index(date(2026, 8, 31))
    assert found.realized[place] == found.forecast[place] == 5  # September has not ended


def test_a_project_has_its_own_curve_and_nothing_gives_none():
    assert curve("project:P1").plan == curve().plan
    assert curve("project:P9").is_empty
    assert curve(values=[]).is_empty
