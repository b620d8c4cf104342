"""The pages of the dashboard, their places and the links between them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import streamlit as st

from pages.components import linked
from value_model.narrative.sentence import Decision

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Route:
    """One page: its URL path, its title, its group in the navigation and the question it answers."""

    path: str
    title: str
    group: str
    question: str

    @property
    def script(self) -> str:
        folder = {"": "review", "PMO": "office", "Share": "share"}[self.group]
        return f"pages/{folder}/{self.path}.py"


ROUTES = (
    Route("story", "Story", "", "Is the portfolio paying off, and what must we decide?"),
    Route("value", "Value", "", "What do we get back for what we spend?"),
    Route("benefits", "Benefits", "", "How much arrived, where did the rest go?"),
    Route("fit", "Fit", "", "Does money follow strategy?"),
    Route("choices", "Choices", "", "What mix should we fund?"),
    Route("risk", "Risk", "", "Which value may not arrive?"),
    Route("changes", "Changes", "", "What moved since the last review?"),
    Route("projects", "Projects", "", "Should we keep backing this one?"),
    Route("capability", "Capability", "PMO", "Can this PMO prove and steer value?"),
    Route("data", "Data", "PMO", "Can these numbers be trusted and published?"),
    Route("method", "Method", "PMO", "How is each number made?"),
    Route("present", "Present", "Share", "The review, one idea a screen"),
    Route("export", "Export", "Share", "What can I take away?"),
)
LATER, PAGES = "page_asked_for", "pages_made"  # in the session
BY_PATH = {route.path: route for route in ROUTES}
OUR_LINKS = {route.path: f"Open {route.title}" for route in ROUTES}


def exists(path: str) -> bool:
    """Return whether the page is there; one that is not is neither listed nor linked."""
    return path in BY_PATH and (ROOT / BY_PATH[path].script).exists()


def navigation() -> dict[str, list[Any]]:
    """Return the pages by group, made once for a reader: making them takes longer than a small page does."""
    if PAGES not in st.session_state:
        st.session_state[PAGES] = pages()
    kept: dict[str, list[Any]] = st.session_state[PAGES]
    return kept


def pages() -> dict[str, list[Any]]:
    """Return the pages that exist, by group, in their fixed order."""
    groups: dict[str, list[Any]] = {}
    for route in ROUTES:
        if exists(route.path):
            page = st.Page(route.script, title=route.title, url_path=route.path, default=route.path == "story", help=route.question)
            groups.setdefault(route.group, []).append(page)
    return groups


def link(path: str, our_label: str, **chosen: str) -> None:
    """Show a link to a page with our own words; `chosen` are query parameters of that page alone. The shared ones come along."""
    if exists(path):
        st.page_link(BY_PATH[path].script, label=our_label, query_params={**linked.kept(), **chosen})


def go(path: str, **chosen: str) -> NoReturn:
    """Open a page at once; `chosen` are values for the pickers of every page, such as the portfolio."""
    linked.keep(chosen)
    st.switch_page(BY_PATH[path].script, query_params=linked.kept())


def open_project(scope: str | None) -> None:
    """Open the page of the project named by a scope, with a link of its own; anything else stays where it is."""
    kind, _, name = (scope or "").partition(":")
    if kind == "project" and exists("projects"):
        st.switch_page(BY_PATH["projects"].script, query_params={**linked.kept(), "project": name})


def later(path: str, **chosen: str) -> None:
    """Open a page, with a link of its own, once this click has been taken in; for what runs before a page is drawn again."""
    st.session_state[LATER] = (path, chosen)


def depart() -> None:
    """Go where `later` said; called first on a page."""
    path, chosen = st.session_state.pop(LATER, ("", {}))
    if exists(path):
        st.switch_page(BY_PATH[path].script, query_params={**linked.kept(), **chosen})


def open_benefit(project: str | None, benefit: str) -> None:
    """Open a benefit on the page of a project that holds it, named by its scope, once this click has been taken in."""
    if project:
        later("projects", project=project.partition(":")[2], benefit=benefit)


def open_quarter(quarter: str) -> NoReturn:
    """Open Benefits with the register narrowed to a quarter ("2026-Q3")."""
    st.switch_page(BY_PATH["benefits"].script, query_params={**linked.kept(), "quarter": quarter})


def open_kind(scope: str) -> NoReturn:
    """Open Benefits with the register narrowed to the type of benefit that a scope names ("kind:cash-releasing")."""
    st.switch_page(BY_PATH["benefits"].script, query_params={**linked.kept(), "kind": scope.partition(":")[2]})


def evidence_link(decision: Decision) -> None:
    """Show the link from a decision to the page that shows more: the project's own, else the page named."""
    kind, _, name = decision.scope.partition(":")
    if kind == "project":
        link("projects", "Open project", project=name)
    elif decision.page != "story" and exists(decision.page):
        link(decision.page, OUR_LINKS[decision.page])
