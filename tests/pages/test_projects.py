"""The Projects page: search, one-pager, previous and next, the table."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import text_of
from value_model.store import Store


@pytest.fixture
def page(filled: AppTest) -> AppTest:
    return filled.switch_page("pages/review/projects.py").run()


def test_without_a_choice_all_projects_are_listed(page: AppTest) -> None:
    assert not page.exception
    assert page.selectbox(key="project").value is None
    frame = page.dataframe[-1].value
    assert list(frame["Project"])[:3] == ["Project 1", "Project 2", "Project 3"]
    assert list(frame["Project"])[9] == "Project 10"  # by size of the number, not by letter
    assert len(frame) == 12


def test_the_headline_of_the_list_opens_its_figures_by_button_and_by_key(page: AppTest) -> None:
    assert [place for place in page.get("popover") if "figure" in str(place.proto)]
    assert page.button(key="foot_figures").proto.shortcut.lower() == "f"


def test_a_chosen_project_shows_its_one_pager(page: AppTest) -> None:
    page.selectbox(key="project").select_index(3).run()
    assert not page.exception
    assert "Project 4" in text_of(page)
    assert "What is recorded" in text_of(page)
    assert page.metric


def test_next_and_previous_step_through_the_list_and_around_it(page: AppTest) -> None:
    page.button(key="next").click().run()
    assert page.selectbox(key="project").value == "P0001"
    page.button(key="next").click().run()
    assert page.selectbox(key="project").value == "P0002"
    page.button(key="previous").click().run()
    page.button(key="previous").click().run()
    assert page.selectbox(key="project").value == "P0012"
    assert not page.exception


def test_a_link_may_name_the_identifier(filled: AppTest) -> None:
    page = filled.switch_page("pages/review/projects.py")
    page.query_params["project"] = "P0005"
    page.run()
    assert page.selectbox(key="project").value == "P0005"
    assert "<b>Project 5</b>" in text_of(page)


@pytest.mark.slow
def test_every_project_of_a_hostile_portfolio_opens(hostile: AppTest) -> None:
    page = hostile.switch_page("pages/review/projects.py").run()
    for place in range(len(page.selectbox(key="project").options)):
        page.selectbox(key="project").select_index(place).run()
        assert not page.exception
        assert "<img" not in text_of(page)
        assert "<script" not in text_of(page)


def test_an_empty_store_says_so_here_too(store: Store, app: AppTest) -> None:
    app.run()
    app.switch_page("pages/review/projects.py").run()
    assert "No portfolio yet." in text_of(app)


def test_projects_are_sorted_by_number_and_equal_names_carry_their_identifier() -> None:
    from datetime import date

    from pages.components.listing import names
    from value_model.figures.figure import Context, Figure, FigureSet

    context = Context("P", "USD", date(2026, 9, 30), "s", "", "published", "h")
    scopes = {f"project:{key}": name for key, name in (("a", "Item 10"), ("b", "Item 9"), ("c", "Item 9"))}
    figures = {("cost.approved", scope): Figure("cost.approved", scope, 1.0, "money") for scope in scopes}
    assert list(names(FigureSet(context, figures, scopes)).values()) == ["Item 9 (b)", "Item 9 (c)", "Item 10"]
