"""A project's one-pager, and one benefit of it where the reader went that far."""

from __future__ import annotations

import streamlit as st

from pages.components import (
    benefit_page,
    caches,
    cards,
    clickable,
    crumbs,
    decision_log,
    decisions,
    figure_panel,
    linked,
    pulse,
    register,
    register_picks,
    split,
    text,
)
from pages.components.benefits_scene import Register
from pages.components.header import View
from pages.components.page_scene import PageScene
from pages.components.scenes import ListScene, ProjectScene
from pages.components.shown import Shown
from value_model.narrative.page_words import say

BENEFIT = "benefit"  # the picker and its name in the link


def show(view: View, shown: Shown, listed: ListScene, chosen: str) -> None:
    """Show the page of the project whose scope is given."""
    scene = caches.project(shown, chosen, view.look)
    held = caches.scene(Register, "register", shown, view.look)
    lines = held.of(chosen)
    names = {line.benefit_id: str(line.row[say("words.benefit")]) for line in lines}
    benefit = linked.chosen(BENEFIT, list(names), lambda one: names[one])
    programme = dict(scene.facts).get(say("words.programme"), "")
    crumbs.show(shown.snapshot.portfolio, programme=programme, project=(chosen, listed.names[chosen]), benefit=names.get(benefit or "", ""))
    _opening(view, scene, listed.names[chosen])
    picked = register_picks.picker(
        say("words.benefit_of_this_project"), names, key=BENEFIT, width=360, placeholder=say("words.type_a_benefits_name")
    )
    if picked:
        benefit_page.show(shown, chosen, picked, view.look)
        decisions.show(scene.story.decisions, scene.proof, first=2, here=chosen)
        return
    _charts(scene, chosen)
    register.show(
        shown,
        lines,
        {},
        unit=held.unit,
        scale=held.scale,
        compact=view.compact,
        go=lambda line: _open(line.benefit_id),
        with_reasons=False,
        of_one=chosen,
    )
    asks = caches.scene(PageScene, "changes", shown, view.look).tables["asks"]
    decision_log.show(asks, listed.names, shown, about=chosen, compact=view.compact)
    pulse.show(shown, listed.names, about=chosen, compact=view.compact)


def _opening(view: View, scene: ProjectScene, name: str) -> None:
    with st.container(gap="xsmall", key="opening"):
        text.strip([name, *scene.who])
        text.headline(scene.story.headline.text)
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", wrap=view.compact, key="line_lead"):
            text.lead(scene.lead)
            figure_panel.popover(scene.opening, scene.proof, key="project_figures")
    cards.row(scene.story.cards, scene.proof)


def _charts(scene: ProjectScene, chosen: str) -> None:
    left, right = split.halves("project")
    with left:
        clickable.or_say(
            scene.curve,
            say("words.benefits_over_time"),
            missing=scene.unsaid["project_scurve"],
            key="project_scurve",
            on_pick=register_picks.by_quarter,
        )
    with right:
        decisions.show(scene.story.decisions, scene.proof, first=2, here=chosen)
        text.section(say("words.what_is_recorded"))
        text.facts(scene.facts)
    clickable.or_say(
        scene.charts.get("project_chain"),
        say("words.from_project_to_objective"),
        missing=scene.unsaid["project_chain"],
        key="project_chain",
        on_pick=_open_box,
    )
    clickable.or_say(
        scene.charts.get("milestones"), say("words.milestones_and_the_benefits_they_enable"), missing=scene.unsaid["milestones"], key="project_milestones",
        on_pick=_open,
    )  # fmt: skip


def _open(benefit: str | None) -> None:
    """Open a benefit of this project; a click beside all, or on a milestone without one, changes nothing."""
    if benefit:
        linked.write(BENEFIT, benefit)


def _open_box(key: str | None) -> None:
    kind, _, name = (key or "").partition(":")
    if kind == "benefit":
        _open(name)
    elif kind == "objective":
        linked.write("objective", name)
