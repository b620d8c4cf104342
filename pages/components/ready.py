"""What is ready to be sent of a text, a chart or a table, put into it on its way out.

Streamlit writes and reads the drawing of a chart anew at every run, and takes words beside numbers from a pandas Styler alone,
out of which it makes two data frames: that takes longer than all else about them; of a text it first finds out what it is. Here it makes the element as always, out of
next to nothing, and what was made once is put in. This rests on how it hands elements on (`DeltaGenerator._enqueue`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.layout_utils import LayoutConfig
from streamlit.proto.Html_pb2 import Html

from value_model.charts.drawing import Drawing

WIDE = LayoutConfig(width="stretch")
Fill = Callable[[Any], None]  # completes an element that is about to be sent


class _Place(DeltaGenerator):
    """Where the next element goes: the place that is written to now."""

    def __init__(self, fill: Fill) -> None:
        here = st._main._active_dg
        super().__init__(root_container=here._root_container, cursor=here._cursor, parent=here)
        self._fill = fill

    def _enqueue(self, delta_type: str, element_proto: Any, *rest: Any, **more: Any) -> DeltaGenerator:
        self._fill(element_proto)
        return super()._enqueue(delta_type, element_proto, *rest, **more)


def text(markup: str) -> None:
    """Show markup that is no style sheet and needs no cleaning, as `st.html` does."""
    st._main._active_dg._enqueue("html", Html(body=markup), layout_config=WIDE)


def chart(drawing: Drawing, **options: Any) -> Any:
    """Draw a chart with its words for those who cannot see it; `options` are those of `st.vega_lite_chart`."""

    def fill(element: Any) -> None:
        element.spec = drawing.text

    stub = {"mark": "bar", "params": drawing.spec.get("params", [])}
    return _Place(fill).vega_lite_chart(drawing.frame, stub, theme=None, alt=drawing.alt, **options)


def table(data: Any, words: bytes, **options: Any) -> Any:
    """Show an Arrow table; `words` are those beside its numbers as an Arrow stream, empty for none; `options` are those of `st.dataframe`."""

    def fill(element: Any) -> None:
        element.arrow_data.styler.uuid = "words"
        element.arrow_data.styler.display_values = words

    return (_Place(fill) if words else st).dataframe(data, **options)
