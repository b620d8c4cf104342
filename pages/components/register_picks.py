"""What narrows the benefit register: a recorded reason, a quarter, a kind; by picker, by link, or by a click on a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from pages.components import linked, wording
from pages.components.benefits_scene import Line
from value_model.charts.drawing import Record
from value_model.exports.writers import quarter_name
from value_model.figures.benefit_quarters import last_day
from value_model.narrative.page_words import say
from value_model.narrative.translated import translated

REASON, QUARTER, KIND = "reason", "quarter", "kind"
WORDS = {"plan": say("words.plan"), "realized": say("words.realized"), "forecast": say("words.forecast")}
Kept = list[tuple[Record, Line]]  # shared between runs, never to be changed
Offered = tuple[Mapping[str, str], Mapping[str, str]]


@dataclass(frozen=True)
class Picks:
    """What is asked of the register; None asks for nothing."""

    reason: str | None = None
    quarter: str | None = None
    kind: str | None = None


def by_reason(reason: str | None) -> None:
    """Take a reason over from a click; a click beside all steps, or on a total, asks for all again."""
    linked.write(REASON, reason)


def by_quarter(quarter: str | None) -> None:
    """Take a quarter over from a click."""
    linked.write(QUARTER, quarter)


def offered(lines: Sequence[Line], fiscal_year_start: int) -> Offered:
    """Return the quarters and the kinds there are to pick from, in words by identifier."""
    quarters = sorted({key for line in lines for key in line.quarters})
    kinds = sorted({line.kind for line in lines if line.kind})
    return {key: quarter_name(last_day(key), fiscal_year_start) for key in quarters}, {
        kind: translated(kind.capitalize()) for kind in kinds
    }


def ask(offers: Offered, reasons: Mapping[str, str], *, with_reasons: bool = True) -> Picks:
    """Show the pickers that have something to pick from and return what they ask for."""
    quarters, kinds = offers
    with st.container(horizontal=True, gap="small", key="register_picks"):
        reason = picker(say("words.recorded_reason_for_the_gap"), reasons, key=REASON, width=300) if with_reasons else None
        quarter = picker(say("words.quarter"), quarters, key=QUARTER, width=180)
        kind = picker(say("words.type_of_benefit"), kinds, key=KIND, width=220)
    return Picks(reason, quarter, kind)


def picker(our_label: str, words: Mapping[str, str], *, key: str, width: int, placeholder: str = say("words.all")) -> str | None:
    """Show a picker of words by identifier, bound to the link; without a choice it asks for all."""
    return linked.pick(
        st,
        our_label,
        list(words),
        key=key,
        first=None,
        words=lambda one: words[one],
        placeholder=placeholder,
        width=width,
        disabled=not words,
    )


def narrowed(lines: Sequence[Line], picks: Picks, unit: str, scale: int, quarters: Mapping[str, str]) -> Kept:
    """Return rows with their lines: those with a part in the reason, an amount in the quarter and of the kind asked for.

    A reason puts its largest loss first; a reason and a quarter add columns of their own behind the names.
    """
    kept = [line for line in lines if picks.kind in (None, line.kind)]
    if picks.quarter:
        kept = [line for line in kept if picks.quarter in line.quarters]
    if picks.reason:
        reason = picks.reason
        kept = sorted((line for line in kept if line.gaps.get(reason)), key=lambda line: line.gaps[reason])
    return [(_row(line, picks, unit, scale, quarters), line) for line in kept]


def _row(line: Line, picks: Picks, unit: str, scale: int, quarters: Mapping[str, str]) -> Record:
    first, more = dict(list(line.row.items())[:2]), dict[str, float | None]()
    if picks.reason:
        more[say("told.gap_in", unit=unit)] = wording.in_unit(line.gaps[picks.reason], scale)
    if picks.quarter:
        held = line.quarters[picks.quarter]
        for name, words in WORDS.items():
            more[say("told.in_quarter", name=words, quarter=quarters[picks.quarter], unit=unit)] = wording.in_unit(held.get(name), scale)
    return first | more | line.row


def said(shown: Kept, lines: Sequence[Line], picks: Picks, reasons: Mapping[str, str], quarters: Mapping[str, str]) -> str:
    """Return in words what the register holds."""
    asked = {
        "kind": picks.kind,
        "quarter": picks.quarter and quarters[picks.quarter],
        "reason": picks.reason and reasons[picks.reason],
    }
    by = ", ".join(say(f"told.by_{name}", name=words) for name, words in asked.items() if words)
    if by:
        return say("told.some_benefits", k=len(shown), n=len(lines), by=by)
    return say("told.all_benefits", n=len(lines))
