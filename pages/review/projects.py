"""Projects: should we keep backing this one?"""

import streamlit as st

from pages.components import caches, cards, chart_frame, figure_panel, header, project_picker, states, text

view = header.open_page()
if view.snapshot is None:
    states.no_portfolio()
else:
    listed = caches.projects(view.snapshot, view.look)
    header.strip(view, listed.story.strip)
    chosen = project_picker.pick(listed.names)
    if chosen is None:
        text.headline(listed.story.headline.text)
        project_picker.table(listed.rows, listed.names, compact=view.compact)
    else:
        scene = caches.project(view.snapshot, chosen, view.look)
        with st.container(gap="xsmall", key="opening"):
            text.headline(scene.story.headline.text)
            with st.container(horizontal=True, vertical_alignment="bottom", gap="small", wrap=view.compact, key="line_lead"):
                text.lead([sentence.text for sentence in scene.story.lead])
                figure_panel.popover(scene.opening, scene.proof, key="project_figures")
            for decision in scene.story.decisions[:1]:
                text.ask(decision.ask)
        cards.row(scene.story.cards)
        left, right = st.container(key="split_project").columns([7, 5], gap="medium")
        with left:
            chart_frame.show_or_say(scene.curve, "Benefits over time", key="project_scurve")
        with right:
            text.section("What is recorded")
            text.facts(scene.facts)
