"""A chart whose parts can be clicked; whatever a click does, a picker or a table beside it does too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.components import chart_frame, ready, routes, text
from value_model.charts.drawing import Drawing
from value_model.charts.picking import KEY, PICK

Pick = Callable[[str | None], None]
Go = Callable[[str], None]


def show(drawing: Drawing, *, key: str, on_pick: Pick) -> None:
    """Show a drawing under its message; `on_pick` gets the key of the part clicked, None for a click beside all.

    It runs before the page is drawn again, so it may set a picker.
    """
    text.section(drawing.title)
    _picture(drawing, key, lambda: on_pick(picked(st.session_state.get(f"chart_{key}"))))
    chart_frame.data_behind(drawing, key=key, file_name=f"{key}.csv")


def opening(drawing: Drawing, *, key: str, go: Go) -> None:
    """Show a drawing under its message; a click on a part goes to another page by `go`, which gets the key of the part."""
    text.section(drawing.title)
    chosen = picked(_picture(drawing, key, "rerun"))
    chart_frame.data_behind(drawing, key=key, file_name=f"{key}.csv")
    if chosen:
        go(chosen)


def to_project(drawing: Drawing, *, key: str) -> None:
    """Show a drawing under its message; a click on a part opens the project whose scope it stands for."""
    opening(drawing, key=key, go=routes.open_project)


def or_say(drawing: Drawing | None, heading: str, *, key: str, missing: str, on_pick: Pick | None = None, go: Go | None = None) -> None:
    """Show a drawing as `show` or `opening` does; where its inputs are missing, keep its place with one sentence that names them."""
    if drawing is None:
        chart_frame.show_or_say(None, heading, key=key, missing=missing)
    elif on_pick:
        show(drawing, key=key, on_pick=on_pick)
    else:
        opening(drawing, key=key, go=go or routes.open_project)


def picked(state: Any) -> str | None:
    """Return the key of the part that was clicked, from what the chart reports."""
    chosen = (state or {}).get("selection", {}).get(PICK) or []
    first = chosen[0] if isinstance(chosen, list) and chosen else {}
    value = first.get(KEY)
    return str(value) if value else None


def _picture(drawing: Drawing, key: str, on_select: Any) -> Any:
    return ready.chart(
        drawing, width="stretch", height=int(drawing.spec["height"]), key=f"chart_{key}", on_select=on_select, selection_mode=[PICK]
    )
