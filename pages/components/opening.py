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
    with st.container(gap="xsmall", key="opening"):
        text.headline(story.headline.text, heard=heard.about(name, story.cards))
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", wrap=view.compact, key="line_lead"):
            if scene.lead:
                text.lead(scene.lead)
            figure_panel.popover(scene.opening, scene.proof, key=f"{name}_figures")
        if story.decisions:
            text.ask(f"{story.decisions[0].title.rstrip('.')}.")
    cards.row(story.cards, scene.proof)
