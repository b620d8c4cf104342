"""The pages of the dashboard, their places and the links between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import streamlit as st

from pages.components import linked
from value_model.narrative.page_words import say
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
    Route("story", say("words.story"), "", say("words.is_the_portfolio_paying_off_and")),
    Route("value", say("words.value"), "", say("words.what_do_we_get_back_for")),
    Route("benefits", say("words.benefits"), "", say("words.how_much_arrived_where_did_the")),
    Route("fit", say("words.fit"), "", say("words.does_money_follow_strategy")),
    Route("choices", say("words.choices"), "", say("words.what_mix_should_we_fund")),
    Route("risk", say("words.risk"), "", say("words.which_value_may_not_arrive")),
    Route("changes", say("words.changes"), "", say("words.what_moved_since_the_last_review")),
    Route("projects", say("words.projects"), "", say("words.should_we_keep_backing_this_one")),
    Route("capability", say("words.capability"), "PMO", say("words.can_this_pmo_prove_and_steer")),
    Route("data", say("words.data"), "PMO", say("words.can_these_numbers_be_trusted_and")),
    Route("method", say("words.method"), "PMO", say("words.how_is_each_number_made")),
    Route("present", say("words.present"), "Share", say("words.the_review_one_idea_a_screen")),
    Route("export", say("words.export"), "Share", say("words.what_can_i_take_away")),
)
LATER, PAGES = "page_asked_for", "pages_made"  # in the session
BY_PATH = {route.path: route for route in ROUTES}
OUR_LINKS = {route.path: say("told.open", page=route.title) for route in ROUTES}


def exists(path: str) -> bool:
    """Return whether the page is there; one that is not is neither listed nor linked."""
    return path in BY_PATH and (ROOT / BY_PATH[path].script).exists()


def navigation() -> dict[str, list[Any]]:
    """Return the pages by group, made once for a reader: making them takes longer than a small page does."""
    if PAGES not in st.session_state:
        st.session_state[PAGES] = pages()
    kept: dict[str, list[Any]] = st.session_state[PAGES]
    return kept


def _page(path: str) -> Any:
    """The page as made for this reader: Streamlit looks for a script by its name on the disk each time."""
    return next(page for group in navigation().values() for page in group if (page.url_path or "story") == path)  # story is the default


def pages() -> dict[str, list[Any]]:
    """Return the pages that exist, by group, in their fixed order."""
    groups: dict[str, list[Any]] = {}
    for route in ROUTES:
        if exists(route.path):
            page = st.Page(route.script, title=route.title, url_path=route.path, default=route.path == "story", help=route.question)
            groups.setdefault(say(f"told.group_{route.group.lower()}") if route.group else "", []).append(page)
    return groups


def link(path: str, our_label: str, **chosen: str) -> None:
    """Show a link to a page with our own words; `chosen` are query parameters of that page alone. The shared ones come along."""
    if exists(path):
        st.page_link(_page(path), label=our_label, help="", query_params={**linked.kept(), **chosen})


def leave_for(path: str, chosen: Mapping[str, str | list[str]]) -> NoReturn:
    """Open a page with a link of its own; the browser's Back then shows the page that is left as it was."""
    linked.leave(chosen)
    st.switch_page(BY_PATH[path].script, query_params=dict(chosen))


def go(path: str, **chosen: str) -> NoReturn:
    """Open a page at once; `chosen` are values for the pickers of every page, such as the portfolio."""
    linked.keep(chosen)
    leave_for(path, linked.kept())


def open_project(scope: str | None) -> None:
    """Open the page of the project named by a scope, with a link of its own; anything else stays where it is."""
    kind, _, name = (scope or "").partition(":")
    if kind == "project" and exists("projects"):
        leave_for("projects", {**linked.kept(), "project": name})


def later(path: str, **chosen: str) -> None:
    """Open a page, with a link of its own, once this click has been taken in; for what runs before a page is drawn again."""
    st.session_state[LATER] = (path, chosen)


def depart() -> None:
    """Go where `later` said; called first on a page."""
    path, chosen = st.session_state.pop(LATER, ("", {}))
    if exists(path):
        leave_for(path, {**linked.kept(), **chosen})


def open_benefit(project: str | None, benefit: str) -> None:
    """Open a benefit on the page of a project that holds it, named by its scope, once this click has been taken in."""
    if project:
        later("projects", project=project.partition(":")[2], benefit=benefit)


def open_quarter(quarter: str) -> NoReturn:
    """Open Benefits with the register narrowed to a quarter ("2026-Q3")."""
    leave_for("benefits", {**linked.kept(), "quarter": quarter})


def open_kind(scope: str) -> NoReturn:
    """Open Benefits with the register narrowed to the type of benefit that a scope names ("kind:cash-releasing")."""
    leave_for("benefits", {**linked.kept(), "kind": scope.partition(":")[2]})


def evidence_link(decision: Decision) -> None:
    """Show the link from a decision to the page that shows more: the project's own, else the page named."""
    kind, _, name = decision.scope.partition(":")
    if kind == "project":
        link("projects", say("words.open_project"), project=name)
    elif decision.page != "story" and exists(decision.page):
        link(decision.page, OUR_LINKS[decision.page])
