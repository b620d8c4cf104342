"""Everything that is kept between reruns, and the only place that keeps it.

A published snapshot never changes, so what is made of one is kept under its id and hash, the policy,
the method and the newest journal row; data is never a key. What is made of a draft belongs to one
reader's session. Figure sets and scenes are frozen, so they are shared as they are (`cache_resource`)
and never changed: copying a scene out on every rerun (`cache_data`) took longer than the rest of the page.
"""

from __future__ import annotations

from typing import TypeVar

import streamlit as st

from pages.components import review_scenes, scenes, sharing
from pages.components.scenes import ListScene, ProjectScene, StoryScene
from pages.components.sharing import ExportScene, PresentScene
from value_model import choices, figures, policy
from value_model.charts.drawing import Look
from value_model.figures import FigureSet, Source
from value_model.narrative import ask
from value_model.store import Snapshot, Store, open_store

Parts = tuple[str, ...]  # snapshot id, its hash, policy hash, method, newest journal row
Scene = TypeVar("Scene")


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """Return the store of this process."""
    return open_store(policy_hash=policy.load().hash)


def parts(snapshot: Snapshot) -> Parts:
    """Return what everything made from a snapshot depends on, as things stand now; only text."""
    entries = store().journal(snapshot.portfolio)
    newest = str(entries[-1].seq) if entries else ""
    return (snapshot.id, snapshot.hash, policy.load().hash, snapshot.method, newest)


# Figure sets


def _compute(key: Parts) -> FigureSet:
    return choices.complete(figures.compute(store(), key[0]), Source(store()), policy.load())


@st.cache_resource(show_spinner=False, max_entries=8)
def _published_figures(key: Parts) -> FigureSet:
    return _compute(key)


@st.cache_resource(show_spinner=False, max_entries=2, scope="session")
def _draft_figures(key: Parts) -> FigureSet:
    return _compute(key)


def figure_set(snapshot: Snapshot) -> FigureSet:
    """Return every figure of a snapshot; shared, never to be changed."""
    return (_draft_figures if snapshot.state == "draft" else _published_figures)(parts(snapshot))


# What questions are answered from


@st.cache_resource(show_spinner=False, max_entries=4)
def _published_answers(key: Parts) -> ask.Index:
    return ask.index(_published_figures(key), policy.load())


@st.cache_resource(show_spinner=False, max_entries=1, scope="session")
def _draft_answers(key: Parts) -> ask.Index:
    return ask.index(_draft_figures(key), policy.load())


def answers(snapshot: Snapshot) -> ask.Index:
    """Return what questions about a snapshot are answered from; shared, never to be changed."""
    return (_draft_answers if snapshot.state == "draft" else _published_answers)(parts(snapshot))


# Scenes: what a page shows


def _scene(key: Parts, page: str, scope: str, look: Look) -> object:
    snapshot = store().snapshot(key[0])
    return (scenes.MAKERS | review_scenes.MAKERS | sharing.MAKERS)[page](
        store(), figure_set(snapshot), policy.load(), snapshot, scope, look
    )


@st.cache_resource(show_spinner=False, max_entries=128)
def _published_scene(key: Parts, page: str, scope: str, look: Look) -> object:
    return _scene(key, page, scope, look)


@st.cache_resource(show_spinner=False, max_entries=16, scope="session")
def _draft_scene(key: Parts, page: str, scope: str, look: Look) -> object:
    return _scene(key, page, scope, look)


def _kept(kind: type[Scene], page: str, snapshot: Snapshot, scope: str, look: Look) -> Scene:
    found = (_draft_scene if snapshot.state == "draft" else _published_scene)(parts(snapshot), page, scope, look)
    assert isinstance(found, kind)  # noqa: S101 (the maker's type, for the type checker)
    return found


def scene(kind: type[Scene], page: str, snapshot: Snapshot, look: Look) -> Scene:
    """Return a review page of a snapshot, by its name."""
    return _kept(kind, page, snapshot, "portfolio", look)


def story(snapshot: Snapshot, look: Look) -> StoryScene:
    """Return the Story page of a snapshot."""
    return _kept(StoryScene, "story", snapshot, "portfolio", look)


def data(snapshot: Snapshot, look: Look) -> StoryScene:
    """Return the words and cards of the Data page."""
    return _kept(StoryScene, "data", snapshot, "portfolio", look)


def project(snapshot: Snapshot, scope: str, look: Look) -> ProjectScene:
    """Return the one-pager of a project, named by its scope."""
    return _kept(ProjectScene, "project", snapshot, scope, look)


def projects(snapshot: Snapshot, look: Look) -> ListScene:
    """Return the list of all projects of a snapshot."""
    return _kept(ListScene, "projects", snapshot, "portfolio", look)


def present(snapshot: Snapshot, look: Look) -> PresentScene:
    """Return the slides of a snapshot."""
    return _kept(PresentScene, "present", snapshot, "portfolio", look)


def export(snapshot: Snapshot) -> ExportScene:
    """Return what can be exported of a snapshot."""
    return _kept(ExportScene, "export", snapshot, "portfolio", Look())
