"""The lists of the Method page: every figure, every setting with its owner and date, and what was accepted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from pages.components import chart_frame, keeping, text, wording
from value_model import narrative, policy
from value_model.charts.drawing import Record
from value_model.narrative.page_words import number, say
from value_model.narrative.translated import translated
from value_model.store import Snapshot

FIGURE_WIDTHS = {
    say("words.figure"): 195,
    say("words.reads"): 84,
    say("words.unit"): 70,
    say("words.formula"): 305,
    say("words.not_stated_when"): 275,
    say("words.source"): 270,
}
SETTING_WIDTHS = {
    say("words.setting"): 230,
    say("words.value"): 100,
    say("words.owner"): 110,
    say("words.date"): 110,
    say("words.meaning_and_source"): 650,
}
NARROW_FIGURES, NARROW_SETTINGS = {say("words.figure"): 222, say("words.reads"): 130}, {say("words.setting"): 240, say("words.value"): 112}


def figures(rows: Sequence[Record], *, compact: bool) -> None:
    """List the figures of the portfolio with their written form, or why there is none."""
    text.section(say("words.all_figures_of_the_portfolio"))
    chart_frame.table(
        list(rows), key="all_figures", named=say("words.all_figures_of_the_portfolio"), most=400, column_order=list(NARROW_FIGURES) if compact else None, widths=NARROW_FIGURES if compact else FIGURE_WIDTHS,
    )  # fmt: skip
    st.download_button(
        say("words.download_figures"),
        partial(chart_frame.to_csv, list(rows)),
        "figures.csv",
        "text/csv",
        key="figures_csv",
        on_click="ignore",
    )


def settings(*, compact: bool) -> None:
    """List the policy settings: value, who answers for it, since when, and what it means."""
    rows: list[Record] = [
        {
            say("words.setting"): one.name,
            say("words.value"): _value(one.value),
            say("words.owner"): translated(one.owner),
            say("words.date"): _day(one.date),
            say("words.meaning_and_source"): translated(one.source),
        }
        for one in policy.load()
    ]
    text.section(say("words.policy_settings"), say("words.thresholds_weights_and_scales_behind_statuses"))
    chart_frame.table(
        rows, key="policy_settings", named=say("words.policy_settings"), most=400, column_order=list(NARROW_SETTINGS) if compact else None,
        widths=NARROW_SETTINGS if compact else SETTING_WIDTHS,
    )  # fmt: skip
    chart_frame.download(rows, key="policy")


def _value(setting: object) -> str:
    """A number as everywhere else on screen, with the true minus sign; anything else as the policy file has it."""
    return number(setting) if isinstance(setting, int | float) and not isinstance(setting, bool) else str(setting)


def _day(written: object) -> str:
    """A day as everywhere else on screen; what is not a day as it stands."""
    try:
        return wording.day(date.fromisoformat(str(written)))
    except ValueError:
        return str(written)


def withheld(snapshot: Snapshot) -> None:
    """Count the sentences that failed the number check and are not shown anywhere, and say what differed."""
    text.section(say("words.the_number_check"))
    failed = narrative.kept_back(snapshot.id)
    if not failed:
        text.caption(say("words.every_number_of_every_sentence_is"))
        return
    text.marked("▲", say("told.withheld", n=len(failed)), say("words.what_they_say_differs_from_their"), "watch")
    text.bullets(failed[:20])


def accepted(snapshot: Snapshot) -> None:
    """List the warnings that were accepted when the snapshot was published, and the terms it was computed under."""
    text.section(say("words.this_snapshot"))
    given = [
        (translated(name.replace("_", " ").capitalize().replace("Pmo", "PMO")), _day(value))
        for name, value in sorted(snapshot.settings.items())
    ]
    text.facts(
        [
            (say("words.state"), translated(snapshot.state)),
            (say("words.method"), snapshot.method),
            (say("words.policy"), snapshot.policy_hash[:12]),
            (say("words.fingerprint"), snapshot.hash[:12]),
            *given,
        ]
    )
    warnings = [finding.sentence(translated) for finding in keeping.store().findings(snapshot.id) if finding.severity == "warning"]
    if warnings:
        text.item(say("told.accepted", n=len(warnings)) if snapshot.state == "published" else say("words.warnings"))
        text.bullets(warnings[:20])
