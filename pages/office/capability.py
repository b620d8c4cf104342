"""Capability: can this PMO prove and steer value?"""

from pages.components import caches, chart_frame, decisions, header, opening, pulse, states, text
from pages.components.page_scene import PageScene
from value_model.figures import PORTFOLIO

view = header.open_page()
if view.shown is None:
    states.nothing(view)
else:
    scene = caches.scene(PageScene, "capability", view.shown, view.look)
    opening.show(view, scene, "capability")
    chart_frame.show(scene.charts["evidence_bars"], key="evidence_bars")
    text.section("What would raise each")
    order = ["Capability", "What would raise it"] if view.compact else None
    chart_frame.table(list(scene.tables["capabilities"]), key="capabilities", column_order=order)
    pulse.show(view.shown, caches.projects(view.shown, view.look).names, compact=view.compact)
    decisions.show(scene.story.decisions, scene.proof, here=PORTFOLIO, page="capability")
