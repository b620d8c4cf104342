"""Everything that is kept between reruns, and the only place that keeps it.

A published snapshot never changes, so what is made of one is kept under its id and hash, the policy,
the method, the newest journal row, the snapshot it is compared with and the filter; data is never a key. What is made of a draft belongs to one
reader's session. Figure sets and scenes are frozen, so they are shared as they are (`cache_resource`)
and never changed: copying a scene out on every rerun (`cache_data`) took longer than the rest of the page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from pages.components import review_scenes, scenes, sharing
from pages.components.scenes import ListScene, ProjectScene, StoryScene
from pages.components.sharing import ExportScene, PresentScene
from pages.components.shown import Shown
from value_model import choices, figures, policy
from value_model.charts.drawing import Look
from value_model.choices import Scenario
from value_model.figures import FigureSet, Source
from value_model.figures import only as filtering
from value_model.figures.heard import Heard
from value_model.figures.only import Only, Options
from value_model.narrative import ask
from value_model.store import Snapshot, Store, open_store

Parts = tuple[str, ...]  # snapshot id, its hash, policy hash, method, newest journal row, compared snapshot, filter
Place = tuple[Parts, str, str, Look]  # the parts, the page, what it is about, how it is drawn
Choice = tuple[Parts, str, tuple[object, ...]]  # the parts, a part of a page, what a reader chose for it
Scene = TypeVar("Scene")
Made = TypeVar("Made")
Part = TypeVar("Part")
AS_TEXT: dict[str | type[Any], Callable[[Any], Any]] = {
    tuple: repr,
    Look: repr,
    Scenario: repr,
}  # Streamlit hashes part by part, ten times slower


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """Return the store of this process."""
    return open_store(policy_hash=policy.load().hash)


def kept(make: Callable[..., Made], *, entries: int, own: int = 16) -> Callable[..., Made]:
    """Return `make` so that what it made is kept under its argument `at`, which begins with the `Parts` or is them.

    What is made of a published snapshot is kept for all, `entries` of them; of a draft, for the session that asked, `own` of them.
    """
    for_all = st.cache_resource(show_spinner=False, max_entries=entries, hash_funcs=AS_TEXT)(make)
    for_one = st.cache_resource(show_spinner=False, max_entries=own, scope="session", hash_funcs=AS_TEXT)(make)

    def found(at: tuple[Any, ...], **more: Any) -> Made:
        snapshot = store().snapshot(at[0] if isinstance(at[0], str) else at[0][0])
        return (for_one if snapshot.state == "draft" else for_all)(
            at=at, **more
        )  # by name: by position, Streamlit inspects the function at every call

    return found


def parts(shown: Shown) -> Parts:
    """Return what everything made from a snapshot depends on, as things stand now; only text."""
    snapshot, newest = shown.snapshot, store().journal_newest(shown.snapshot.portfolio)
    return (
        snapshot.id, snapshot.hash, policy.load().hash, snapshot.method, str(newest), shown.compared or "", *shown.only.stated.values(),
    )  # fmt: skip


@st.cache_resource(show_spinner=False, max_entries=16, hash_funcs=AS_TEXT)
def _filter_options(at: tuple[str, str]) -> Options:
    return filtering.options(store(), at[0])


def filter_options(snapshot: Snapshot) -> Options:
    """Return what a filter can ask for in a snapshot."""
    return _filter_options(at=(snapshot.id, snapshot.content_hash))


# Figure sets


def _compute(at: Parts) -> FigureSet:
    only = Only(*at[6:])
    found = figures.compute(store(), at[0], compared=at[5] or None, only=only)
    return choices.complete(found, Source(store(), only), policy.load())


_kept_figures = kept(_compute, entries=24, own=4)


def figure_set(shown: Shown) -> FigureSet:
    """Return every figure of what is shown; shared, never to be changed."""
    return figures_under(parts(shown))


def figures_under(key: Parts) -> FigureSet:
    """Return the figures kept under a key of `parts`."""
    return _kept_figures(key)


# What questions are answered from


def _index(at: Parts) -> ask.Index:
    return ask.index(figures_under(at), policy.load())


_kept_answers = kept(_index, entries=4, own=1)


def answers(shown: Shown) -> ask.Index:
    """Return what questions about what is shown are answered from; shared, never to be changed."""
    return _kept_answers(parts(shown))


# Scenes: what a page shows


def _scene(at: Place) -> object:
    key, page, scope, look = at
    snapshot = store().snapshot(key[0])
    return (scenes.MAKERS | review_scenes.MAKERS | review_scenes.PARTS | sharing.MAKERS)[page](
        store(), figures_under(key), policy.load(), snapshot, scope, look
    )


_kept_scenes = kept(_scene, entries=128)


def _kept(kind: type[Scene], page: str, shown: Shown, scope: str, look: Look) -> Scene:
    found = _kept_scenes((parts(shown), page, scope, look))
    assert isinstance(found, kind)  # noqa: S101 (the maker's type, for the type checker)
    return found


def scene(kind: type[Scene], page: str, shown: Shown, look: Look) -> Scene:
    """Return a review page of a snapshot, by its name."""
    return _kept(kind, page, shown, "portfolio", look)


def scene_of(kind: type[Scene], page: str, shown: Shown, scope: str, look: Look) -> Scene:
    """Return what a page shows of one scope of a snapshot, such as a benefit."""
    return _kept(kind, page, shown, scope, look)


def story(shown: Shown, look: Look) -> StoryScene:
    """Return the Story page of a snapshot."""
    return _kept(StoryScene, "story", shown, "portfolio", look)


def data(shown: Shown, look: Look) -> StoryScene:
    """Return the words and cards of the Data page."""
    return _kept(StoryScene, "data", shown, "portfolio", look)


def heard(shown: Shown) -> list[Heard]:
    """Return what stakeholders answered; shared, never to be changed."""
    found: list[Heard] = _kept(list, "heard", shown, "portfolio", Look())
    return found


def project(shown: Shown, scope: str, look: Look) -> ProjectScene:
    """Return the one-pager of a project, named by its scope."""
    return _kept(ProjectScene, "project", shown, scope, look)


def projects(shown: Shown, look: Look) -> ListScene:
    """Return the list of all projects of a snapshot."""
    return _kept(ListScene, "projects", shown, "portfolio", look)


def present(shown: Shown, look: Look) -> PresentScene:
    """Return the slides of a snapshot."""
    return _kept(PresentScene, "present", shown, "portfolio", look)


def export(shown: Shown, scope: str = "portfolio") -> ExportScene:
    """Return what can be exported of a snapshot, or of a project of it."""
    return _kept(ExportScene, "export", shown, scope, Look())


# Parts of a page that a reader narrows


def _made(at: Choice, _make: Callable[[], object]) -> object:  # noqa: ARG001 - the choice is the key
    return _make()


_kept_parts = kept(_made, entries=128)


def part(shown: Shown, name: str, chosen: tuple[object, ...], make: Callable[[], Part]) -> Part:
    """Return a part of a page, made by `make` when it is first asked for; shared, never to be changed.

    It may depend on what is shown and on what `chosen` says, in words and numbers, and on nothing else.
    """
    found: Any = _kept_parts((parts(shown), name, chosen), _make=make)
    return found  # type: ignore[no-any-return]
