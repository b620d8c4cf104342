"""Benefits: how much arrived, where did the rest go?"""

from pages.components import caches, chart_frame, clickable, decisions, header, opening, register, states, text
from pages.components.benefits_scene import BenefitsScene
from value_model.charts.waterfall import PICK
from value_model.figures import PORTFOLIO

view = header.open_page()
if view.shown is None:
    states.nothing(view)
else:
    scene = caches.scene(BenefitsScene, "benefits", view.shown, view.look)
    opening.show(view, scene, "benefits")
    if "waterfall" in scene.charts:
        clickable.show(scene.charts["waterfall"], key="waterfall", param=PICK, field="Key", on_pick=register.pick)
    else:
        chart_frame.show_or_say(None, "From planned to realized benefits", missing=scene.unsaid["waterfall"], key="waterfall")
    chart_frame.show_or_say(
        scene.charts.get("benefits_by_quarter"), "Benefits by quarter", missing=scene.unsaid["benefits_by_quarter"], key="quarters"
    )
    chart_frame.show_or_say(
        scene.charts.get("results_chain"), "From project to objective", missing=scene.unsaid["results_chain"], key="results_chain"
    )
    register.show(scene.lines, scene.reasons or {}, unit=scene.unit, scale=scene.scale, compact=view.compact)
    if scene.tables["outcomes"]:
        text.section("Benefits that are not money")
        chart_frame.table(list(scene.tables["outcomes"]), key="outcomes")
    decisions.show(scene.story.decisions, scene.proof, here=PORTFOLIO, page="benefits")
