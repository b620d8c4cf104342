"""What the Risk page says of the range, of where value turns, of closed projects and of published uplifts."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.figures.build import an_import
from tests.figures.test_outlooks import both, closed
from tests.pages.conftest import ROOT, publish, text_of
from tests.pages.test_review_pages import load, opened
from tests.pages.test_story import totals
from value_model import figures
from value_model.store import Store


@pytest.mark.slow
def test_the_sample_says_what_its_range_hangs_on_and_opens_its_tables(store: Store, app: AppTest) -> None:
    load(store, ROOT / "data" / "sample" / "2026-09-30.xlsx")
    for table in ("room", "uplifts"):
        app.session_state[f"{table}_open"] = True
    opened(app, "risk")
    assert not app.exception
    shown = text_of(app)
    found = figures.compute(store, store.snapshots("Enterprise portfolio")[-1].id)
    for said in (
        "Online renewals moves net present value most: −\u2060$912k in its low case, +$730k in its high case",
        "Amounts of one program move together, at a correlation of 30%.",
        "Net present value is zero with benefits 30% lower or cost 43% higher",
        "6 closed projects have a plan and an actual; a range from past projects needs 20",
        "for capital cost alone, never for benefits",
    ):
        assert said in shown
    tables = [frame.value for frame in app.dataframe]
    room = next(table for table in tables if "Change of benefits, %" in table)
    # The project with the least room comes first, and its line is that of its figures.
    scope = room.iloc[0]["Scope"]
    least = min(abs(found.value("switching.benefits", one) or 9) for one in found.scopes("project"))
    assert abs(found.value("switching.benefits", scope)) == least
    assert room.iloc[0]["Change of cost, %"] == pytest.approx(100 * found.value("switching.cost", scope), abs=0.051)
    lifted = next(table for table in tables if "Cost class" in table)
    # By hand: a workplace renewal is a non-standard building, 4 to 51 % on capital cost.
    building = lifted[lifted["Cost class"] == "Non-standard buildings"].iloc[0]
    assert building["With lower uplift, $M"] == pytest.approx(1.04 * building["To come, $M"])
    assert building["With upper uplift, $M"] == pytest.approx(1.51 * building["To come, $M"])


def test_a_register_of_totals_says_what_each_part_lacks(store: Store, app: AppTest) -> None:
    publish(store, "Totals", totals())
    opened(app, "risk")
    assert not app.exception
    shown = text_of(app)
    assert "No benefit or cost to come has a low and a high case, so no range is given." in shown
    assert "Net present value is not computed: no" in shown
    assert "No project has capital cost to come and a cost class." in shown
    assert "a range from past projects needs 20" in shown


def test_twenty_closed_projects_state_their_history_by_programme(store: Store, app: AppTest) -> None:
    tables = both(closed(15, programme="A", brought=60), closed(10, programme="Z", brought=90, spent=150))
    publish(store, "Closed", an_import(tables, as_of="2026-09-30"))
    app.session_state["own_history_open"] = True
    opened(app, "risk")
    assert not app.exception
    shown = text_of(app)
    assert "Closed projects brought 60% of the benefits due; their 80% range is 60%–90%" in shown
    assert "They cost 110% of what was approved; the 80% range is 110%–150%." in shown
    table = next(frame.value for frame in app.dataframe if "Closed projects" in frame.value)
    # Ten of Z weigh as much as all: half of 90 % and half of 60 %.
    assert table[table["Program"] == "Z"]["Benefits: middle, %"].item() == pytest.approx(75)
    assert table[table["Program"] == "Z"]["Closed projects"].item() == 10
