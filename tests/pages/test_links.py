"""Pickers in the link: an identifier in a mailed link opens the view, and what was picked stands in the link by its identifier."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from pages.components import linked
from tests.pages.conftest import ROOT, text_of, unfolded
from tests.pages.test_review_pages import load
from value_model.store import Store


@pytest.fixture
def sample(store: Store, app: AppTest) -> AppTest:
    load(store, ROOT / "data" / "sample" / "2026-09-30.xlsx")
    return app.run()


def linked_to(app: AppTest, script: str, **said: str | list[str]) -> AppTest:
    """Open a page as a link with these parameters does."""
    app.switch_page(script)
    for name, value in said.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def test_a_link_opens_a_figure_of_a_project(sample: AppTest) -> None:
    linked_to(sample, "pages/office/method.py", finder_scope="project:P01", figure="cost.approved")
    assert (sample.selectbox(key="finder_scope").value, sample.selectbox(key="figure").value) == ("project:P01", "cost.approved")
    assert "cost.approved@project:P01" in text_of(sample)


def test_a_figure_that_a_scope_lacks_gives_way_to_its_first(sample: AppTest) -> None:
    linked_to(sample, "pages/office/method.py", finder_scope="project:P01", figure="nothing.such")
    assert sample.selectbox(key="figure").value == "benefits.realized"
    assert "figure" not in sample.query_params


def test_what_is_picked_on_method_stands_in_the_link_by_its_identifier(sample: AppTest) -> None:
    linked_to(sample, "pages/office/method.py").selectbox(key="finder_scope").select("project:P02").run()
    assert sample.query_params["finder_scope"] == "project:P02"
    sample.selectbox(key="finder_scope").select("portfolio").run()
    assert "finder_scope" not in sample.query_params


def test_a_link_opens_a_scenario_with_its_picks(sample: AppTest) -> None:
    linked_to(sample, "pages/review/choices.py", include=["P01", "P02"], exclude="P03", measure="npv")
    assert sample.multiselect(key="include").value == ["P01", "P02"]
    assert sample.multiselect(key="exclude").value == ["P03"]
    assert sample.selectbox(key="measure").value == "npv"


def test_picks_of_a_scenario_stand_in_the_link_by_their_identifiers(sample: AppTest) -> None:
    page = linked_to(sample, "pages/review/choices.py", include=["nobody"])
    assert page.multiselect(key="include").value == [] and "include" not in page.query_params
    page.multiselect(key="include").set_value(["P04", "P05"]).run()
    page.selectbox(key="measure").select("npv").run()
    assert page.multiselect(key="include").value == ["P04", "P05"]
    assert (page.query_params["include"], page.query_params["measure"]) == (["P04", "P05"], "npv")


def test_a_link_opens_a_span_of_the_projects_lives(sample: AppTest) -> None:
    linked_to(sample, "pages/review/value.py", span="to date")
    assert sample.button_group(key="span").value == "to date"
    sample.button_group(key="span").set_value("whole life").run()
    assert sample.query_params["span"] == "whole life"


def test_a_link_opens_a_budget_at_the_step_that_pays_for_it(sample: AppTest) -> None:
    page = linked_to(sample, "pages/review/choices.py", budget="10.03")  # steps are of $0.2M or wider in any portfolio of $20M and more
    assert 10.03 < float(page.select_slider(key="budget").value) < 10.6
    linked_to(sample, "pages/review/choices.py", budget="1e400")
    assert "budget" not in sample.query_params


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"objective": "O99"}, ('no objective "O99" here', "All projects are shown.")),
        ({"programme": "<b>Moon</b>"}, ('no program "&lt;b&gt;Moon&lt;/b&gt;" here', "All projects are shown.")),
        ({"unit": "Nobody", "stage": "delivery"}, ('no sponsor area "Nobody" here', "The rest of the filter stays on.")),
        ({"stage": "dreamt"}, ('no stage "dreamt" here', "All projects are shown.")),
        ({"snapshot": "s999"}, ('no snapshot "s999" here', "The newest one is shown.")),
        ({"portfolio": "Other"}, ('no portfolio "Other" here', "The first one of the list is shown.")),
    ],
)
def test_what_a_link_names_in_vain_is_said_with_what_is_shown_instead(
    sample: AppTest, said: dict[str, str], words: tuple[str, ...]
) -> None:
    shown = text_of(linked_to(sample, "pages/review/value.py", **said)).replace("&quot;", '"')
    assert [one for one in words if one not in shown.split("<h1")[0]] == []
    assert shown.count("<h1") == 1


def test_it_stays_said_until_another_choice_is_made_or_the_page_is_left(sample: AppTest) -> None:
    page = unfolded(linked_to(sample, "pages/review/value.py", objective="O99"), "filter")
    assert "O99" in text_of(page)
    page.selectbox(key="objective").select_index(1).run()
    assert "O99" not in text_of(page)
    linked_to(sample, "pages/review/value.py", stage="dreamt")
    assert "dreamt" in text_of(sample) and "dreamt" not in text_of(linked_to(sample, "pages/review/risk.py"))


def test_a_project_that_is_not_there_gives_way_to_the_list_in_words(sample: AppTest) -> None:
    shown = text_of(linked_to(sample, "pages/review/projects.py", project="P99")).replace("&quot;", '"')
    assert 'There is no project "P99" here.' in shown and "All projects are listed." in shown


def test_two_options_that_read_the_same_carry_their_identifier() -> None:
    words = {"B1": "Savings", "B2": "Savings", "B3": "Speed"}
    assert linked.apart(list(words), words.__getitem__) == {"B1": "Savings (B1)", "B2": "Savings (B2)", "B3": "Speed"}


def test_the_way_up_to_the_portfolio_takes_back_what_clicks_on_the_way_down_chose(sample: AppTest, store: Store) -> None:
    newest = store.newest("Enterprise portfolio")
    assert newest
    first = next(row for row in store.rows("projects", newest.id) if row["programme"] and row["business_unit"])
    said = {"programme": str(first["programme"]), "unit": str(first["business_unit"]), "project": str(first["project_id"])}
    page = linked_to(sample, "pages/review/projects.py", **said)
    page.button(key="crumb_1").click().run()
    assert not page.exception
    assert unfolded(page, "filter").selectbox(key="programme").value is None
    assert page.selectbox(key="unit").value == said["unit"]  # a filter of the reader's own stays
    assert page.selectbox(key="project").value is None


def test_an_objective_that_a_click_chose_is_taken_back_too(sample: AppTest) -> None:
    page = linked_to(sample, "pages/review/projects.py", objective="O2", project="P01")
    if page.selectbox(key="project").value is None:  # the objective does not keep P01
        page.selectbox(key="project").select_index(0).run()
    page.button(key="crumb_1").click().run()
    assert unfolded(page, "filter").selectbox(key="objective").value is None
