"""Publish a draft or discard it: warnings are accepted by group, with a note; errors block."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components import findings, intake, keeping, routes, text
from value_model import figures
from value_model.contract import Finding
from value_model.errors import ValueModelError
from value_model.narrative.page_words import say
from value_model.narrative.translated import translated
from value_model.store import Snapshot


def show(draft: Snapshot, found: Sequence[Finding]) -> None:
    """Show what stands between a draft and its publication, and the two ways on."""
    text.section(say("words.publish"))
    errors = [f for f in found if f.severity == "error"]
    warnings = [group for group in findings.groups(found) if group[0].severity == "warning"]
    if errors:
        text.marked("◆", findings.counted(len(errors), "error"), say("words.mend_the_file_and_upload_it"), "bad")
    accepted = _accept(warnings)
    note = st.text_input(say("words.note_for_the_record"), key="publish_note", max_chars=200) if warnings and not errors else ""
    role = st.text_input(say("words.published_by_a_role"), value="PMO", key="publish_by", max_chars=60)
    ready = not errors and accepted and bool(note.strip() or not warnings)
    if warnings and not errors and not ready:
        text.caption(say("words.to_publish_accept_each_group_of"))
    with st.container(horizontal=True, gap="small", key="publish_buttons"):
        publish = st.button(say("words.publish_snapshot"), type="primary", disabled=not ready, key="publish")
        discard = st.button(say("words.discard_draft"), key="discard")
    if publish and ready:
        _publish(draft, role, note, accept=bool(warnings))
    if discard:
        _discard(draft)


def _accept(warnings: Sequence[findings.Group]) -> bool:
    if not warnings:
        return True
    everything = st.checkbox(say("words.accept_every_group_of_warnings"), key="accept_all")
    each = [st.checkbox(text.plain(accept_label(g)), key=f"accept_{g[0].code}", disabled=everything) for g in warnings]
    return everything or all(each)


def accept_label(group: findings.Group) -> str:
    """Return the words beside a box: how many warnings of which code, which is a word of ours."""
    return f"{findings.counted(len(group), 'warning')}: {translated(group[0].code.replace('-', ' '))}"


def _publish(draft: Snapshot, role: str, note: str, *, accept: bool) -> None:
    try:
        published = figures.publish(keeping.store(), draft.id, by=role.strip() or "PMO", note=note.strip(), accept_warnings=accept)
    except ValueModelError as problem:
        text.marked("◆", say("words.not_published"), translated(str(problem)), "bad")
        return
    intake.close_draft()
    routes.go("story", portfolio=published.portfolio, snapshot=published.id)


def _discard(draft: Snapshot) -> None:
    try:
        keeping.store().discard(draft.id)
    except ValueModelError as problem:
        text.marked("◆", say("words.not_discarded"), translated(str(problem)), "bad")
        return
    intake.close_draft()
    st.rerun()
