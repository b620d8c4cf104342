"""A chart whose parts can be clicked; whatever a click does, a picker beside it does too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from pages.components import chart_frame, routes, text
from value_model.charts.drawing import Drawing

Pick = Callable[[str | None], None]


def show(drawing: Drawing, *, key: str, param: str, field: str, on_pick: Pick) -> None:
    """Show a drawing under its message; `on_pick` gets the `field` of the part clicked, None for a click beside all."""
    text.section(drawing.title)
    st.vega_lite_chart(
        pd.DataFrame.from_records(drawing.data), drawing.spec, theme=None, width="stretch", height=int(drawing.spec["height"]),
        key=f"chart_{key}", alt=drawing.alt, on_select=lambda: on_pick(picked(st.session_state.get(f"chart_{key}"), param, field)),
        selection_mode=[param],
    )  # fmt: skip
    chart_frame.data_behind(drawing, key=key, file_name=f"{key}.csv")


def picked(state: Any, param: str, field: str) -> str | None:
    """Return the field of the part that was clicked, from what the chart reports."""
    chosen = (state or {}).get("selection", {}).get(param) or []
    first = chosen[0] if isinstance(chosen, list) and chosen else {}
    value = first.get(field)
    return str(value) if value else None


def to_project(drawing: Drawing, *, key: str, param: str, field: str = "Key") -> None:
    """Show a drawing under its message; a click on a part opens the project whose scope its `field` holds."""
    text.section(drawing.title)
    state = st.vega_lite_chart(
        pd.DataFrame.from_records(drawing.data), drawing.spec, theme=None, width="stretch", height=int(drawing.spec["height"]),
        key=f"chart_{key}", alt=drawing.alt, on_select="rerun", selection_mode=[param],
    )  # fmt: skip
    chart_frame.data_behind(drawing, key=key, file_name=f"{key}.csv")
    routes.open_project(picked(state, param, field))
