"""Every page in every state of design.md, section 10: no exception, one headline, and the words that the state asks for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.components import keeping, routes
from tests.pages.conftest import ROOT, forget, text_of
from tests.pages.states import ALL, STATES, State, nothing_passes

QUICK = ("empty", "filtered to nothing", "one chart failing")  # the others are asked of single pages in their own tests


@pytest.fixture(scope="module")
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[State, AppTest]]:
    """The app on a store in a state, run once; its pages are opened one after the other, as a reader does."""
    state, folder = STATES[request.param], tmp_path_factory.mktemp("state")
    with pytest.MonkeyPatch.context() as patch:
        yield from _app(state, folder, patch, filtered=request.param == "filtered to nothing")


def _app(state: State, folder: Path, patch: pytest.MonkeyPatch, *, filtered: bool) -> Iterator[tuple[State, AppTest]]:
    patch.setenv("VALUE_STORE", str(folder / "value.duckdb"))
    forget()
    store = keeping.store()
    state.fill(store)
    if state.breaks:
        state.breaks(patch)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in (nothing_passes(store) if filtered else {}).items():
        app.query_params[name] = value
    yield state, app.run()
    store.close()
    forget()


def words(app: AppTest) -> str:
    """All that a page says: the text helper's, the cards', the labels of what opens, and the drawings' own words."""
    said = [text_of(app), *(f"{card.label} {card.value} {card.delta}" for card in app.metric)]
    said += [str(getattr(chart.proto, "alt", "")) + chart.proto.spec for chart in app.get("vega_lite_chart")]
    said += [place.label for place in app.get("expander")]
    said += [str(cell) for table in app.dataframe for cell in table.value.to_numpy().ravel()]
    return "\n".join(said)


@pytest.mark.parametrize("page", ALL)
@pytest.mark.parametrize(
    "opened", [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in STATES], ids=str, indirect=True
)
def test_a_page_says_what_its_state_asks_for(opened: tuple[State, AppTest], page: str) -> None:
    state, app = opened
    app.switch_page(routes.BY_PATH[page].script)
    if page == "projects":
        app.query_params["project"] = "P0001"
    app.run()
    assert not app.exception
    said = words(app)
    assert text_of(app).count("<h1") == 1
    assert [wanted for wanted in state.wanted.get(page, ()) if wanted not in said] == []
    assert [unwanted for unwanted in state.unwanted.get(page, ()) if unwanted in said] == []
    if not state.charts:
        assert not app.get("vega_lite_chart")
