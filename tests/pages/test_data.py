"""The Data page: a file is read, named, checked, previewed, published or discarded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.components import scenes
from tests.pages.conftest import text_of
from tests.pages.test_story import totals
from value_model.contract import Finding
from value_model.errors import StoreError
from value_model.ingest import mapping_file, sources, writing
from value_model.store import Store

CLEAN = b"Project ID,Name,Budget,Planned benefit,Currency\nA,Alpha,100000000,300000000,USD\nB,Beta,150000000,200000000,USD\n"
FAULTY = CLEAN.replace(b"B,Beta", b"A,Beta")  # one identifier twice
LATE = b"Project ID,Name,Budget,Start,Baseline finish,Currency\nA,Alpha,100000000,2025-06-01,2025-01-01,USD\n"


@pytest.fixture
def page(app: AppTest) -> AppTest:
    app.run()
    return app.switch_page("pages/office/data.py").run()


def dropped(page: AppTest, content: bytes, name: str = "plan.csv") -> AppTest:
    page.file_uploader[0].upload(name, content, "text/csv").run()
    assert not page.exception
    return page


def kept(page: AppTest, day: date = date(2026, 9, 30)) -> AppTest:
    page.date_input(key="new_as_of").set_value(day)
    page.button(key="FormSubmitter:name_it-Keep as draft and preview").click().run()
    assert not page.exception
    return page


def test_an_empty_store_asks_for_a_workbook_and_offers_the_blank_one(page: AppTest) -> None:
    assert not page.exception
    assert "Upload a workbook to see its figures." in text_of(page)
    assert page.get("download_button")[0].proto.label == "Download the blank workbook"


def test_a_dropped_file_says_what_was_recognized(page: AppTest) -> None:
    dropped(page, CLEAN)
    assert "What was recognized" in text_of(page)
    sheets, columns = (next(t.value for t in page.dataframe if heading in t.value) for heading in ("Loaded", "Certainty"))
    assert list(sheets["Loaded"]) == [2]
    assert set(columns["Column in the file"]) == {"Project ID", "Name", "Budget", "Planned benefit", "Currency"}
    assert "Projects: Budget" in set(columns["Read as"])


def test_the_day_is_asked_for_and_nothing_is_kept_without_it(page: AppTest, store: Store) -> None:
    dropped(page, CLEAN)
    page.button(key="FormSubmitter:name_it-Keep as draft and preview").click().run()
    assert "One thing is missing." in text_of(page)
    assert store.snapshots() == []


def test_a_draft_shows_its_figures_and_story_before_it_is_published(page: AppTest, store: Store) -> None:
    kept(dropped(page, CLEAN))
    # By hand: 300 + 200 million for 100 + 150 million.
    assert "$500.0M for $250.0M" in text_of(page)
    assert "The story it would tell" in text_of(page)
    assert [(s.portfolio, s.state) for s in store.snapshots()] == [("plan", "draft")]


def test_publishing_lands_on_the_story_of_that_portfolio(page: AppTest, store: Store) -> None:
    publish_first(store)
    page.run()
    kept(dropped(page, CLEAN))
    page.button(key="publish").click().run()
    assert not page.exception
    assert [s.state for s in store.snapshots("plan")] == ["published"]
    assert "Decisions to take" in text_of(page)
    assert "<b>plan</b>" in text_of(page)  # the header names the portfolio


def publish_first(store: Store) -> None:
    draft, _ = store.save_draft("Another portfolio", totals(), as_of=date(2026, 9, 30))
    store.publish(draft.id, by="test", accept_warnings=True)


def test_a_published_snapshot_says_that_its_warnings_were_accepted(page: AppTest, store: Store) -> None:
    warned = replace(totals(), findings=(Finding("warning", "double-count", "Two claim one saving.", "Agree who claims it."),))
    draft, _ = store.save_draft("Warned", warned, as_of=date(2026, 9, 30))
    store.publish(draft.id, by="test", note="known", accept_warnings=True)
    page.run()
    assert "warning accepted with a note" in text_of(page)
    assert "to accept or fix" not in text_of(page)


REPORTED = (
    b"Report date,Project ID,Project name,Budget,Spend to date\n2026-03-31,P1,Portal,100,10\n2026-03-31,P2,Fleet,100,11\n"
    b"2026-06-30,P1,Portal,100,20\n2026-06-30,P2,Fleet,100,21\n2026-09-30,P1,Portal,100,30\n2026-09-30,P2,Fleet,100,31\n"
)


def test_earlier_reporting_dates_of_a_file_are_kept_as_drafts_where_that_is_wished(page: AppTest, store: Store) -> None:
    dropped(page, REPORTED)
    offered = page.checkbox(key="new_earlier")
    assert offered.label == "Keep earlier reporting dates as drafts too (2)"
    offered.check()
    kept(page)
    assert [one.as_of for one in store.snapshots()] == [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)]
    assert {one.state for one in store.snapshots()} == {"draft"}


def test_the_latest_reporting_date_alone_is_kept_otherwise(page: AppTest, store: Store) -> None:
    kept(dropped(page, REPORTED))
    assert [one.as_of for one in store.snapshots()] == [date(2026, 9, 30)]


def test_a_discarded_draft_is_gone(page: AppTest, store: Store) -> None:
    kept(dropped(page, CLEAN))
    page.button(key="discard").click().run()
    assert not page.exception
    assert store.snapshots() == []


def test_errors_block_publishing_and_name_the_place(page: AppTest, store: Store) -> None:
    kept(dropped(page, FAULTY))
    assert page.button(key="publish").disabled
    assert "1 error" in text_of(page)
    assert "row 3" in text_of(page)
    assert [s.state for s in store.snapshots()] == ["draft"]


def test_warnings_are_accepted_by_group_with_a_note(page: AppTest, store: Store) -> None:
    kept(dropped(page, LATE))
    assert page.button(key="publish").disabled
    page.checkbox(key="accept_all").check().run()
    assert page.button(key="publish").disabled  # still without a note
    page.text_input(key="publish_note").set_value("Known at the source.").run()
    assert not page.button(key="publish").disabled
    page.button(key="publish").click().run()
    assert [s.state for s in store.snapshots()] == ["published"]
    assert any("Known at the source." in str(entry.content) for entry in store.journal("plan"))


def test_the_same_file_again_changes_nothing(page: AppTest, store: Store) -> None:
    kept(dropped(page, CLEAN))
    page.button(key="publish").click().run()
    page.switch_page("pages/office/data.py").run()
    kept(dropped(page, CLEAN))
    assert "Nothing new." in text_of(page)
    assert len(store.snapshots()) == 1


def test_a_refused_file_says_why_in_one_sentence(page: AppTest, store: Store) -> None:
    dropped(page, b"not a workbook", "notes.xlsx")
    assert "The file was not read. Nothing was loaded." in [status.label for status in page.status]
    assert "Traceback" not in text_of(page)
    assert store.snapshots() == []


def test_a_draft_can_be_opened_again_later(page: AppTest, store: Store) -> None:
    store.save_draft("Kept for later", totals(), as_of=date(2026, 9, 30))
    page.run()
    page.button(key="open_draft").click().run()
    assert not page.exception
    assert "The story it would tell" in text_of(page)


def test_hostile_headings_and_file_names_show_as_typed(page: AppTest) -> None:
    content = b'Project ID,Name,<img src=x>,Budget,Currency\nA,"![p](http://evil.example/p.png)",1,"<b>12</b>",USD\n'
    dropped(page, content, "<script>alert(1)<.csv")
    shown = text_of(page)
    assert "<script" not in shown
    assert "<img" not in shown
    assert not page.markdown


def test_a_draft_whose_figures_fail_says_so_and_can_be_discarded(page: AppTest, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StoreError("The store could not answer.")

    monkeypatch.setattr(scenes, "MAKERS", scenes.MAKERS | {"story": fail})
    kept(dropped(page, CLEAN))
    assert "The figures of this draft cannot be shown." in text_of(page)
    assert "The store could not answer." in text_of(page)
    page.button(key="discard").click().run()
    assert not page.exception
    assert store.snapshots() == []


def test_a_draft_says_what_it_changes_before_it_is_published(page: AppTest, store: Store) -> None:
    kept(dropped(page, CLEAN))
    assert "Nothing is published in this portfolio yet" in text_of(page)
    page.button(key="publish").click().run()
    page.switch_page("pages/office/data.py").run()
    kept(
        dropped(page, CLEAN.replace(b"B,Beta,150000000", b"C,Gamma,150000000").replace(b"300000000", b"280000000"), "plan.csv"),
        date(2026, 10, 31),
    )
    # By hand: B went, C came, and the planned benefit of A is another.
    shown = text_of(page)
    assert "Projects added" in shown and "1: C" in shown and "1: B" in shown
    changes = next(t.value for t in page.dataframe if "Published" in t.value and "Draft" in t.value)
    assert list(changes["Field"]) == ["Planned benefit"]


def test_the_file_is_offered_with_its_cells_marked(page: AppTest) -> None:
    dropped(page, FAULTY)
    labels = [button.proto.label for button in page.get("download_button")]
    assert "Download the file with its cells marked" in labels


def test_answers_about_columns_are_applied_and_remembered(page: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = mapping_file.saved
    monkeypatch.setattr(writing, "MAPPINGS", tmp_path)
    monkeypatch.setattr(writing.save, "__defaults__", (tmp_path,))
    monkeypatch.setattr(sources, "saved", lambda: saved(tmp_path))
    export = b"Project,Outlay,Status\nAlpha,1000000,Closed\nBeta,3000000,Closed\n"
    dropped(page, export, "tool.csv")
    assert "Columns" in text_of(page)
    next(box for box in page.selectbox if box.label == "Outlay").set_value("projects.budget")
    page.button(key="FormSubmitter:columns-Apply and remember").click().run()
    assert not page.exception
    columns = next(t.value for t in page.dataframe if "Certainty" in t.value)
    assert dict(zip(columns["Column in the file"], columns["Read as"], strict=True))["Outlay"] == "Projects: Budget"
    kept(page)
    # By hand: 1 + 3 million.
    assert "4.0M" in text_of(page) or "4,000,000" in text_of(page)
    assert "Outlay" in (tmp_path / "tool.toml").read_text(encoding="utf-8")


PERIODS = b"Project,Sponsor,Jan-26,Feb-26,Mar-26\nAlpha,COO,1,2,3\nBeta,CFO,4,5,6\n"
FISCAL = b"Project,Sponsor,FY25/26 Budget,FY26/27 Budget,FY27/28 Budget\nAlpha,COO,12,24,36\nBeta,CFO,12,24,36\n"


@pytest.fixture
def nothing_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers are kept in a folder of this test alone."""
    monkeypatch.setattr(writing.save, "__defaults__", (tmp_path,))


def test_period_columns_are_asked_about_and_read_as_answered(page: AppTest, nothing_remembered: None) -> None:
    dropped(page, PERIODS)
    asked = page.selectbox(key="periods_plan_")
    assert asked.label.replace("\\", "") == "Jan-26 to Mar-26"
    asked.select("costs.actual")
    page.button(key="FormSubmitter:columns-Apply and remember").click().run()
    assert not page.exception
    costs = next(table.value for table in page.dataframe if "Loaded" in table.value)
    assert "Costs" in set(costs["Read as"])
    assert "not read" not in text_of(page)


def test_the_month_the_fiscal_year_starts_in_is_asked_for(page: AppTest, nothing_remembered: None) -> None:
    dropped(page, FISCAL)
    assert "the month its year starts in is not given" in text_of(page)
    page.selectbox(key="fiscal_year_start").select("April")
    page.button(key="FormSubmitter:columns-Apply and remember").click().run()
    assert not page.exception
    assert "the month its year starts in is not given" not in text_of(page)
