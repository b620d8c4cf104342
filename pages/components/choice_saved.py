"""Scenarios that were saved: kept in the journal as A, B and C, and shown side by side."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from pages.components import chart_frame, text, wording
from pages.components.choice_controls import label
from pages.components.choice_desk import Answer, Desk
from pages.components.choice_words import Written
from value_model import choices
from value_model.charts.drawing import Record
from value_model.choices import Scenario
from value_model.choices.scenario import KIND, NAMES, newest, written_down
from value_model.narrative import format as forms
from value_model.narrative.page_words import say
from value_model.store import Snapshot, Store
from value_model.store.snapshot import Entry

NARROW = (110, 82)  # px of the names of lines and of each scenario, on a phone


def save(store: Store, snapshot: Snapshot, desk: Desk, answer: Answer, asked: Scenario) -> None:
    """Offer to keep the scenario as A, B or C in the journal; nothing published changes."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="save_scenario"):
        for name in NAMES:
            if st.button(text.plain(say("mix.save_as", name=name)), key=f"save_{name}"):
                content = written_down(name, asked, answer.mix, choices.totals(answer.mix.selected, desk.projects, desk.figures))
                store.note(snapshot.portfolio, KIND, content, role="viewer", snapshot=snapshot.id)
                st.rerun()


def compare(store: Store, snapshot: Snapshot, written: Written, *, compact: bool) -> None:
    """Show the newest scenarios A, B and C side by side; on a phone when each was saved stands above them."""
    kept = newest({**entry.content, "saved": _since(entry, snapshot)} for entry in store.journal(snapshot.portfolio, KIND))
    if not kept:
        text.caption(say("mix.none_saved"))
        return
    rows: list[Record] = [{"": label} | {name: line(content, written) for name, content in kept.items()} for label, line in LINES.items()]
    if compact:
        text.facts((say("mix.saved_when", name=name), str(words)) for name, words in rows[0].items() if name)
    widths = {"": NARROW[0]} | dict.fromkeys(kept, NARROW[1]) if compact else None
    chart_frame.table(rows[1:] if compact else rows, key="compare", named=say("mix.saved"), widths=widths)
    chart_frame.download(rows, key="scenarios")


def _since(entry: Entry, snapshot: Snapshot) -> str:
    """The day of an entry; marked where it is newer than what the snapshot speaks of."""
    day = date.fromisoformat(entry.at[:10])
    return say("mix.since", day=wording.day(day)) if day > snapshot.as_of else wording.day(day)


def _money(field: str) -> Any:
    def line(content: Mapping[str, Any], written: Written) -> str:
        amount = (content.get("totals") or {}).get(field)
        return say("mix.unknown") if amount is None else written.money(amount)

    return line


def _number(field: str, unit: str) -> Any:
    def line(content: Mapping[str, Any], _: Written) -> str:
        amount = (content.get("totals") or {}).get(field)
        return say("mix.unknown") if amount is None else forms.written(amount, unit, forms.style())

    return line


LINES: Mapping[str, Any] = {
    say("mix.saved_on"): lambda content, _: content["saved"],
    say("mix.chosen_for"): lambda content, _: label(content["measure"]),
    say("mix.budget"): lambda content, written: written.money(content["budget"]),
    say("mix.cost"): _money("cost"),
    say("mix.benefits"): _money("benefits_to_come"),
    say("mix.return"): _number("ratio", "ratio"),
    say("mix.fit_value"): _number("fit_value", "score"),
    say("mix.at_risk"): _money("at_risk"),
    say("mix.projects"): _number("projects", "count"),
}
