"""Capability: can this PMO prove and steer value?"""

from pages.components import caches, capability_list, clickable, decisions, header, opening, pulse, states
from pages.components.page_scene import PageScene
from value_model.figures import PORTFOLIO
from value_model.narrative.page_words import say

view = header.open_page()
if view.shown is None:
    states.nothing(view)
else:
    scene = caches.scene(PageScene, "capability", view.shown, view.look)
    opening.show(view, scene, "capability")
    clickable.or_say(
        scene.charts.get("evidence_bars"), say("words.evidence_by_capability"), missing=scene.unsaid.get("evidence_bars", ""), key="evidence_bars",
        on_pick=capability_list.pick,
    )  # fmt: skip
    capability_list.show(scene.tables["capabilities"], compact=view.compact)
    pulse.show(view.shown, caches.projects(view.shown, view.look).names, compact=view.compact)
    decisions.show(scene.story.decisions, scene.proof, here=PORTFOLIO, page="capability")
