"""Files of the kinds that real ones belong to, with what differs from one year, tool or country to the next.

Expected values: by hand, from the few rows written here.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.ingest.books import codes, column, csv, load, only

NAMES = ["Alpha works", "Beta bridge", "Gamma depot", "Delta school", "Epsilon line", "Zeta tower"]


def lines(heads: str, row: str, *, mark: str = ",") -> str:
    """A text table with one line per project; {n} and {name} stand in each."""
    return "\n".join([heads, *(row.replace("{n}", str(n)).replace("{name}", name) for n, name in enumerate(NAMES))]).replace("|", mark)


def test_amounts_whose_currency_sign_was_lost_on_the_way_are_read_and_the_loss_is_said(tmp_path: Path) -> None:
    for number, lost in enumerate(("Ł1,20{n}.50m", " Å1,20{n}.50m", "�1,20{n}.50m", "?1,20{n}.50m", "Â£1,20{n}.50m")):
        found = load(csv(tmp_path / f"{number}.csv", lines("Project name;Budget", "{name};" + lost, mark=";")))
        assert column(found, "projects", "budget")[0] == Decimal(1_200_500_000)
        assert codes(found).count("currency-damaged") == (0 if "£" in lost else 1)
    assert found.settings["reporting_currency"] == "GBP"
    headed = load(csv(tmp_path / "headed.csv", lines("Project name;Budget (�m);Forecast cost (?m)", "{name};12{n};13{n}", mark=";")))
    assert column(headed, "projects", "budget")[0] == column(headed, "projects", "forecast_cost")[0] - 10_000_000 == Decimal(120_000_000)


def test_a_currency_code_says_more_than_a_bare_dollar(tmp_path: Path) -> None:
    heads = "Project Name / Nom du projet|Expenditures to date ($CAD) / Dépenses à ce jour ($CAN)|Project Status / État du projet"
    found = load(csv(tmp_path / "two.csv", lines(heads, "{name}|70{n}000|Implementation / Mise en oeuvre")))
    assert found.settings["reporting_currency"] == "CAD"
    assert column(found, "projects", "cost_to_date")[1] == Decimal(701_000)


def test_a_word_in_brackets_decides_which_date_it_is(tmp_path: Path) -> None:
    found = load(csv(tmp_path / "ende.csv", lines("Projektname;Ende (Prognose);Ende (Plan)", "{name};31.12.2026;1{n}.10.2026", mark=";")))
    assert column(found, "projects", "forecast_finish") == [date(2026, 12, 31)] * 6
    assert column(found, "projects", "baseline_finish")[0] == date(2026, 10, 10)


def test_day_numbers_without_a_format_are_dates_and_a_status_of_colors_is_a_rating(tmp_path: Path) -> None:
    found = load(csv(tmp_path / "raw.csv", lines("Project|Start Date|Status|RAG rating", "{name}|4500{n}|At risk|{n}")))
    assert column(found, "projects", "start")[0] == date(2023, 3, 15)  # a spreadsheet shows 45000 as that day
    rated = load(csv(tmp_path / "rated.csv", lines("Project|Start Date|Status", "{name}|2026-01-0{n}|Off track").replace("-00", "-10")))
    assert column(rated, "projects", "delivery_rag") == ["red"] * 6


def test_a_column_that_is_named_like_a_field_and_holds_something_else_is_said(tmp_path: Path) -> None:
    found = load(csv(tmp_path / "unlike.csv", lines("Project|Budget|RAG", "{name}|10000{n}|{n}")))
    assert only(found, "values-unlike").severity == "warning"
    assert '"RAG" is named like delivery rag' in only(found, "values-unlike").problem
