"""Exact texts become values, or are said to be none; expected dates come from the calendar, not from our code."""
# ruff: noqa: DTZ001 - a spreadsheet knows no time zone

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from value_model.ingest.read.formats import shape
from value_model.ingest.read.values import iso_cell, number, numeric_cell, serial


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234.5", Decimal("1234.5")),
        ("0", 0),
        ("-0", 0),
        ("+7", 7),
        (" 7 ", 7),
        ("5.0", 5),
        ("1E3", 1000),
        ("1.5e-3", Decimal("0.0015")),
        ("9007199254740993", 9007199254740993),  # 2^53 + 1, which a float cannot hold
        ("0.10000000000000001", Decimal("0.1")),  # how Excel stores 0.1 with 17 digits
        ("0.28999999999999998", Decimal("0.29")),
        ("2066075.5899999999", Decimal("2066075.5899999999")),  # not the double of 2066075.59, so left as it is
        (".5", Decimal("0.5")),
    ],
)
def test_a_number_is_read_to_its_last_digit(text, value):
    assert number(text) == value
    assert isinstance(number(text), int) == (value == int(value))


@pytest.mark.parametrize(
    "text", ["", "1,5", "1.5.2", "0x10", "1_000", "१२", "INF", "NaN", "1e309", "1e400000000", "9" * 65, "--1", "12 000"]
)
def test_what_is_not_a_number_is_not_guessed(text):
    assert number(text) is None
    assert numeric_cell(text, None) == (None, text, None, "not a number")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_double_survives_the_seventeen_digits_excel_writes(value):
    assert float(number(f"{value:.17g}")) == value


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_money_with_cents_is_exact(value):
    assert number(f"{value:f}") == value


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (None, "number"),
        ("General", "number"),
        ("Standard", "number"),
        ("@", "number"),
        ("0.00%", "number"),
        ("0.00E+00", "number"),
        ('"£"#,##0;[Red]-"£"#,##0', "number"),
        ("[$€-2] #,##0.00", "number"),
        ("#,##0\\ _D_M", "number"),
        ('0 "days"', "number"),
        ("[Red]0.00", "number"),
        ("yyyy-mm-dd", "date"),
        ("mmm-yy", "date"),
        ("[$-409]d\\-mmm\\-yyyy;@", "date"),
        ("m/d/yy h:mm", "datetime"),
        ("yyyy-mm-dd hh:mm:ss UTC", "datetime"),
        ("h:mm AM/PM", "time"),
        ("mm:ss.0", "time"),
        ("[h]:mm:ss", "duration"),
        ("[mm]:ss", "duration"),
    ],
)
def test_the_number_format_says_what_a_number_is(code, kind):
    assert shape(code) == kind


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (1, "yyyy-mm-dd", date(1900, 1, 1)),
        (59, "yyyy-mm-dd", date(1900, 2, 28)),
        (61, "yyyy-mm-dd", date(1900, 3, 1)),
        (45000, "yyyy-mm-dd", date(2023, 3, 15)),
        (2958465, "yyyy-mm-dd", date(9999, 12, 31)),
        (44999.5, "yyyy-mm-dd", datetime(2023, 3, 14, 12)),
        (45000, "yyyy-mm-dd hh:mm", datetime(2023, 3, 15)),
        (45000.999999999, "yyyy-mm-dd hh:mm", datetime(2023, 3, 16)),  # a rounding error below a millisecond
        (0.5, "h:mm", timedelta(hours=12)),
        (1.25, "[h]:mm", timedelta(hours=30)),
    ],
)
def test_serial_days_become_dates(value, code, expected):
    assert serial(value, code) == expected
    assert type(serial(value, code)) is type(expected)


@pytest.mark.parametrize("value", [0, 60, -1, 2958466, 1e10, 1e308])
def test_a_day_no_calendar_has_is_no_date(value):
    # 60 is 1900-02-29, which Excel shows and which never was.
    assert serial(value, "yyyy-mm-dd") is None
    assert numeric_cell(str(value), "yyyy-mm-dd").problem == "not a date"


def test_days_count_from_1904_where_the_workbook_says_so():
    # 45 000 days after 1904-01-01 is 2027-03-16 (1462 days later than in the 1900 system).
    assert serial(45000, "yyyy-mm-dd", date1904=True) == date(2027, 3, 16)
    assert serial(0, "yyyy-mm-dd", date1904=True) == date(1904, 1, 1)


@given(st.dates(min_value=date(1900, 3, 1)))
def test_every_date_comes_back(day):
    assert serial((day - date(1899, 12, 30)).days, "d.m.yyyy") == day


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-01-31", date(2026, 1, 31)),
        ("2026-01-01T00:00:00Z", datetime(2026, 1, 1)),
        ("2026-01-01T13:23:32.5", datetime(2026, 1, 1, 13, 23, 32, 500_000)),
        ("2026-01-01T00:00:00+14:00", datetime(2026, 1, 1)),
        ("2026-02-30", None),
        ("99999-01-01", None),
        ("next week", None),
    ],
)
def test_dates_stored_as_text(text, value):
    cell = iso_cell(text)
    assert cell.value == value
    assert cell.text == text
    assert cell.problem == (None if value else "not a date")
