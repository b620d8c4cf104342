"""A draft before it is published: what was found, the figures it gives and the story it would tell."""

from __future__ import annotations

import streamlit as st

from pages.components import caches, cards, chart_frame, findings, intake, publishing, recognized, text
from pages.components.scenes import StoryScene
from value_model.store import Snapshot

STEPS = ("Upload", "Map", "Check", "Preview", "Publish")


def show(draft: Snapshot, scene: StoryScene) -> None:
    """Show a draft beside what stands between it and publication."""
    found = caches.store().findings(draft.id)
    text.headline(scene.story.headline.text)
    text.steps(STEPS, 3)
    cards.row(scene.story.cards, key="preview")
    left, right = st.container(key="split_draft").columns([5, 7], gap="medium")
    with left:
        text.section("Checks")
        findings.summary(found)
        findings.show(found, key="draft")
        publishing.show(draft, found)
    with right:
        text.section("The story it would tell")
        text.lead([sentence.text for sentence in scene.story.lead])
        text.bullets([f"{decision.title}. {decision.ask}" for decision in scene.story.decisions[:3]])
        chart_frame.show_or_say(scene.curve, "Benefits over time", key="draft_scurve")
    how_it_was_read(draft)


def how_it_was_read(draft: Snapshot) -> None:
    """Show what each sheet and column of a draft was taken for."""
    text.section("What was recognized")
    store = caches.store()
    recognized.sheets(store.sheets(draft.id))
    recognized.mapping(store.mapping(draft.id))
    recognized.unused(store.unmapped(draft.id))


def reading(read: intake.Reading) -> None:
    """Show what was read from a file that is not kept yet, and ask for what it does not say."""
    imported = read.imported
    left, right = st.container(key="split_reading").columns([5, 7], gap="medium")
    with left:
        text.section("Name it")
        intake.name_it(read)
        findings.summary(imported.findings)
        findings.show(imported.findings, key="reading")
    with right:
        text.section("What was recognized")
        recognized.sheets(imported.sheets)
        recognized.mapping(imported.mapping)
        recognized.unused(imported.unmapped)
