"""A draft before it is published: what was found, the figures it gives and the story it would tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.components import (
    cards,
    chart_frame,
    column_answers,
    decisions,
    findings,
    intake,
    keeping,
    naming,
    publishing,
    recognized,
    text,
    what_changes,
)
from pages.components.scenes import StoryScene
from value_model.contract import MappedColumn, SheetReport
from value_model.narrative.page_words import say
from value_model.store import Snapshot

STEPS = (say("words.upload"), say("words.map"), say("words.check"), say("words.preview"), say("words.publish"))


def step(read: intake.Reading | None) -> int:
    """Return which step an upload has come to: columns with open questions keep it at the mapping."""
    return 0 if read is None else 1 if column_answers.is_open(read) else 2


def show(draft: Snapshot, scene: StoryScene | None) -> None:
    """Show a draft beside what stands between it and publication; None where its figures could not be worked out."""
    store = keeping.store()
    found = store.findings(draft.id)
    text.headline(scene.story.headline.text if scene else say("words.the_figures_of_this_draft_cannot"))
    text.steps(STEPS, 3)
    if scene:
        cards.row(scene.story.cards, key="preview")
    left, right = st.container(key="split_draft").columns([5, 7], gap="medium")
    with left:
        text.section(say("words.checks"))
        findings.summary(found)
        findings.show(found, key="draft")
        what_changes.show(draft)
        publishing.show(draft, found)
    with right:
        if scene:
            _story(scene)
    how_it_was_read(store.sheets(draft.id), store.mapping(draft.id), store.unmapped(draft.id))


def _story(scene: StoryScene) -> None:
    text.section(say("words.the_story_it_would_tell"))
    text.lead([sentence.text for sentence in (scene.story.headline, *scene.story.lead)])
    decisions.show(scene.story.decisions, scene.proof)
    chart_frame.show_or_say(scene.curve, say("words.benefits_over_time"), missing=scene.missing, key="draft_scurve")


def reading(read: intake.Reading) -> None:
    """Show what was read from a file that is not kept yet, and ask for what it does not say."""
    imported = read.imported
    left, right = st.container(key="split_reading").columns([5, 7], gap="medium")
    with left:
        text.section(say("words.name_it"))
        naming.name_it(read)
    with right:
        text.section(say("words.checks"))
        found = [f for f in imported.findings if f.column != "as_of" or f.severity != "error"]  # asked for in the form
        findings.summary(found)
        findings.show(found, key="reading", ways=column_answers.WAYS)
        intake.marked_buttons(read)
        column_answers.show(read)
    how_it_was_read(imported.sheets, imported.mapping, imported.unmapped)


def how_it_was_read(sheets: Sequence[SheetReport], mapping: Mapping[str, Mapping[str, MappedColumn]], unused: Sequence[str]) -> None:
    """Show what each sheet and column was taken for."""
    text.section(say("words.what_was_recognized"))
    recognized.sheets(sheets)
    recognized.mapping(mapping)
    recognized.unused(unused)
