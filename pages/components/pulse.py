"""The stakeholder pulse: what was answered, how many of those asked did, and the small form that adds an answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from pages.components import caches, chart_frame, entered, folded, keeping, text, wording
from pages.components.shown import Shown
from value_model import narrative
from value_model.charts.drawing import Record
from value_model.figures.heard import Heard
from value_model.narrative.page_words import say

QUESTION = say("words.how_sure_are_you_that_the")
GROUPS = (say("words.sponsors"), say("words.users"), say("words.delivery_teams"), say("words.finance"), say("words.customers"))
FIRST_ON_PHONE = 5
LOWEST, HIGHEST = 0, 10  # of a score
WIDTHS = {
    say("words.on"): 110,
    say("words.group"): 130,
    say("words.about"): 140,
    say("words.question"): 310,
    say("words.score"): 64,
    say("words.invited"): 70,
    say("words.comment"): 370,
}  # px: a page at 1366
NEWER = {
    say("words.on"): 205,
    say("words.question"): 255,
    say("words.comment"): 330,
}  # px where an answer says that it is newer than the snapshot
NARROW = {say("words.score"): 60, say("words.group"): 108, say("words.comment"): 158}  # px on a phone, where a comment takes two lines


def show(shown: Shown, names: Mapping[str, str], *, about: str | None = None, compact: bool = False) -> None:
    """Show the answers about one project (its scope), or about all that is shown, with the response rate and the form."""
    found = [one for one in caches.heard(shown) if about in (None, f"project:{one.project_id}")]
    text.section(say("words.stakeholder_pulse"), _said(shown, len(found), whole=about is None))
    if found:
        every = [_row(one, names) for one in found]
        rows = every[:FIRST_ON_PHONE] if compact else every
        order = list(NARROW) if compact else [name for name in rows[0] if about is None or name != say("words.about")]
        widths = NARROW if compact else WIDTHS | (NEWER if any(one.is_since for one in found) else {})
        chart_frame.table(
            rows, key="pulse_rows", named=say("words.stakeholder_pulse"), most=300,
            column_order=order, widths=widths,
        )  # fmt: skip
        chart_frame.download(every, key="pulse")
    folded.below_title(say("words.add_an_answer"), partial(_form, shown, names, about), key="add_pulse")


def _said(shown: Shown, count: int, *, whole: bool) -> str:
    if not count:
        return say("told.no_answers", low=LOWEST, high=HIGHEST)
    rate = caches.figure_set(shown).get("pmo.response_rate") if whole else None
    said = say("told.answers", n=count, low=LOWEST, high=HIGHEST)
    return f"{said} {say('told.response_rate', rate=narrative.write(rate, ''))}" if rate else said


def _row(one: Heard, names: Mapping[str, str]) -> Record:
    on = wording.day(one.on) if one.on else ""
    return {
        say("words.on"): say("told.since_snapshot", day=on) if one.is_since else on,
        say("words.group"): one.group,
        say("words.about"): names.get(f"project:{one.project_id}", one.project_id or "") if one.project_id else say("words.portfolio"),
        say("words.question"): one.question,
        say("words.score"): one.score,
        say("words.invited"): one.invited,
        say("words.comment"): one.comment,
    }


def _form(shown: Shown, names: Mapping[str, str], about: str | None) -> None:
    entered.show("pulse")
    with st.form("pulse_form", border=False, clear_on_submit=True):
        question = st.text_input(say("words.question"), QUESTION, max_chars=200, key="pulse_question")
        offered = [about] if about else [None, *names]
        of = st.selectbox(
            say("words.about"),
            offered,
            format_func=lambda scope: names.get(scope, say("words.portfolio")) if scope else say("words.portfolio"),
            key="pulse_about",
        )
        group = st.selectbox(say("words.group"), GROUPS, key="pulse_group", accept_new_options=True)
        score = st.slider(text.plain(say("told.score", low=LOWEST, high=HIGHEST)), LOWEST, HIGHEST, 5, key="pulse_score")
        invited = st.number_input(say("words.people_asked_in_this_group_optional"), value=None, min_value=1, step=1, key="pulse_invited")
        comment = st.text_input(say("words.comment_optional"), max_chars=300, key="pulse_comment")
        if st.form_submit_button(say("words.add_the_answer"), type="primary"):
            project = of.partition(":")[2] if of else None
            given = {"question": question.strip() or QUESTION, "project_id": project, "group": group, "score": score, "invited": invited,
                     "comment": comment.strip() or None}  # fmt: skip
            _add(shown, given, str(group))


def _add(shown: Shown, given: Mapping[str, object], role: str) -> None:
    """Append the answer to the journal and show the page with it."""
    content = {name: value for name, value in given.items() if value is not None}
    keeping.store().note(shown.snapshot.portfolio, "pulse", content, role=role, snapshot=shown.snapshot.id)
    entered.note("pulse")
    st.rerun()
