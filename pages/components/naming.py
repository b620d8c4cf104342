"""Ask what a file does not say: which portfolio it is and the day it speaks of; then keep it as a draft."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pages.components import caches, intake, text
from value_model.errors import ValueModelError


def name_it(reading: intake.Reading) -> None:
    """Ask for portfolio, as-of date and label, then keep the import as a draft."""
    settings = reading.imported.settings
    known = list(caches.store().portfolios())
    proposed = settings.get("portfolio_name") or reading.name
    options = known if proposed in known else [proposed, *known]
    with st.form("name_it", border=True):
        portfolio = st.selectbox("Portfolio", options, index=options.index(proposed), accept_new_options=True, key="new_portfolio")
        as_of = st.date_input("As of: the day these figures speak of", value=_as_of(settings), format="YYYY-MM-DD", key="new_as_of")
        label = st.text_input("Label (optional)", key="new_label", max_chars=80)
        wanted = st.form_submit_button("Keep as draft and preview", type="primary")
    if wanted:
        _keep(reading, portfolio, as_of, label)


def _as_of(settings: dict[str, str]) -> date | None:
    try:
        return date.fromisoformat(settings.get("as_of", ""))
    except ValueError:
        return None


def _keep(reading: intake.Reading, portfolio: str | None, as_of: date | None, label: str) -> None:
    if not portfolio or as_of is None:
        text.marked("▲", "One thing is missing.", "Say which portfolio this is and the day its figures speak of.", "watch")
        return
    if as_of != _as_of(reading.imported.settings):
        again = intake.read(reading.files, reading.fingerprint, as_of, mapping=reading.mapping)
        if again is None:
            return
        reading = again
    try:
        draft, unchanged = caches.store().save_draft(portfolio, reading.imported, as_of=as_of, label=label or None)
    except ValueModelError as problem:
        text.marked("◆", "Not kept.", str(problem), "bad")
        return
    if unchanged and draft.state == "published":
        text.marked("●", "Nothing new.", "These files, for this day, are already the portfolio's newest snapshot.", "good")
        return
    intake.open_draft(draft)
    st.rerun()
