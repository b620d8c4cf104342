"""Ask what period columns hold, and in which month the fiscal year starts, where a file does not say."""

from __future__ import annotations

import streamlit as st

from pages.components import intake, text
from value_model.contract import TABLES
from value_model.ingest import period_answers
from value_model.ingest.period_answers import Periods, Place
from value_model.narrative.page_words import say

_MOST = 40
_OPEN = ""


def open_ones(read: intake.Reading) -> list[Periods]:
    """Return the questions about period columns, the first of very many."""
    return read.proposal.periods[:_MOST] if read.proposal else []


def year_is_open(read: intake.Reading) -> bool:
    """Tell whether fiscal periods were left unread because nothing says in which month their year starts."""
    return any(finding.code == "fiscal-year-unknown" for finding in read.imported.findings)


def ask(questions: list[Periods]) -> dict[Place, str]:
    """Show each question with what its words tell as the first choice; return the answers given."""
    given = {periods.place: _ask(periods) for periods in questions}
    return {place: answer for place, answer in given.items() if answer}


def _ask(periods: Periods) -> str:
    options = [_OPEN, *period_answers.choices(periods), period_answers.IGNORE]
    start = options.index(periods.guess) if periods.guess in options else 0
    first, last = periods.names
    many = len(periods.open.headings)
    label = first if many == 1 else say("columns.from_to", first=first, last=last)
    chosen = st.selectbox(text.plain(label), options, index=start, format_func=_named, key=f"periods_{periods.sheet}_{periods.open.words}")
    text.caption(" · ".join([say("columns.of_periods", n=many), *periods.samples]))
    return chosen or _OPEN


def _named(choice: str) -> str:
    table, _, stream = choice.partition(".")
    if not stream:
        return say("columns.leave_out" if choice else "columns.not_read")
    return say("columns.field", sheet=TABLES[table].sheet, name=say(f"columns.{stream}"))


def ask_year() -> dict[str, str]:
    """Ask for the month in which the fiscal year starts; return it as a setting, empty where it stays open."""
    months = [say("columns.choose"), *(say(f"columns.month_{number}") for number in range(1, 13))]
    chosen = st.selectbox(text.plain(say("columns.year_starts")), months, key="fiscal_year_start")
    number = months.index(chosen) if chosen in months else 0
    return {"fiscal_year_start": str(number)} if number else {}
