"""How a review page begins: strip, headline, what follows it, the first ask, and the cards."""

from __future__ import annotations

import streamlit as st

from pages.components import cards, figure_panel, header, heard, text
from pages.components.header import View
from pages.components.scenes import StoryScene


def show(view: View, scene: StoryScene, name: str) -> None:
    """Show the head of a page; the first ask stands here, the decisions in full at the end of the page."""
    story = scene.story
    header.strip(view, story)
    asked = f"{story.decisions[0].title.rstrip('.')}." if story.decisions else ""
    words(scene, name, asked=asked, told=heard.about(name, story.cards))
    cards.row(story.cards, scene.proof)


def words(scene: StoryScene, name: str, *, asked: str = "", told: str | None = None) -> None:
    """Show headline, sentences and what is asked, with the figures behind them; `told` is read out and not seen."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="opening"):
        text.opening(scene.story.headline.text, scene.lead, asked=asked, heard=told)
        figure_panel.popover(scene.opening, scene.proof, key=f"{name}_figures")
