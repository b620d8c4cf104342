"""Every review and office page on the sample, one review, a real file and hostile names."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.components import routes
from tests.pages.conftest import ROOT, given, publish, text_of, unfolded
from tests.pages.test_story import totals
from tests.portfolios import portfolio
from value_model import ingest
from value_model.contract import Import
from value_model.store import Store

SHARED = Path(__file__).resolve().parents[3] / "shared"
REAL = SHARED / "data" / "real" / "uk_gmpp_2023_with_benefits.csv"
PAGES = [route.path for route in routes.ROUTES if route.path in ("value", "benefits", "fit", "risk", "changes", "capability", "method")]
THERE = [path for path in PAGES if routes.exists(path)]


def opened(app: AppTest, path: str) -> AppTest:
    app.run()
    return app.switch_page(routes.BY_PATH[path].script).run()


@lru_cache
def imported_from(file: Path) -> Import:
    """Read a file once for all tests of this process."""
    imported = ingest.run([file], as_of=date(2023, 3, 31) if file.suffix == ".csv" else None)
    imported.settings.setdefault("as_of", "2023-03-31")
    return imported


def load(store: Store, *files: Path) -> None:
    """Publish workbooks, oldest first."""
    given(store, " ".join(file.stem for file in files), lambda store: _publish(store, files))


def _publish(store: Store, files: tuple[Path, ...]) -> None:
    for file in files:
        imported = imported_from(file)
        publish(store, imported.settings.get("portfolio_name") or "Real", imported)


@pytest.mark.parametrize("path", THERE)
def test_the_sample_has_one_headline_its_cards_and_a_decision(store: Store, app: AppTest, path: str) -> None:
    load(store, *(ROOT / "data" / "sample" / f"{name}.xlsx" for name in ("2026-06-30", "2026-09-30")))
    opened(app, path)
    assert not app.exception
    shown = text_of(app)
    assert shown.count("<h1") == 1
    assert "No figure" not in shown
    if path != "method":
        assert "Decisions to take" in shown
        assert app.metric
        assert app.get("vega_lite_chart")


@pytest.mark.parametrize("path", THERE)
def test_one_review_without_dates_is_shown_without_failing(store: Store, app: AppTest, path: str) -> None:
    given(store, "totals", lambda store: publish(store, "Totals", totals()))
    opened(app, path)
    assert not app.exception
    assert text_of(app).count("<h1") == 1


@pytest.mark.parametrize("path", THERE)
def test_hostile_names_show_as_typed(store: Store, app: AppTest, path: str) -> None:
    given(store, "an image", lambda store: publish(store, "<img src=x onerror=alert(1)>", portfolio(16, hostile=True)))
    opened(app, path)
    assert not app.exception
    assert "<img" not in text_of(app)


@pytest.mark.skipif(not REAL.exists(), reason="the real files are not beside the checkout")
@pytest.mark.parametrize("path", THERE)
def test_a_real_file_is_shown_without_failing(store: Store, app: AppTest, path: str) -> None:
    load(store, REAL)
    opened(app, path)
    assert not app.exception
    assert text_of(app).count("<h1") == 1


@pytest.mark.parametrize("path", THERE)
def test_the_compact_view_draws_every_chart(store: Store, app: AppTest, path: str) -> None:
    given(store, "one", lambda store: publish(store, "One", portfolio(12)))
    opened(app, path)
    unfolded(app, "view").toggle(key="compact").set_value(True).run()
    assert not app.exception
