"""Ask what a file does not say: which portfolio it is and the day it speaks of; then keep it as a draft."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pages.components import intake, keeping, text
from value_model.errors import ValueModelError
from value_model.narrative.page_words import say
from value_model.narrative.translated import translated


def name_it(reading: intake.Reading) -> None:
    """Ask for portfolio, as-of date and label, then keep the import as a draft."""
    settings = reading.imported.settings
    known = list(keeping.store().portfolios())
    proposed = settings.get("portfolio_name") or reading.name
    options = known if proposed in known else [proposed, *known]
    with st.form("name_it", border=True):
        portfolio = st.selectbox(
            say("words.portfolio"), options, index=options.index(proposed), accept_new_options=True, key="new_portfolio"
        )
        as_of = st.date_input(say("words.as_of_the_day_these_figures"), value=_as_of(settings), format="YYYY-MM-DD", key="new_as_of")
        label = st.text_input(say("words.label_optional"), key="new_label", max_chars=80)
        earlier = reading.imported.earlier
        with_earlier = bool(earlier) and st.checkbox(say("told.keep_earlier", n=len(earlier)), key="new_earlier")
        wanted = st.form_submit_button(say("words.keep_as_draft_and_preview"), type="primary")
    if wanted:
        _keep(reading, portfolio, as_of, label, with_earlier=with_earlier)


def _as_of(settings: dict[str, str]) -> date | None:
    try:
        return date.fromisoformat(settings.get("as_of", ""))
    except ValueError:
        return None


def _keep(reading: intake.Reading, portfolio: str | None, as_of: date | None, label: str, *, with_earlier: bool) -> None:
    if not portfolio or as_of is None:
        text.marked("▲", say("words.one_thing_is_missing"), say("words.say_which_portfolio_this_is_and"), "watch")
        return
    if as_of != _as_of(reading.imported.settings):
        again = intake.read(reading.files, reading.fingerprint, as_of, mapping=reading.mapping)
        if again is None:
            return
        reading = again
    try:
        for day, imported in intake.earlier(reading) if with_earlier else ():
            keeping.store().save_draft(portfolio, imported, as_of=day)
        draft, unchanged = keeping.store().save_draft(portfolio, reading.imported, as_of=as_of, label=label or None)
    except ValueModelError as problem:
        text.marked("◆", say("words.not_kept"), translated(str(problem)), "bad")
        return
    if unchanged and draft.state == "published":
        text.marked("●", say("words.nothing_new"), say("words.these_files_for_this_day_are"), "good")
        return
    intake.open_draft(draft)
    st.rerun()
