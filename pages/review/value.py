"""Value: what do we get back for what we spend?"""

import streamlit as st

from pages.components import caches, chart_frame, clickable, decisions, header, linked, opening, routes, states, text
from pages.components.page_scene import PageScene
from pages.components.value_scene import SPANS
from value_model.figures import PORTFOLIO

view = header.open_page()
if view.shown is None:
    states.nothing(view)
else:
    scene = caches.scene(PageScene, "value", view.shown, view.look)
    opening.show(view, scene, "value")
    chosen = linked.pick_side_by_side(
        "Which part of the projects' lives", list(SPANS), key="span", first="to come", words=lambda key: SPANS[key].label
    )
    for chart in ("investment_bubble", "net_benefit_bars"):
        name = f"{chart}_{SPANS[chosen].key}"
        if name in scene.charts:
            clickable.to_project(scene.charts[name], key=f"{chart}_{chosen.replace(' ', '_')}")
        else:
            missing = scene.unsaid[name if name in scene.failed else chosen]
            chart_frame.show_or_say(None, f"Cost and benefits {chosen}", missing=missing, key=chart)
            if name not in scene.failed:
                break  # both charts lack the same
    if scene.tables[chosen]:
        with st.expander("Projects the charts cannot show", key="without"):
            text.bullets(f"{row['Project']}: no {row['Missing']} recorded {chosen}" for row in scene.tables[chosen])
    clickable.or_say(
        scene.charts.get("value_by_type"),
        "Forecast benefits by type",
        missing=scene.unsaid["value_by_type"],
        key="types",
        go=routes.open_kind,
    )
    decisions.show(scene.story.decisions, scene.proof, here=PORTFOLIO, page="value")
