"""Number forms: every expected text is from section 5 of the design, or half-away-from-zero by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.narrative import build
from value_model import narrative, policy
from value_model.narrative import format as form

USD = form.style("USD")
J = "\u2060"  # word joiner: the minus never stands alone at the end of a line


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (1_200_000_000, "$1.2B"),
        (12_400_000, "$12.4M"),
        (840_000, "$840k"),
        (640, "$640"),
        (0, "$0"),
        (1, "$1"),
        (999, "$999"),
        (999.4, "$999"),
        (999.5, "$1,000"),
        (1_600, "$1,600"),  # as thousands, which have no decimals, it would read as 2,000 does
        (9_999.4, "$9,999"),
        (9_999.5, "$10k"),  # rounds to 10,000 units, so it is ten thousand
        (999_499, "$999k"),
        (999_500, "$1.0M"),  # never $1,000k
        (999_949_999, "$999.9M"),
        (999_950_000, "$1.0B"),  # never $1,000.0M
        (671_530_310_000, "$671.5B"),
        (1_234_500_000_000, "$1,234.5B"),
        (-20_400_000, f"−{J}$20.4M"),
        (0.4, "under $1"),
        (-0.4, f"above −{J}$1"),
    ],
)
def test_money_takes_the_unit_that_reads_best(amount, text):
    assert form.money(amount, USD) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Decimal("12_450_000"), "$12.5M"),  # 12.45, half away from zero; half to even would say 12.4
        (Decimal("12_350_000"), "$12.4M"),
        (Decimal("-12_450_000"), f"−{J}$12.5M"),
        (2_250_000, "$2.3M"),
        (1_005_000_000, "$1.0B"),
        (1_050_000_000, "$1.1B"),
    ],
)
def test_half_rounds_away_from_zero(amount, text):
    assert form.money(amount, USD) == text


def test_variances_show_both_signs():
    assert form.money(3_100_000, USD, form="signed") == "+$3.1M"
    assert form.money(-20_400_000, USD, form="signed") == f"−{J}$20.4M"
    assert form.money(0, USD, form="signed") == "$0"
    assert form.money(-20_400_000, USD, form="size") == "$20.4M"


def test_amounts_of_one_text_share_the_unit_of_the_largest():
    scale = form.scale_of([43_600_000, 940_000])
    assert [form.money(a, USD, scale=scale) for a in (43_600_000, 940_000)] == ["$43.6M", "$0.9M"]


def test_something_small_beside_something_large_is_never_zero():
    scale = form.scale_of([43_600_000, 40_000])
    assert form.money(40_000, USD, scale=scale) == "under $0.1M"
    assert form.money(50_000, USD, scale=scale) == "$0.1M"


def test_billions_give_way_to_millions_where_a_part_would_vanish():
    scale = form.scale_of([1_200_000_000, 12_400_000])
    assert [form.money(a, USD, scale=scale) for a in (1_200_000_000, 12_400_000)] == ["$1,200.0M", "$12.4M"]
    assert form.scale_of([1_200_000_000, 140_000_000]) == 1_000_000_000


def test_a_signed_amount_too_small_for_the_unit_keeps_the_unit_of_its_text():
    # design.md, section 5: "compare within a sentence in one unit; non-zero that rounds to 0 → under $0.1M"
    assert form.money(-40_000, USD, scale=1_000_000, form="signed") == f"above −{J}$0.1M"
    assert form.money(40_000, USD, scale=1_000_000, form="signed") == "under $0.1M"
    assert form.money(-40_000, USD, form="signed") == f"−{J}$40k"  # alone in its text, it has its own


def test_symbol_or_code():
    assert form.money(12_400_000, form.style("GBP")) == "£12.4M"
    assert form.money(12_400_000, form.style("EUR", code=True)) == "EUR 12.4M"
    assert form.money(12_400_000, form.style("SEK")) == "SEK 12.4M"
    assert form.money(12_400_000, form.style("")) == "12.4M"  # no currency recorded


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.68, "68%"),
        (1.5375, "154%"),
        (0.145, "15%"),
        (-0.18, f"−{J}18%"),
        (0, "0%"),
        (0.004, "under 1%"),
        (-0.004, f"above −{J}1%"),
        (12.345, "1,235%"),
    ],
)
def test_percents_have_no_decimals(value, text):
    assert form.percent(value, USD) == text


def test_percents_in_tables_have_one_decimal_below_ten():
    assert form.percent(0.066, USD, form="table") == "6.6%"
    assert form.percent(0.14, USD, form="table") == "14%"
    assert form.percent(0.0996, USD, form="table") == "10%"


def test_differences_of_percents_are_points():
    assert form.points(4, USD) == "4 points"
    assert form.points(1, USD, form="size") == "1 point"
    assert form.points(-1, USD, form="short") == f"−{J}1 pt"
    assert form.points(2, USD, form="short") == "2 pts"
    assert form.points(5, USD, form="signed_short") == "+5 pts"
    assert form.points(-40, USD, form="signed") == f"−{J}40 points"
    assert form.points(0.2, USD) == "0 points"


def test_ratios_dates_and_lengths_of_time():
    assert form.ratio(0.7024, USD) == "0.7×"
    assert form.ratio(0.02, USD) == "under 0.1×"
    assert form.day(date(2026, 9, 30), USD) == "30 Sep 2026"
    assert form.spell_out(1, "months", USD) == "1 month"
    assert form.spell_out(34, "days", USD) == "34 days"


def test_quarters_carry_the_fiscal_tag_where_the_year_is_fiscal():
    assert form.quarter(date(2027, 5, 1), USD) == "Q2 2027"
    # April start: October to December is the third quarter of the year that ends in March 2027
    assert form.quarter(date(2026, 11, 1), USD, fiscal_year_start=4) == "Q3 FY27"
    assert form.fiscal_year(date(2026, 9, 30), USD, fiscal_year_start=10) == "FY26"
    assert form.fiscal_year(date(2026, 10, 1), USD, fiscal_year_start=10) == "FY27"


def test_reviews_are_named_by_month_and_by_year_when_long_ago():
    as_of = date(2026, 9, 30)
    assert form.review(date(2026, 6, 30), as_of, USD) == "June"
    assert form.review(date(2025, 10, 31), as_of, USD) == "October"
    assert form.review(date(2025, 9, 30), as_of, USD) == "September 2025"
    assert form.review(date(2026, 9, 3), as_of, USD) == "3 Sep 2026"


def test_ranks_are_words():
    assert [form.rank(n, USD) for n in (1, 5, 10, 11, 12, 13, 21, 22, 111)] == [
        "first", "fifth", "tenth", "11th", "12th", "13th", "21st", "22nd", "111th",
    ]  # fmt: skip


def test_lists_name_two_and_count_the_others():
    assert form.listing(["a"], USD) == "a"
    assert form.listing(["a", "b"], USD) == "a and b"
    assert form.listing(["a", "b", "c"], USD) == "a, b and c"
    assert form.listing(list("abcdef"), USD) == "a, b and 4 others"


def test_a_figure_is_written_by_its_unit_and_variances_by_their_sign():
    assert narrative.write(build.figure("roi.plan", 1.5375)) == "154%"
    assert narrative.write(build.figure("benefits.gap_to_date", 3_100_000)) == "+$3.1M"
    assert narrative.write(build.figure("benefits.realized", 3_100_000), "GBP") == "£3.1M"
    assert narrative.write(build.figure("change.restated.count", 6)) == "6"
    assert narrative.write(build.figure("payback.date", "2027-03-05")) == "5 Mar 2027"
    assert narrative.write(build.figure("fit.index", 77.4)) == "77"
    assert narrative.write(build.figure("fit.score", 3.42)) == "3.4"


def test_what_is_missing_is_said_in_words():
    assert narrative.write(build.figure("benefits.realized", None, reason="no_actuals")) == "not reported"
    assert narrative.write(build.figure("roi.plan", None, reason="no_cost")) == "no cost recorded"
    assert narrative.write(build.figure("roi.plan", None, reason="a reason nobody listed")) == "not computed"


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**15), max_value=10**15))
def test_the_rounded_value_is_the_nearest_and_ties_grow(value):
    shown = form.rounded(value, 1)
    assert abs(shown - value) <= Decimal("0.05")
    if abs(shown - value) == Decimal("0.05"):
        assert abs(shown) > abs(value)


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_number_breaks_the_writer(value):
    for unit in ("money", "fraction", "points", "ratio", "count", "days", "months", "score", "per_one"):
        text = form.written(value, unit, USD)
        assert text
        assert "nan" not in text.lower()


def test_rounding_happens_in_one_function():
    sources = [path.read_text() for path in Path(form.__file__).parent.rglob("*.py")]
    assert sum("quantize(" in text for text in sources) == 1
    assert not [text for text in sources if " round(" in text or "(round(" in text]


def test_months_and_quarters_of_an_axis():
    assert form.month(date(2026, 9, 30), form.style()) == "Sep 2026"
    assert form.month(date(2026, 3, 1), form.style(language="de-DE")) == "März 2026"
    assert form.quarter_tick(date(2026, 9, 30), form.style()) == "Q3 26"
    assert form.quarter_tick(date(2105, 1, 31), form.style()) == "Q1 05"
    assert form.quarter_tick(date(2025, 12, 31), form.style(), fiscal_year_start=4) == "Q3 26"  # as "Q3 FY26" in a sentence


@pytest.mark.parametrize(
    ("ends", "text"),
    [
        (("$86.1M", "$108.9M"), "$86.1M–$108.9M"),  # design, section 5
        ((f"−{J}$544k", f"−{J}$435k"), f"−{J}$544k to −{J}$435k"),
        ((f"−{J}$0.5M", "$0.4M"), f"−{J}$0.5M to $0.4M"),
        (("under $0.1M", "$0.4M"), "under $0.1M to $0.4M"),
        (("EUR 1.2M", "EUR 1.4M"), "EUR 1.2M–EUR 1.4M"),
    ],
)
def test_a_range_has_a_dash_only_between_numbers_that_begin_with_their_digits(ends, text):
    assert "".join(form.spanned([ends[0], "–", ends[1]], USD)) == text


def test_a_range_below_zero_is_told_with_a_word_in_sentences_and_on_charts():
    from value_model.narrative.page_words import say

    found = build.figures({"npv.forecast.p10": -544_000, "npv.forecast.p90": -435_000, "npv.forecast.chance_positive": 0.01})
    said = {words: narrative.page("risk", found, policy.load(), words=words).chart_titles["npv_range"].text for words in ("en-US", "de-DE")}
    assert f"is −{J}$544k to −{J}$435k;" in said["en-US"]
    assert f"ist −{J}544\u00a0Tsd.\u00a0$ bis −{J}435\u00a0Tsd.\u00a0$;" in said["de-DE"]
    ends = {"low": f"−{J}$544k", "high": f"−{J}$435k"}
    assert say("drawn.range_at", share="80%", words="en-US", **ends) == f"80% range −{J}$544k to −{J}$435k"
