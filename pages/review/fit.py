"""Fit: does money follow strategy?"""

from pages.components import caches, chart_frame, decisions, header, opening, states
from pages.components.page_scene import PageScene
from value_model.figures import PORTFOLIO

view = header.open_page()
if view.shown is None:
    states.nothing(view)
else:
    scene = caches.scene(PageScene, "fit", view.shown, view.look)
    opening.show(view, scene, "fit")
    chart_frame.show_or_say(scene.charts.get("dumbbell"), "Share of spend beside weight", missing=scene.unsaid["dumbbell"], key="dumbbell")
    if "ribbons" in scene.charts:
        chart_frame.show(scene.charts["ribbons"], key="ribbons")
    chart_frame.show_or_say(
        scene.charts.get("objective_grid"), "Share of spend by objective and project", missing=scene.unsaid["objective_grid"], key="grid"
    )
    decisions.show(scene.story.decisions, scene.proof, here=PORTFOLIO, page="fit")
