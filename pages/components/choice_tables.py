"""What a scenario comes to on the page: beside today's mix, what it swaps, what falls below the line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from pages.components import caches, chart_frame, columns, sheets, text
from pages.components.choice_controls import label
from pages.components.choice_desk import Answer, Desk
from pages.components.choice_words import Written
from pages.components.sheets import Sheet
from pages.components.shown import Shown
from value_model import choices
from value_model.charts.drawing import Record
from value_model.choices import Candidate, Mix, Scenario
from value_model.narrative import conflicts as sentences
from value_model.narrative import format as forms
from value_model.narrative.page_words import say

Row = Callable[[], Record]  # a row when it is asked for: a mix may leave out hundreds of projects
FIRST = {False: 12, True: 5}  # rows of a list before "Show all", by compact


@dataclass(frozen=True)
class Asked:
    """What a list of projects depends on: what is shown and the scenario asked for."""

    shown: Shown
    scenario: Scenario


def conflicts(answer: Answer, desk: Desk, written: Written) -> None:
    """Say why no mix is possible."""
    text.marked("◆", say("mix.impossible"), "", "bad")
    text.bullets(sentences.sentence(one, desk.names, written.money) for one in answer.mix.conflicts)


def result(heading: str, answer: Answer, desk: Desk, written: Written) -> None:
    """Show under a heading what the mix comes to beside today's, its proof, and what could not be weighed."""
    mix, now = answer.mix, answer.today
    ratio = choices.totals(mix.selected, desk.projects, desk.figures).ratio
    pairs = {
        say("mix.cost"): say("mix.beside", value=written.money(mix.cost or 0.0), today=written.money(now.cost or 0.0)),
        label(written.measure): say("mix.beside", value=written.amount(mix.value), today=written.amount(now.value)),
        say("mix.return"): "" if ratio is None else say("mix.per_one", ratio=written.ratio(ratio), one=written.money(1)),
        say("mix.projects"): say("mix.beside", value=len(mix.selected), today=len(now.selected)),
        say("mix.proof"): _proof(mix, written),
    }
    text.summary(heading, [(label, words) for label, words in pairs.items() if words], _remarks(answer, desk, written))


def _proof(mix: Mix, written: Written) -> str:
    if not mix.gap:
        return say("mix.proved")
    return say("mix.proved_gap", bound=written.amount(mix.bound), gap=written.gap(mix.gap))


def _remarks(answer: Answer, desk: Desk, written: Written) -> Iterable[str]:
    names, to = desk.names, forms.style(written.currency)
    if answer.mix.left_out:
        listed = forms.listing([names[one] for one in answer.mix.left_out], to)
        yield say("mix.left_out", names=listed, measure=written.name)
    if answer.mix.unweighed:
        yield say("mix.unweighed", names=forms.listing([names[one] for one in answer.mix.unweighed], to))
    yield from (sentences.sentence(one, names) for one in answer.broken)


def swaps(asked: Asked, answer: Answer, desk: Desk, written: Written, *, compact: bool) -> None:
    """Show what turns today's mix into this one, and the net of it."""
    change = choices.swaps(desk.projects, answer.mix, answer.today)
    moves = [(one, "out") for one in change.out] + [(one, "in") for one in change.into]
    if not moves:
        text.section(say("mix.swaps"), say("mix.same"))
        return
    net = forms.money(change.cost, forms.style(written.currency), form="signed")
    text.section(say("mix.swaps"), say("mix.net", cost=net, value=written.differ(change.value), measure=written.name))
    rows = [partial(written.row, one, **{say("mix.change"): say(f"mix.{way}")}) for one, way in moves]
    listed(asked, rows, key="swaps", named=say("mix.swaps"), compact=compact)


def below(asked: Asked, answer: Answer, desk: Desk, written: Written, *, compact: bool) -> None:
    """Show the projects that the mix does not hold, best return first."""
    outside = choices.below_the_line(desk.projects, answer.mix)
    text.section(say("mix.below"), say("mix.outside" if outside else "mix.all_in"))
    if not outside:
        return
    per, today = say("mix.per", one=written.money(1)), say("mix.today")
    rows = [partial(_outside, one, written, per, today) for one in outside]
    listed(asked, rows, key="below", named=say("mix.below"), compact=compact)


def _outside(one: Candidate, written: Written, per: str, today: str) -> Record:
    return written.row(one) | {per: one.ratio(written.measure), today: _today(one)}


def _today(one: Candidate) -> str:
    return say("mix.funded" if one.funded else "mix.not_funded")


def listed(asked: Asked, rows: Sequence[Row], *, key: str, named: str, compact: bool) -> None:
    """Show rows as a table, the first of many with the rest on request; a phone gets the columns that matter most."""
    first = FIRST[compact]
    whole = len(rows) <= first or st.toggle(text.plain(say("mix.show_all", n=len(rows))), key=f"{key}_all")
    shown = rows if whole else rows[:first]
    sheet = caches.part(asked.shown, key, (asked.scenario, whole, compact), lambda: _sheet([row() for row in shown], compact=compact))
    order = _order(sheet.names, compact=compact)
    chart_frame.table(sheet, key=key, named=named, most=460, column_order=order)
    chart_frame.download(lambda: [row() for row in rows], key=key)


def _order(names: Sequence[str], *, compact: bool) -> list[str]:
    narrow = (say("mix.change"), say("mix.project"))
    return [name for name in names if not compact or name in narrow or name.startswith(say("mix.cost"))]


def _sheet(rows: Sequence[Record], *, compact: bool) -> Sheet:
    numbers = [name for name in rows[0] if any(isinstance(row[name], float) for row in rows)]
    order = _order(list(rows[0]), compact=compact)
    widths = dict(zip(order, (66, 140, 120)[-len(order) :], strict=False)) if compact else None  # px
    above = columns.headings(rows, order, columns.HALF_PAGE)
    return sheets.made(rows, {name: st.column_config.NumberColumn(above.get(name, name), format="%.1f") for name in numbers}, widths)
