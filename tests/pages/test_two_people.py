"""Two people at once: what one publishes never mixes into the page that the other is reading, and two clicks on one draft are two answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from pages.components import filters, frozen, routes
from tests.pages.conftest import ROOT, publish
from tests.pages.states import ALL, NAME, SHAPE, SIZE
from tests.pages.test_states import words
from tests.portfolios import reviews
from value_model.store import Store

FIRST, THEN, LAST = (imported for _, imported in reviews(SIZE, count=3, shape=SHAPE))
READ = tuple(page for page in ALL if page not in ("data", "export"))  # Data lists what there is now; Export is made from what Present is


def reader() -> AppTest:
    """Another person's session in the same server."""
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def seen(app: AppTest, page: str) -> str:
    app.switch_page(routes.BY_PATH[page].script).run()
    assert not app.exception
    return words(app)


def while_reading(store: Store, patch: pytest.MonkeyPatch) -> Callable[[], bool]:
    """Publish the newest review right after a page has chosen its snapshot; return whether that has happened."""
    done: list[str] = []

    def then_publish(make: Callable[..., object]) -> Callable[..., object]:
        def made(*args: object) -> object:
            found = make(*args)
            if not done:
                done.append(publish(store, NAME, LAST))
            return found

        return made

    patch.setattr(filters, "popover", then_publish(filters.popover))
    patch.setattr(frozen, "_before", then_publish(frozen._before))
    return lambda: bool(done)


@pytest.mark.parametrize("page", [page if page in ("story", "present") else pytest.param(page, marks=pytest.mark.slow) for page in READ])
def test_a_page_that_is_being_drawn_stays_with_its_snapshot(store: Store, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    publish(store, NAME, FIRST)
    publish(store, NAME, THEN)
    alone = seen(reader().run(), page)
    app = reader().run()
    published = while_reading(store, monkeypatch)
    assert seen(app, page) == alone
    assert published()
    assert (seen(app, page) == alone) is (page == "present")  # the stage is frozen; elsewhere the next look shows the newest


def test_a_draft_that_two_people_publish_is_published_once(store: Store) -> None:
    publish(store, NAME, FIRST)
    draft, _ = store.save_draft(NAME, THEN, as_of=reviews(1, count=2)[1][0])
    one, other = (seen_draft(reader()) for _ in range(2))
    for app in (one, other):
        app.checkbox(key="accept_all").check() if _has(app, "accept_all") else None
        if _has(app, "publish_note"):
            app.text_input(key="publish_note").set_value("Known.")
        app.run()
    for app in (one, other):
        app.button(key="publish").click().run()
        assert not app.exception
    assert [found.state for found in store.snapshots(NAME)] == ["published", "published"]
    assert [entry for entry in store.snapshots(NAME) if entry.id == draft.id]


def seen_draft(app: AppTest) -> AppTest:
    """Open the draft of the store on Data."""
    app.run()
    app.switch_page(routes.BY_PATH["data"].script).run()
    return app.button(key="open_draft").click().run()


def _has(app: AppTest, key: str) -> bool:
    return any(element.key == key for element in [*app.checkbox, *app.text_input])


def test_a_draft_discarded_under_its_reader_leaves_a_page_that_says_what_there_is(store: Store) -> None:
    publish(store, NAME, FIRST)
    draft, _ = store.save_draft(NAME, THEN, as_of=reviews(1, count=2)[1][0])
    app = reader()
    app.query_params["snapshot"] = draft.id
    assert "Draft" in words(app.run())
    store.discard(draft.id)
    for page in ("story", "present", "data"):
        assert "Draft" not in seen(app, page).split("<h1")[0]
