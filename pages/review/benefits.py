"""Benefits: how much arrived, where did the rest go?"""

from pages.components import (
    caches,
    chains,
    chart_frame,
    clickable,
    decisions,
    header,
    opening,
    register,
    register_picks,
    routes,
    sheets,
    states,
    text,
)
from pages.components.benefits_scene import BenefitsScene
from value_model.figures import PORTFOLIO
from value_model.narrative.page_words import say

OUTCOMES = {say("words.benefit"): 126, say("words.unit"): 74, say("words.now"): 60, say("words.target"): 66}  # px on a phone

view = header.open_page()
if view.shown is None:
    states.nothing(view)
else:
    scene = caches.scene(BenefitsScene, "benefits", view.shown, view.look)
    opening.show(view, scene, "benefits")
    clickable.or_say(
        scene.charts.get("waterfall"), say("words.from_planned_to_realized_benefits"), missing=scene.unsaid["waterfall"], key="waterfall",
        on_pick=register_picks.by_reason,
    )  # fmt: skip
    clickable.or_say(
        scene.charts.get("benefits_by_quarter"), say("words.benefits_by_quarter"), missing=scene.unsaid["benefits_by_quarter"], key="quarters",
        on_pick=register_picks.by_quarter,
    )  # fmt: skip
    clickable.or_say(
        scene.charts.get("results_chain"), say("words.from_project_to_objective"), missing=scene.unsaid["results_chain"], key="results_chain",
        on_pick=lambda key: chains.open_box(key, scene.lines),
    )  # fmt: skip
    register.show(
        view.shown, scene.lines, scene.reasons or {}, unit=scene.unit, scale=scene.scale, compact=view.compact,
        go=lambda line: routes.open_benefit(next(iter(line.scopes), None), line.benefit_id),
    )  # fmt: skip
    if scene.tables["outcomes"]:
        text.section(say("words.benefits_that_are_not_money"))
        outcomes, widths = list(scene.tables["outcomes"]), OUTCOMES if view.compact else None
        sheet = caches.part(view.shown, "outcomes", (view.compact,), lambda: sheets.made(outcomes, widths=widths))
        chart_frame.table(
            sheet, key="outcomes", named=say("words.benefits_that_are_not_money"), column_order=list(OUTCOMES) if view.compact else None
        )
        chart_frame.download(outcomes, key="outcomes")
    decisions.show(scene.story.decisions, scene.proof, here=PORTFOLIO, page="benefits")
