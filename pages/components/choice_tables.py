"""What a scenario comes to on the page: beside today's mix, what it swaps, what falls below the line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from pages.components import chart_frame, text
from pages.components.choice_desk import Answer, Desk
from pages.components.choice_words import Written
from value_model import choices
from value_model.charts.drawing import Record
from value_model.choices import Candidate
from value_model.narrative import format as forms

FIRST = {False: 12, True: 5}  # rows of a list before "Show all", by compact


def conflicts(answer: Answer, desk: Desk, written: Written) -> None:
    """Say why no mix is possible."""
    text.marked("◆", "In this scenario, no mix is possible.", "", "bad")
    text.bullets(one.sentence(desk.names, written.money) for one in answer.mix.conflicts)


def result(answer: Answer, desk: Desk, written: Written) -> None:
    """Show what the mix comes to beside today's, its proof, and what could not be weighed."""
    mix, now = answer.mix, answer.today
    added = choices.totals(mix.selected, desk.projects, desk.figures)
    proof = "No mix holds more." if not mix.gap else f"No mix holds more than {written.amount(mix.bound)}, a gap of {mix.gap:.2%}."
    pairs = [
        ("Cost to come", f"{written.money(mix.cost or 0.0)} (today {written.money(now.cost or 0.0)})"),
        (written.name.capitalize(), f"{written.amount(mix.value)} (today {written.amount(now.value)})"),
        ("Projects", f"{len(mix.selected)} (today {len(now.selected)})"),
        ("Proof", proof),
    ]
    if added.ratio is not None:
        pairs.insert(
            2, ("Return to come", f"{added.ratio:.1f}× benefits to come for each $1 of cost to come".replace("$1", written.money(1)))
        )
    text.facts(pairs)
    text.bullets(_remarks(answer, desk, written))


def _remarks(answer: Answer, desk: Desk, written: Written) -> Iterable[str]:
    names, to = desk.names, forms.style(written.currency)
    if answer.mix.left_out:
        listed = forms.listing([names[one] for one in answer.mix.left_out], to)
        yield f"Not weighed, so left as today: {listed}. Cost to come or {written.name} is not recorded."
    if answer.mix.unweighed:
        yield f"In every mix, with an amount not recorded: {forms.listing([names[one] for one in answer.mix.unweighed], to)}."
    yield from (one.sentence(names) for one in answer.broken)


def swaps(answer: Answer, desk: Desk, written: Written, *, compact: bool) -> None:
    """Show what turns today's mix into this one, and the net of it."""
    text.section("Swap list")
    change = choices.swaps(desk.projects, answer.mix, answer.today)
    rows = [written.row(one, Change="← Out") for one in change.out] + [written.row(one, Change="→ In") for one in change.into]
    if not rows:
        text.caption("In this scenario, the best mix is today's mix.")
        return
    net = f"{forms.money(change.cost, forms.style(written.currency), form='signed')} of cost to come"
    text.caption(f"In this scenario, net {net} and {written.differ(change.value)} of {written.name}.")
    listed(rows, key="swaps", compact=compact)


def below(answer: Answer, desk: Desk, written: Written, *, compact: bool) -> None:
    """Show the projects that the mix does not hold, best return first."""
    text.section("Below the line")
    outside = choices.below_the_line(desk.projects, answer.mix)
    if not outside:
        text.caption("In this scenario, every project that can be weighed is in the mix.")
        return
    text.caption("In this scenario, not in the mix; most for its cost to come first.")
    rows = [written.row(one) | {f"Per {written.money(1)}": one.ratio(written.measure), "Today": _today(one)} for one in outside]
    listed(rows, key="below", compact=compact)


def _today(one: Candidate) -> str:
    return "● Funded" if one.funded else "○ Not funded"


def listed(rows: Sequence[Record], *, key: str, compact: bool) -> None:
    """Show rows as a table, the first of many with the rest on request; a phone gets the columns that matter most."""
    first = FIRST[compact]
    whole = len(rows) <= first or st.toggle(f"Show all {len(rows)}", key=f"{key}_all")
    shown = list(rows if whole else rows[:first])
    numbers = {name for row in shown for name, value in row.items() if isinstance(value, float)}
    config = {name: st.column_config.NumberColumn(name, format="%.1f") for name in numbers}
    order = [name for name in shown[0] if not compact or name in ("Change", "Project") or name.startswith("Cost")]
    chart_frame.table(shown, key=key, height=min(38 + 35 * len(shown), 460), column_order=order, column_config=config)
