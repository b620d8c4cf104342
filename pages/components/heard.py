"""What a screen reader says when a choice changes the cards: their words, and nothing when a page merely opens."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from value_model.narrative.sentence import Card

HEARD = "heard_cards"  # the page, what its cards said last, and what was read out about them


def about(page: str, cards: Sequence[Card]) -> str:
    """Return what is to be read out: the cards once they differ from those shown on the same page before, else nothing new."""
    now = " ".join(_words(card) for card in cards)
    kept: tuple[str, str, str] = st.session_state.get(HEARD, ("", "", ""))
    where, before, said = kept
    if where != page:
        said = ""
    elif before != now:
        said = now
    st.session_state[HEARD] = (page, now, said)
    return said


def _words(card: Card) -> str:
    return ", ".join(part for part in (f"{card.label}: {card.value}", card.status.text if card.status else "") if part) + "."
