"""Risk: which value may not arrive?"""

import streamlit as st

from pages.components import caches, clickable, decisions, header, opening, states, text, warning_list
from pages.components.page_scene import PageScene
from value_model.figures import PORTFOLIO

view = header.open_page()
if view.shown is None:
    states.nothing(view)
else:
    scene = caches.scene(PageScene, "risk", view.shown, view.look)
    opening.show(view, scene, "risk")
    clickable.or_say(scene.charts.get("quadrant"), "Delivery beside value, by project", missing=scene.unsaid["quadrant"], key="quadrant")
    if scene.tables["unplaced"]:
        with st.expander("Projects the chart cannot show", key="unplaced"):
            text.bullets(f"{row['Project']}: {row['Missing']} not reported" for row in scene.tables["unplaced"])
    clickable.or_say(
        scene.charts.get("forecast_history"), "Forecasts over the reviews", missing=scene.unsaid["forecast_history"], key="forecast_history"
    )
    warning_list.show(scene.tables["warnings"], compact=view.compact)
    decisions.show(scene.story.decisions, scene.proof, here=PORTFOLIO, page="risk")
