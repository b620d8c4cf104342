"""Fit: does money follow strategy?"""

from pages.components import caches, clickable, decisions, header, opening, spend_list, states
from pages.components.page_scene import PageScene
from value_model.figures import PORTFOLIO
from value_model.narrative.page_words import say

view = header.open_page()
if view.shown is None:
    states.nothing(view)
else:
    scene = caches.scene(PageScene, "fit", view.shown, view.look)
    opening.show(view, scene, "fit")
    clickable.or_say(
        scene.charts.get("dumbbell"),
        say("words.share_of_spend_beside_weight"),
        missing=scene.unsaid["dumbbell"],
        key="dumbbell",
        on_pick=spend_list.toward,
    )
    if "ribbons" in scene.charts or "ribbons" in scene.failed:
        clickable.or_say(
            scene.charts.get("ribbons"),
            say("words.where_spend_goes"),
            missing=scene.unsaid.get("ribbons", ""),
            key="ribbons",
            on_pick=spend_list.toward,
        )
    spend_list.show(scene.tables.get("spend", ()), view.shown, compact=view.compact)
    clickable.or_say(
        scene.charts.get("objective_grid"), say("words.share_of_spend_by_objective_and"), missing=scene.unsaid["objective_grid"], key="grid"
    )
    decisions.show(scene.story.decisions, scene.proof, here=PORTFOLIO, page="fit")
