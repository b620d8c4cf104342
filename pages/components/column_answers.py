"""Ask about columns: what each is read as, how sure that is, three of its values, and a drop-down to say otherwise."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from pages.components import intake, period_questions, text
from value_model.contract import TABLES
from value_model.errors import ValueModelError
from value_model.ingest import answering, mapping_file, writing
from value_model.ingest.answering import Answer, Column
from value_model.ingest.mapping import field_of
from value_model.narrative import format as forms
from value_model.narrative.page_words import say
from value_model.narrative.translated import translated

UNITS = {say(f"columns.{name}"): 1_000**power for power, name in enumerate(("typed", "thousands", "millions", "billions"))}
ORDERS = {say("columns.day_first"): "DMY", say("columns.month_first"): "MDY"}
OPEN = say("columns.choose")
_ASKED = {"column-asked", "unit-asked", "ambiguous-dates", "column-gone"}
WAYS = dict.fromkeys((*_ASKED, "periods-asked", "column-rival"), say("columns.below")) | {"fiscal-year-unknown": say("columns.year_below")}
_MOST = 60


def is_open(read: intake.Reading) -> bool:
    """Tell whether a question about the columns waits for an answer."""
    return any(finding.code in WAYS and finding.code != "column-rival" for finding in read.imported.findings)


def show(read: intake.Reading) -> None:
    """Show the columns in doubt, and all others on request; keep what is answered for the next file of the kind."""
    found = answering.columns(read.proposal) if read.proposal else []
    periods, year = period_questions.open_ones(read), period_questions.year_is_open(read)
    if all(column.status == "exact" for column in found) and not periods and not year:
        return
    asked = {finding.column for finding in read.imported.findings if finding.code in _ASKED}
    open_ones = [column for column in found if column.heading in asked or column.status == "asked"]
    rest = [column for column in found if column not in open_ones][: _MOST - len(open_ones)]
    text.section(say("columns.open" if open_ones or periods or year else "columns.all"))
    with st.form("columns", border=True):
        settings = period_questions.ask_year() if year else {}
        held = period_questions.ask(periods)
        given = {column.place: answer for column in open_ones[:_MOST] if (answer := _ask(column, doubtful=True))}
        with st.expander(text.plain(say("columns.more" if open_ones else "columns.every", n=len(rest))), key="columns_all"):
            given |= {column.place: answer for column in rest if (answer := _ask(column, doubtful=False))}
        text.caption(say("columns.kept"))
        wanted = st.form_submit_button(text.plain(say("columns.apply")))
    if wanted:
        _apply(read, given, held, settings)


def _ask(column: Column, *, doubtful: bool) -> Answer | None:
    """Show one column and return what was answered; None where nothing was changed."""
    options = ["", answering.IGNORE, *answering.choices(column)]
    start = column.field if column.field and (column.certainty >= intake.SURE or not doubtful) else ""
    left, right = st.columns([3, 2], gap="small", vertical_alignment="bottom")
    with left:
        chosen = st.selectbox(
            text.plain(column.heading), options, index=options.index(start) if start in options else 0,
            format_func=_named, key=f"column_{column.sheet}_{column.heading}",
        )  # fmt: skip
    with right:
        how = _how(column, doubtful=doubtful)
    share = forms.percent(column.certainty, forms.style())
    text.caption(" · ".join([say("columns.sure", share=share) if column.field else say("columns.unknown"), *column.samples]))
    return _answer(column, chosen, how, start)


def _how(column: Column, *, doubtful: bool) -> str | None:
    """Ask for the unit of amounts or the order of dates; None where neither applies."""
    choices = list(UNITS) if column.kind == "money" else list(ORDERS) if column.kind in ("date", "period") else []
    if not choices:
        return None
    known = next((name for name, scale in UNITS.items() if scale == column.scale), OPEN) if column.kind == "money" else OPEN
    known = next((name for name, order in ORDERS.items() if order == column.date), known)
    options = [OPEN, *choices]
    start = OPEN if doubtful else known
    label = say("columns.unit" if column.kind == "money" else "columns.order")
    return st.selectbox(text.plain(label), options, index=options.index(start), key=f"how_{column.sheet}_{column.heading}")


def _answer(column: Column, chosen: str, how: str | None, start: str) -> Answer | None:
    scale, order = (Decimal(UNITS[how]) if how in UNITS else None), ORDERS.get(how or "")
    kind = _kind(chosen)
    same_scale = kind != "money" or scale is None or (float(scale) == column.scale and column.status != "asked")
    same_order = kind not in ("date", "period") or order in (None, column.date)
    if chosen == start and same_scale and same_order:
        return None
    return Answer(chosen, scale if kind == "money" else None, order if kind in ("date", "period") else None)


def _kind(chosen: str) -> str:
    table, _, name = chosen.partition(".")
    return field_of(table, name).kind if name else ""


def _named(choice: str) -> str:
    table, _, name = choice.partition(".")
    if not name:
        return say("columns.leave_out" if choice else "columns.not_read")
    known = TABLES[table]
    field = known[name].label if name in known else name.replace("_", " ").capitalize()
    return say("columns.field", sheet=translated(known.sheet), name=translated(field))


def _apply(read: intake.Reading, given: dict[answering.Place, Answer], held: dict[answering.Place, str], settings: dict[str, str]) -> None:
    if not (given or held or settings) or read.proposal is None:
        text.marked("▲", say("columns.unchanged"), say("columns.choose_first"), "watch")
        return
    try:
        made = answering.answered(read.proposal, given, name=read.name, periods=held, settings=settings)
        made = mapping_file.load(writing.save(made))
    except ValueModelError as problem:
        text.marked("◆", say("columns.not_kept"), translated(str(problem)), "bad")
        return
    again = intake.read(read.files, read.fingerprint, mapping=made)
    if again:
        st.session_state[intake.READ] = again
        st.rerun()
