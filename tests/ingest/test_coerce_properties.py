"""Laws of the import: cents never get lost, values read back as written, and no sheet makes it fall over."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from value_model.ingest import dates, numbers, periods, pipeline, ramp, shares
from value_model.ingest.read.grid import Grid, RawCell, Workbook, extent

money = st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False)
days = st.dates(min_value=date(1971, 1, 1), max_value=date(2068, 12, 31))


@given(money, st.integers(1, 60))
def test_spreading_adds_up_to_the_cent_and_is_even(amount: Decimal, months: int) -> None:
    parts = periods.spread(amount, months)
    assert len(parts) == months
    assert sum(parts) == amount
    assert max(parts) - min(parts) <= Decimal("0.01")


@given(money)
def test_an_amount_reads_back_in_every_way_of_writing_it(amount: Decimal) -> None:
    english, german = f"{amount:,.2f}", f"{amount:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    swiss = f"{amount:,.2f}".replace(",", "'")
    for text, mark in ((english, "."), (german, ","), (swiss, "."), (f"{amount}", "."), (f"£{english}", "."), (f"{german} €", ",")):
        found = numbers.parse(text, mark)
        assert found is not None
        assert found.value == amount


@given(days)
def test_a_date_reads_back_in_every_way_of_writing_it(day: date) -> None:
    for text, order in (
        (day.isoformat(), None), (f"{day:%d/%m/%Y}", "DMY"), (f"{day:%m/%d/%Y}", "MDY"), (f"{day:%d.%m.%y}", "DMY"), (f"{day:%d %B %Y}", None),
        (f"{day:%B %d, %Y}", None), (f"{day:%d-%b-%y}", None), (f"{day:%Y%m%d}", None), (f"{day.isoformat()}T00:00:00Z", None),
    ):  # fmt: skip
        assert dates.parse(text, order) == day


@given(st.lists(days, min_size=1, max_size=20), st.sampled_from(["DMY", "MDY"]))
def test_the_order_of_day_and_month_is_never_decided_wrongly(written: list[date], order: str) -> None:
    shape = "%d/%m/%Y" if order == "DMY" else "%m/%d/%Y"
    found = dates.order([day.strftime(shape) for day in written])
    same_either_way = all(day.day == day.month for day in written)
    on_firsts = len({day.month for day in written}) >= 3 and {day.day for day in written} == {1}
    other_way = len({day.day for day in written}) >= 3 and {day.month for day in written} == {1} and all(day.day <= 12 for day in written)
    assert found.order in (order, None) or same_either_way or other_way
    if any(day.day > 12 for day in written) or on_firsts:
        assert found.order == order


@given(st.decimals(min_value=1, max_value=10**9, places=2), st.integers(0, 24), st.integers(1, 60))
def test_a_derived_plan_rises_and_then_stays(annual: Decimal, rise: int, months: int) -> None:
    start = date(2026, 1, 1)
    amounts = [amount for _, amount in ramp.monthly(annual, start, periods.later(start, rise), periods.later(start, months - 1))]
    assert len(amounts) == months
    assert all(after >= before - Decimal("0.02") for before, after in pairwise(amounts))  # each is rounded by up to a cent
    assert all(abs(amount - annual / 12) <= Decimal("0.01") for amount in amounts[rise:])
    if months >= rise + 12:
        assert sum(amounts[-12:]) - annual in (Decimal("-0.01"), Decimal(0), Decimal("0.01"))
        assert rise or sum(amounts[:12]) == annual


@given(st.lists(st.sampled_from(["0.1", "0.25", "0.3", "40%", "0.05"]), min_size=2, max_size=3))
def test_shares_read_back(parts: list[str]) -> None:
    known = {f"p{n}": f"P{n}" for n in range(len(parts))}
    found = shares.split("; ".join(f"p{n}:{part}" for n, part in enumerate(parts)), known)
    expected = [Decimal(part.rstrip("%")) / (100 if part.endswith("%") else 1) for part in parts]
    assert [(project, share) for project, share in found] == [(f"P{n}", share) for n, share in enumerate(expected)]


HEADINGS = ["Project", "Project id", "Name", "Budget", "Budget (£m)", "RAG", "RAG", "Start", "End date", "Jan-26", "Feb-26", "2026-Q1 Actual", "Total",
            "Benefit", "Benefit owner", "Annual value", "Risk title", "Probability", "Impact", "Period", "Stream", "Amount", "Currency", "", "#REF!",
            "P1:0.5; P2:0.7", "{period}", "a*b[c]?", "Percent complete", "Contribution", "Objective id", "as_of", "key", "value", "example: P1"]  # fmt: skip
VALUES = ["", "Alpha", "Beta", "P1", "p1 ", "P1:0.5; P2:0.7", "TBC", "N/A", "#DIV/0!", "1,234", "1.234", "1.234,5", "(5)", "£2m", "85 %", "0.5", "90",
          "01/02/2026", "31/01/2026", "2026-01", "Q1 FY27", "19-20", "plan", "Actual", "Amber/Green", "Red", "yes", "USD", "EUR", "=1+1", "-5", "1e400",
          "9" * 40, "Total", "Exempt under Section 43 of the Act", "\u202etxt", "x" * 300, "disbenefit", "High", "12,5k", "99999999999999999999"]  # fmt: skip
cell = st.one_of(
    st.sampled_from(VALUES).map(lambda text: RawCell(text, text)),
    st.integers(-(10**18), 10**18).map(lambda n: RawCell(n, str(n))),
    st.floats(allow_nan=False, allow_infinity=False).map(lambda x: RawCell(x, repr(x), "0.0%")),
    days.map(lambda day: RawCell(day, day.isoformat(), "yyyy-mm-dd")),
    st.booleans().map(lambda flag: RawCell(flag, str(flag).upper())),
    st.just(RawCell(None, "#REF!", None, "#REF!")),
    st.just(RawCell(None, "", None, "uncached formula")),
)
NAMES = [
    "Projects",
    "Benefits",
    "Benefit values",
    "Costs",
    "Settings",
    "Contributions",
    "Risks",
    "Rates",
    "Objectives",
    "Sheet1",
    "Actual costs",
    "Read me",
]


@st.composite
def sheets(draw: st.DrawFn) -> Grid:
    width, height = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    cells = {(1, c): RawCell(text, text) for c in range(1, width + 1) if (text := draw(st.sampled_from(HEADINGS)))}
    for r in range(2, height + 2):
        for c in range(1, width + 1):
            if draw(st.integers(0, 4)):
                cells[r, c] = draw(cell)
    if draw(st.booleans()):
        cells = {(c, r): found for (r, c), found in cells.items()}
    rows, columns = extent(cells)
    merged = ((1, 1, 1, 2), (2, 1, 3, 1)) if draw(st.booleans()) else ()
    return Grid(draw(st.sampled_from(NAMES)), False, cells, rows, columns, merged)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(sheets(), min_size=1, max_size=4))
def test_no_sheet_makes_the_import_fall_over_and_every_line_is_accounted_for(grids: list[Grid]) -> None:
    found = pipeline.load([Workbook("fuzz.xlsx", "0" * 64, 1, "xlsx", grids, [])], as_of=date(2026, 9, 30))
    assert all(sheet.rows_read == sheet.rows_loaded + sheet.rows_skipped and sheet.rows_skipped >= 0 for sheet in found.sheets)
    assert all(finding.problem and finding.code and finding.severity in ("error", "warning", "note") for finding in found.findings)
    for row in found.all_rows():
        assert all(value is not None for value in row.values.values())
        assert all(abs(value) < 10**16 for value in row.values.values() if isinstance(value, Decimal))


@pytest.mark.slow
@settings(max_examples=10000, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(sheets(), min_size=1, max_size=4))
def test_no_sheet_makes_the_import_fall_over_long(grids: list[Grid]) -> None:
    pipeline.load([Workbook("fuzz.xlsx", "0" * 64, 1, "xlsx", grids, [])], as_of=None)
