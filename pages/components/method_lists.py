"""The lists of the Method page: every figure, every setting with its owner and date, and what was accepted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from pages.components import caches, chart_frame, text, wording
from value_model import narrative, policy
from value_model.charts.drawing import Record
from value_model.store import Snapshot

FIGURE_WIDTHS = {"Figure": 195, "Reads": 84, "Unit": 70, "Formula": 305, "Not stated when": 275, "Source": 270}
SETTING_WIDTHS = {"Setting": 230, "Value": 100, "Owner": 110, "Date": 110, "Meaning and source": 650}
NARROW_FIGURES, NARROW_SETTINGS = {"Figure": 222, "Reads": 130}, {"Setting": 240, "Value": 112}


def figures(rows: Sequence[Record], *, compact: bool) -> None:
    """List the figures of the portfolio with their written form, or why there is none."""
    text.section("All figures of the portfolio")
    chart_frame.table(
        list(rows), key="all_figures", named="All figures of the portfolio", height=400, column_order=list(NARROW_FIGURES) if compact else None, widths=NARROW_FIGURES if compact else FIGURE_WIDTHS,
    )  # fmt: skip
    st.download_button(
        "Download figures", partial(chart_frame.to_csv, list(rows)), "figures.csv", "text/csv", key="figures_csv", on_click="ignore"
    )


def settings(*, compact: bool) -> None:
    """List the policy settings: value, who answers for it, since when, and what it means."""
    rows: list[Record] = [
        {"Setting": one.name, "Value": str(one.value), "Owner": one.owner, "Date": _day(one.date), "Meaning and source": one.source}
        for one in policy.load()
    ]
    text.section("Policy settings")
    text.caption(
        "Thresholds, weights and scales behind statuses, ranking and wording. They are changed in data/policy.toml, never in code."
    )
    chart_frame.table(
        rows, key="policy_settings", named="Policy settings", height=400, column_order=list(NARROW_SETTINGS) if compact else None,
        widths=NARROW_SETTINGS if compact else SETTING_WIDTHS,
    )  # fmt: skip


def _day(written: object) -> str:
    """A day as everywhere else on screen; what is not a day as it stands."""
    try:
        return wording.day(date.fromisoformat(str(written)))
    except ValueError:
        return str(written)


def withheld(snapshot: Snapshot) -> None:
    """Count the sentences that failed the number check and are not shown anywhere, and say what differed."""
    text.section("The number check")
    failed = narrative.kept_back(snapshot.id)
    if not failed:
        text.caption("Every number of every sentence is compared with its figure before it is shown. No sentence is withheld.")
        return
    noun = "sentence is" if len(failed) == 1 else "sentences are"
    text.marked("▲", f"{len(failed)} {noun} withheld.", "What they say differs from their figures, so they are not shown:", "watch")
    text.bullets(failed[:20])


def accepted(snapshot: Snapshot) -> None:
    """List the warnings that were accepted when the snapshot was published, and the terms it was computed under."""
    text.section("This snapshot")
    given = [(name.replace("_", " ").capitalize().replace("Pmo", "PMO"), _day(value)) for name, value in sorted(snapshot.settings.items())]
    text.facts(
        [
            ("State", snapshot.state),
            ("Method", snapshot.method),
            ("Policy", snapshot.policy_hash[:12]),
            ("Fingerprint", snapshot.hash[:12]),
            *given,
        ]
    )
    warnings = [finding.sentence() for finding in caches.store().findings(snapshot.id) if finding.severity == "warning"]
    if warnings:
        text.item(
            f"{len(warnings)} {'warning' if len(warnings) == 1 else 'warnings'} accepted" if snapshot.state == "published" else "Warnings"
        )
        text.bullets(warnings[:20])
