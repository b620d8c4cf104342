"""What would raise each capability: one of them by a click on its bar or by the picker, else all."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components import chart_frame, linked, register_picks, text
from value_model.charts.drawing import Record
from value_model.narrative.page_words import say

WIDTHS = {
    say("words.capability"): 175,
    say("words.evidence"): 160,
    say("words.since_the_last_review"): 150,
    say("words.figure"): 190,
    say("words.what_would_raise_it"): 520,
}  # px: a page at 1366
CAPABILITY = "capability"  # the picker and its name in the link


def pick(name: str | None) -> None:
    """Take a capability over from a click; a click beside all asks for all again."""
    linked.write(CAPABILITY, name)


def show(rows: Sequence[Record], *, compact: bool) -> None:
    """Show the rows in their fixed order."""
    text.section(say("words.what_would_raise_each"))
    chosen = register_picks.picker(
        say("words.capability"),
        {str(row[say("words.capability")]): str(row[say("words.capability")]) for row in rows},
        key=CAPABILITY,
        width=360,
    )
    kept = [dict(row) for row in rows if chosen in (None, row[say("words.capability")])]
    if compact:
        text.facts((str(row[say("words.capability")]), str(row[say("words.what_would_raise_it")])) for row in kept)
    else:
        chart_frame.table(kept, key="capabilities", named=say("words.what_would_raise_each"), widths=WIDTHS)
    chart_frame.download(kept, key="capabilities")
