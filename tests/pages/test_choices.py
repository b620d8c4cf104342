"""The Choices page: a scenario in words, controls that change it, infeasible picks, saved scenarios, other portfolios."""

from __future__ import annotations

import json
import time
from datetime import date
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import given, publish, text_of
from tests.pages.test_story import totals
from tests.portfolios import portfolio
from value_model.contract import TABLES, Import, Row
from value_model.store import Store

PAGE = "pages/review/choices.py"


def funded(projects: int, **more: object) -> Import:
    """A random portfolio whose projects all have a cost to come, which follows from their number alone."""
    imported = portfolio(projects, **more)  # type: ignore[arg-type]
    fields = [field.name for field in TABLES["costs"].fields]
    for number in range(1, projects + 1):
        values = dict.fromkeys(fields) | {"project_id": f"P{number:04}", "period": date(2027, 1, 1), "stream": "forecast"}
        imported.records["costs"].append(
            Row("costs", values | {"amount": Decimal(100_000 + number * 37_000 % 900_000)}, sheet="Costs", row=number)
        )
    return imported


@pytest.fixture
def choices(store: Store, app: AppTest) -> AppTest:
    """The page on a portfolio of 12 projects, run once."""
    given(store, "funded", lambda store: publish(store, "Random portfolio", funded(12)))
    return app.run().switch_page(PAGE).run()


def tables(app: AppTest) -> dict[str, list[dict[str, object]]]:
    """The rows of each table by the name of its first column, or its key."""
    return {"|".join(map(str, frame.value.columns[:2])): frame.value.to_dict("records") for frame in app.dataframe}


def this_mix(app: AppTest) -> str:
    return text_of(app).split("This mix")[1].split("</dl>")[0]


def budget_to(app: AppTest, part: float) -> AppTest:
    """Move the slider to a part of where it stands, down to a step."""
    budget = app.select_slider(key="budget")
    steps = [one for one in budget.options if float(one) <= float(budget.value) * part]
    return budget.set_value(steps[-1]).run()


def test_the_page_has_one_headline_its_cards_a_chart_and_both_lists(choices: AppTest) -> None:
    assert not choices.exception
    shown = text_of(choices)
    assert shown.count("<h1") == 1
    assert "Open to choice" in [metric.label for metric in choices.metric]
    assert len(choices.get("vega_lite_chart")) == 1
    for words in ("Swap list", "Below the line", "Saved scenarios", "Decisions to take", "In this scenario, the best mix for"):
        assert words in shown


def test_a_smaller_budget_takes_projects_out(choices: AppTest) -> None:
    whole = this_mix(choices)
    budget_to(choices, 0.5)
    assert not choices.exception
    assert this_mix(choices) != whole
    rows = tables(choices)["Change|Project"]
    assert rows
    assert {row["Change"] for row in rows} <= {"← Out", "→ In"}
    assert "No mix holds more" in this_mix(choices)


def test_a_budget_below_what_is_mandatory_says_why_there_is_no_mix(choices: AppTest) -> None:
    budget_to(choices, 0.0)
    assert not choices.exception
    assert "In this scenario, no mix is possible." in text_of(choices)
    assert "more than the budget of" in text_of(choices)
    assert not choices.get("vega_lite_chart")
    choices.toggle(key="mandatory").set_value(False).run()
    assert "no mix is possible" not in text_of(choices)


def test_a_picked_project_is_in_and_an_excluded_one_out(choices: AppTest) -> None:
    choices.toggle(key="mandatory").set_value(False).run()
    picked, barred = choices.multiselect(key="include").options[:2]
    budget_to(choices, 0.5)
    choices.multiselect(key="include").set_value([_id(choices, "include", picked)])
    choices.multiselect(key="exclude").set_value([_id(choices, "exclude", barred)]).run()
    assert not choices.exception
    below = {str(row["Project"]) for rows in tables(choices).values() for row in rows if "Today" in row}
    assert picked not in below


def _id(app: AppTest, key: str, label: str) -> str:
    """The option of a picker by the words it shows: `P0001` for "Project 1"."""
    return f"P{int(label.split()[-1]):04}"


@pytest.mark.parametrize("measure", ["npv", "expected_benefits", "fit_value"])
def test_every_measure_has_its_own_mix(choices: AppTest, measure: str) -> None:
    choices.selectbox(key="measure").select(measure).run()
    assert not choices.exception
    words = {"npv": "net present value", "expected_benefits": "expected benefits", "fit_value": "fit value"}[measure]
    assert f"of {words}" in text_of(choices)


def test_saved_scenarios_stand_side_by_side_and_change_no_snapshot(choices: AppTest, store: Store) -> None:
    before = [snapshot.hash for snapshot in store.snapshots()]
    choices.button(key="save_A").click().run()
    budget_to(choices, 0.5)
    choices.button(key="save_B").click().run()
    assert not choices.exception
    rows = next(rows for name, rows in tables(choices).items() if name.endswith("|A"))
    assert {"A", "B"} <= set(rows[0])
    assert "Cost to come" in [row[""] for row in rows]
    assert [entry.content["name"] for entry in store.journal("Random portfolio", "scenario")] == ["A", "B"]
    assert [snapshot.hash for snapshot in store.snapshots()] == before


def test_on_a_phone_saved_scenarios_stand_in_columns_that_fit_and_say_above_when_each_was_saved(choices: AppTest) -> None:
    for name in "ABC":
        choices.button(key=f"save_{name}").click().run()
    choices.query_params["compact"] = "true"
    choices.run()
    assert not choices.exception
    assert all(f"<dt>{name} saved</dt>" in text_of(choices) for name in "ABC")
    table = next(frame for frame in choices.dataframe if "A" in frame.value.columns)
    assert "Saved" not in list(table.value[""])
    assert (
        sum(column.get("width", 0) for column in json.loads(table.proto.columns).values()) == 110 + 3 * 82 <= 358
    )  # px: 390 less the margins


def test_totals_without_a_forecast_say_that_there_is_nothing_to_choose(store: Store, app: AppTest) -> None:
    publish(store, "Totals", totals())
    app.run().switch_page(PAGE).run()
    assert not app.exception
    assert "no cost to come is recorded: there is nothing to choose from." in text_of(app).lower().split("</h1>")[0]


def test_an_empty_store_offers_the_two_ways_to_fill_it(app: AppTest) -> None:
    app.run().switch_page(PAGE).run()
    assert not app.exception
    assert "No portfolio yet." in text_of(app)


def test_hostile_names_show_as_typed(store: Store, app: AppTest) -> None:
    publish(store, "<img src=x onerror=alert(1)>", funded(16, hostile=True))
    app.run().switch_page(PAGE).run()
    budget_to(app, 0.0)
    assert not app.exception
    assert "<img" not in text_of(app)
    assert "<script" not in text_of(app)


@pytest.mark.slow
def test_a_thousand_projects_answer_a_moved_slider_at_once(store: Store, app: AppTest) -> None:
    publish(store, "Large", funded(1000))
    app.run().switch_page(PAGE).run()
    taken = []
    for part in (0.9, 0.7, 0.5):
        start = time.process_time()
        budget_to(app, part)
        taken.append(time.process_time() - start)
    assert not app.exception
    assert min(taken) < 1.0
