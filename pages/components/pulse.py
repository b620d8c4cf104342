"""The stakeholder pulse: what was answered, how many of those asked did, and the small form that adds an answer."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.components import caches, chart_frame, text, wording
from pages.components.shown import Shown
from value_model import narrative
from value_model.charts.drawing import Record
from value_model.figures.heard import Heard, heard

QUESTION = "How confident are you that the benefits will arrive?"
GROUPS = ("Sponsors", "Users", "Delivery teams", "Finance", "Customers")
FIRST_ON_PHONE = 5
WIDTHS = {"On": 110, "Group": 130, "About": 140, "Question": 310, "Score": 64, "Invited": 70, "Comment": 370}  # px: a page at 1366
NEWER = {"On": 205, "Question": 255, "Comment": 330}  # px where an answer says that it is newer than the snapshot
NARROW = {"Score": 60, "Group": 108, "Comment": 186}  # px on a phone, where a comment takes two lines


def show(shown: Shown, names: Mapping[str, str], *, about: str | None = None, compact: bool = False) -> None:
    """Show the answers about one project (its scope), or about all that is shown, with the response rate and the form."""
    text.section("Stakeholder pulse")
    found = [one for one in heard(caches.store(), shown.snapshot.id, shown.only) if about in (None, f"project:{one.project_id}")]
    text.caption(_said(shown, len(found), whole=about is None))
    if found:
        rows = [_row(one, names) for one in (found[:FIRST_ON_PHONE] if compact else found)]
        order = list(NARROW) if compact else [name for name in rows[0] if about is None or name != "About"]
        widths = NARROW if compact else WIDTHS | (NEWER if any(one.is_since for one in found) else {})
        high = chart_frame.TWO_LINES if compact else 35
        chart_frame.table(
            rows, key="pulse_rows", named="Stakeholder pulse", height=min(38 + high * len(rows), 300), row_height=high if compact else None,
            column_order=order, widths=widths,
        )  # fmt: skip
    with st.expander("Add an answer", key="add_pulse"):
        _form(shown, names, about)


def _said(shown: Shown, count: int, *, whole: bool) -> str:
    if not count:
        return "No answer is recorded yet. Scores run from 0 to 10."
    rate = caches.figure_set(shown).get("pmo.response_rate") if whole else None
    answered = f" Response rate: {narrative.write(rate, '')}." if rate else ""
    return f"{count} {'answer' if count == 1 else 'answers'}, newest first; scores run from 0 to 10.{answered}"


def _row(one: Heard, names: Mapping[str, str]) -> Record:
    on = wording.day(one.on) if one.on else ""
    return {
        "On": f"{on} (since this snapshot)" if one.is_since else on,
        "Group": one.group,
        "About": names.get(f"project:{one.project_id}", one.project_id or "") if one.project_id else "Portfolio",
        "Question": one.question,
        "Score": one.score,
        "Invited": one.invited,
        "Comment": one.comment,
    }


def _form(shown: Shown, names: Mapping[str, str], about: str | None) -> None:
    with st.form("pulse_form", border=False, clear_on_submit=True):
        question = st.text_input("Question", QUESTION, max_chars=200, key="pulse_question")
        offered = [about] if about else [None, *names]
        of = st.selectbox(
            "About", offered, format_func=lambda scope: names.get(scope, "Portfolio") if scope else "Portfolio", key="pulse_about"
        )
        group = st.selectbox("Group", GROUPS, key="pulse_group", accept_new_options=True)
        score = st.slider("Score, 0 to 10", 0, 10, 5, key="pulse_score")
        invited = st.number_input("People asked in this group (optional)", value=None, min_value=1, step=1, key="pulse_invited")
        comment = st.text_input("Comment (optional)", max_chars=300, key="pulse_comment")
        if st.form_submit_button("Add the answer", type="primary"):
            project = of.partition(":")[2] if of else None
            given = {"question": question.strip() or QUESTION, "project_id": project, "group": group, "score": score, "invited": invited,
                     "comment": comment.strip() or None}  # fmt: skip
            _add(shown, given, str(group))


def _add(shown: Shown, given: Mapping[str, object], role: str) -> None:
    """Append the answer to the journal and show the page with it."""
    content = {name: value for name, value in given.items() if value is not None}
    caches.store().note(shown.snapshot.portfolio, "pulse", content, role=role, snapshot=shown.snapshot.id)
    st.rerun()
