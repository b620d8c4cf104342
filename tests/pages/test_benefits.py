"""The Benefits page: a reason, chosen in the picker, by a link or by a click, narrows the register."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from pages.components import clickable
from pages.components.benefits_scene import Line
from pages.components.register_picks import Picks, narrowed
from tests.pages.conftest import ROOT, text_of
from tests.pages.test_review_pages import load, opened
from value_model.figures.register import register
from value_model.store import Store


@pytest.fixture
def sample(store: Store, app: AppTest) -> AppTest:
    load(store, ROOT / "data" / "sample" / "2026-09-30.xlsx")
    return opened(app, "benefits")


def test_a_reason_narrows_the_register(sample: AppTest) -> None:
    assert "benefits counted in money" in text_of(sample)
    sample.selectbox(key="reason").select("adoption").run()
    assert not sample.exception
    assert "benefits with a gap recorded under: Adoption changes" in text_of(sample)


def test_the_gaps_of_the_register_add_up_to_the_figure(store: Store, sample: AppTest) -> None:
    snapshot = store.newest(store.portfolios()[0])
    assert snapshot is not None
    total = sum(benefit.gaps.get("late start", 0) for benefit in register(store, snapshot.id))
    # data/sample/expected.csv, reckoned from the workbook by hand: gap.by_reason:late start.
    assert total == -10_746_600


def test_the_rows_of_a_reason_begin_with_its_largest_loss() -> None:
    lines = [Line({"Benefit": n, "Project": "P"}, (), {"scope": gap}) for n, gap in (("A", -1.0), ("B", -3.0), ("C", 0.0))]
    shown = narrowed(lines, Picks(reason="scope"), "$M", 1, {})
    assert [row["Benefit"] for row, _ in shown] == ["B", "A"]
    assert shown[0][0]["Gap under this reason, $M"] == -3.0


def test_a_click_is_read_and_a_click_beside_is_none() -> None:
    assert clickable.picked({"selection": {"picked": [{"Key": "late start"}]}}) == "late start"
    assert clickable.picked({"selection": {"picked": []}}) is None
    assert clickable.picked(None) is None
