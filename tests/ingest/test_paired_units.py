"""Amounts whose unit and currency stand together, and what only looks like a unit. Expected values: by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingest.books import codes, column, load, workbook
from value_model.ingest import numbers, units


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("120 £m", 120_000_000, "GBP"),
        ("£m 120", 120_000_000, "GBP"),
        ("120 mio. €", 120_000_000, "EUR"),
        ("1,2 Mrd. €", 1_200_000_000, "EUR"),
        ("USD 3.4bn", 3_400_000_000, "USD"),
        ("3.4 BN USD", 3_400_000_000, "USD"),
        ("US$m 3.4", 3_400_000, "USD"),
        ("12,5 TEUR", 12_500, "EUR"),
        ("12,5 T€", 12_500, "EUR"),
        ("1.5 MUSD", 1_500_000, "USD"),
        ("350 KEUR", 350_000, "EUR"),
        ("3,4 mld EUR", 3_400_000_000, "EUR"),
        ("5 tys. zł", 5_000, "PLN"),
        ("R$ 12 mil", 12_000, "BRL"),
        ("R$ 1,2 mi", 1_200_000, "BRL"),
        ("₹ 3 crore", 30_000_000, "INR"),
        ("$3.4M CAD", 3_400_000, "CAD"),
        ("(120 £k)", -120_000, "GBP"),
        ("1.234,56 EUR-", Decimal("-1234.56"), "EUR"),
        ("£1,200*", 1_200, "GBP"),
        ("104(r)", 104, None),
        ("£1,200†", 1_200, "GBP"),
        ("5m[1]", 5_000_000, None),
        ("CHF 1'200'000.–", 1_200_000, "CHF"),
        ("1 200 000,- Kč", 1_200_000, "CZK"),
        ("£(1.2m)", -1_200_000, "GBP"),
    ],
)
def test_a_unit_and_its_currency_are_read_in_any_order(text: str, value: object, currency: str) -> None:
    found = numbers.parse(text)
    assert found
    assert (found.value, found.currency) == (value, currency)


@pytest.mark.parametrize(
    "text", ["12 mil €", "€ 12 abc", "£ 12 USD", "1,200²", "120 m²", "12 £m p.a.", "120 £x", "1,234.56 CR", "£100-120m", "12 Cr"]
)
def test_words_that_are_no_unit_or_mean_two_things_make_no_number(text: str) -> None:
    assert numbers.parse(text) is None


def test_a_point_before_three_digits_is_asked_about_where_thousands_are_counted() -> None:
    assert numbers.decimal_mark(["1.234 TEUR"]) is None
    assert numbers.decimal_mark(["1.234 Mio. €"]) is None
    assert numbers.decimal_mark(["1.234 TEUR", "12,5 TEUR"]) == ","
    assert numbers.decimal_mark(["£2.397m"]) == "."


@pytest.mark.parametrize(
    ("text", "power"),
    [
        ("Buchungskreis 1000, Währung EUR", 0),
        ("Schemes over £250,000", 0),
        ("Project 1000", 0),
        ("über 10 000 EUR", 0),
        ("Beträge in 1.000 EUR", 3),
        ("Amounts in £1,000", 3),
        ("$1,000s", 3),
        ("Cost ('000)", 3),
        ("£000 (2019/20 prices)", 3),
    ],
)
def test_zeros_of_a_number_are_no_unit(text: str, power: int) -> None:
    assert units.of_heading(text).power == power


def test_a_title_that_names_an_amount_multiplies_nothing(tmp_path: Path) -> None:
    rows = [
        ["Capital schemes over £100,000"],
        [],
        ["Scheme", "Manager", "Budget"],
        *([f"Scheme {n}", "Ann", 250_000 * n] for n in range(1, 5)),
    ]
    found = load(workbook(tmp_path / "over.xlsx", Schemes=rows))
    assert sum(column(found, "projects", "budget")) == 2_500_000
    assert "unit-from-title" not in codes(found)
