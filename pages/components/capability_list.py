"""What would raise each capability: one of them by a click on its bar or by the picker, else all."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components import chart_frame, linked, register_picks, text
from value_model.charts.drawing import Record

WIDTHS = {"Capability": 175, "Evidence": 160, "Since the last review": 150, "Figure": 190, "What would raise it": 520}  # px: a page at 1366
CAPABILITY = "capability"  # the picker and its name in the link


def pick(name: str | None) -> None:
    """Take a capability over from a click; a click beside all asks for all again."""
    linked.write(CAPABILITY, name)


def show(rows: Sequence[Record], *, compact: bool) -> None:
    """Show the rows in their fixed order."""
    text.section("What would raise each")
    chosen = register_picks.picker(
        "Capability", {str(row["Capability"]): str(row["Capability"]) for row in rows}, key=CAPABILITY, width=360
    )
    kept = [dict(row) for row in rows if chosen in (None, row["Capability"])]
    if compact:
        text.facts((str(row["Capability"]), str(row["What would raise it"])) for row in kept)
    else:
        chart_frame.table(kept, key="capabilities", named="What would raise each", widths=WIDTHS)
