"""Charts that are sent ready-made are those that Streamlit would have made of them."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest


def one_chart_twice() -> None:
    import streamlit as st

    from pages.components import ready
    from value_model.charts.drawing import Drawing
    from value_model.charts.packing import packed

    place = {"x": {"field": "At", "type": "quantitative"}}
    words = {"data": {"values": [{"At": 1, "text": "Gap"}]}, "encoding": place | {"text": {"field": "text"}}}
    layers = [
        {"mark": "rect", "encoding": place},
        {"mark": {"type": "text", "stroke": "#FFFFFF"}, **words},
        {"mark": {"type": "text"}, **words},
    ]
    pick = [{"name": "picked", "select": {"type": "point", "fields": ["At"]}}]
    drawing = Drawing({"layer": layers, "params": pick, "height": 200}, [{"At": 2.0}], "Message", "Measure", "In words")
    how = {"width": "stretch", "height": 200, "on_select": "rerun", "selection_mode": ["picked"]}
    ready.chart(drawing, key="ours", **how)
    st.vega_lite_chart(drawing.frame, packed(drawing.spec), theme=None, alt=drawing.alt, key="theirs", **how)


def test_a_chart_is_sent_as_streamlit_would_send_it():
    app = AppTest.from_function(one_chart_twice).run()
    assert not app.exception
    ours, theirs = (chart.proto for chart in app.get("vega_lite_chart"))
    assert json.loads(ours.spec) == json.loads(theirs.spec)
    assert len(json.loads(ours.spec)["layer"]) == 2  # by hand: the words and their halo are one
    for name in ("data", "alt", "theme", "selection_mode"):
        assert getattr(ours, name) == getattr(theirs, name)
