"""What pages ask for and what is kept of it: figures, answers, scenes, and the parts of a page that a reader narrows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from pages.components import keeping, review_scenes, scenes, sharing
from pages.components.scenes import ListScene, ProjectScene, StoryScene
from pages.components.sharing import ExportScene, PresentScene
from pages.components.shown import Shown
from value_model import choices, figures, policy
from value_model.charts.drawing import Look
from value_model.figures import FigureSet, Source
from value_model.figures import only as filtering
from value_model.figures.heard import Heard
from value_model.figures.only import Only, Options
from value_model.narrative import ask
from value_model.store import Snapshot

Place = tuple[keeping.Parts, str, str, Look]  # the parts, the page, what it is about, how it is drawn
Choice = tuple[keeping.Parts, str, tuple[object, ...]]  # the parts, a part of a page, what a reader chose for it
Scene = TypeVar("Scene")
Part = TypeVar("Part")


@st.cache_resource(show_spinner=False, max_entries=16, hash_funcs=keeping.AS_TEXT)
def _filter_options(at: tuple[str, str]) -> Options:
    return filtering.options(keeping.store(), at[0])


def filter_options(snapshot: Snapshot) -> Options:
    """Return what a filter can ask for in a snapshot."""
    return _filter_options(at=(snapshot.id, snapshot.content_hash))


# Figure sets


def _compute(at: keeping.Parts) -> FigureSet:
    only = Only(*at[6:])
    found = figures.compute(keeping.store(), at[0], compared=at[5] or None, only=only)
    return choices.complete(found, Source(keeping.store(), only), policy.load())


_kept_figures = keeping.kept(_compute, entries=24, own=4)


def figure_set(shown: Shown) -> FigureSet:
    """Return every figure of what is shown; shared, never to be changed."""
    return figures_under(keeping.parts(shown))


def figures_under(key: keeping.Parts) -> FigureSet:
    """Return the figures kept under a key of `parts`."""
    return _kept_figures(key)


# What questions are answered from


def _index(at: keeping.Parts) -> ask.Index:
    return ask.index(figures_under(at), policy.load())


_kept_answers = keeping.kept(_index, entries=4, own=1)


def answers(shown: Shown) -> ask.Index:
    """Return what questions about what is shown are answered from; shared, never to be changed."""
    return _kept_answers(keeping.parts(shown))


# Scenes: what a page shows


def _scene(at: Place) -> object:
    key, page, scope, look = at
    snapshot = keeping.store().snapshot(key[0])
    return (scenes.MAKERS | review_scenes.MAKERS | review_scenes.PARTS | sharing.MAKERS)[page](
        keeping.store(), figures_under(key), policy.load(), snapshot, scope, look
    )


_kept_scenes = keeping.kept(_scene, entries=128)


def _kept(kind: type[Scene], page: str, shown: Shown, scope: str, look: Look) -> Scene:
    found = _kept_scenes((keeping.parts(shown), page, scope, look))
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


# keeping.Parts of a page that a reader narrows


def _made(at: Choice, _make: Callable[[], object]) -> object:  # noqa: ARG001 - the choice is the key
    return _make()


_kept_parts = keeping.kept(_made, entries=128)


def part(shown: Shown, name: str, chosen: tuple[object, ...], make: Callable[[], Part]) -> Part:
    """Return a part of a page, made by `make` when it is first asked for; shared, never to be changed.

    It may depend on what is shown and on what `chosen` says, in words and numbers, and on nothing else.
    """
    found: Any = _kept_parts((keeping.parts(shown), name, chosen), _make=make)
    return found  # type: ignore[no-any-return]
