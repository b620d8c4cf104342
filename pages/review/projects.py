"""Projects: should we keep backing this one?"""

import streamlit as st

from pages.components import caches, cards, chart_frame, decision_log, decisions, figure_panel, header, project_picker, pulse, states, text
from pages.components.page_scene import PageScene

NO_CHAIN = 'No benefit of this project is counted in money. The sheet "Benefits" would supply them.'
NO_MILESTONES = 'No milestone of this project is recorded. The sheet "Milestones" would supply them.'

view = header.open_page()
if view.shown is None:
    states.nothing(view)
else:
    listed = caches.projects(view.shown, view.look)
    header.strip(view, listed.story.strip)
    chosen = project_picker.pick(listed.names, compact=view.compact)
    if chosen is None:
        text.headline(listed.story.headline.text)
        project_picker.table(listed.rows, listed.names, compact=view.compact)
    else:
        scene = caches.project(view.shown, chosen, view.look)
        with st.container(gap="xsmall", key="opening"):
            text.strip([listed.names[chosen], *scene.who])
            text.headline(scene.story.headline.text)
            with st.container(horizontal=True, vertical_alignment="bottom", gap="small", wrap=view.compact, key="line_lead"):
                text.lead(scene.lead)
                figure_panel.popover(scene.opening, scene.proof, key="project_figures")
        cards.row(scene.story.cards, scene.proof)
        left, right = st.container(key="split_project").columns([7, 5], gap="medium")
        with left:
            chart_frame.show_or_say(scene.curve, "Benefits over time", missing=scene.missing, key="project_scurve")
        with right:
            decisions.show(scene.story.decisions, scene.proof, first=2, here=chosen)
            text.section("What is recorded")
            text.facts(scene.facts)
        chart_frame.show_or_say(scene.charts.get("project_chain"), "From project to objective", missing=NO_CHAIN, key="project_chain")
        chart_frame.show_or_say(
            scene.charts.get("milestones"), "Milestones and the benefits they enable", missing=NO_MILESTONES, key="project_milestones"
        )
        asks = caches.scene(PageScene, "changes", view.shown, view.look).tables["asks"]
        decision_log.show(asks, listed.names, view.shown.snapshot, about=chosen, compact=view.compact)
        pulse.show(view.shown, listed.names, about=chosen, compact=view.compact)
