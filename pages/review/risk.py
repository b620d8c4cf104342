"""Risk: which value may not arrive?"""

from pages.components import caches, clickable, decisions, folded, header, opening, outlook, states, text, warning_list
from pages.components.outlook_scene import OutlookScene
from value_model.figures import PORTFOLIO
from value_model.narrative.page_words import say

view = header.open_page()
if view.shown is None:
    states.nothing(view)
else:
    scene = caches.scene(OutlookScene, "risk", view.shown, view.look)
    opening.show(view, scene, "risk")
    clickable.or_say(
        scene.charts.get("quadrant"), say("words.delivery_beside_value_by_project"), missing=scene.unsaid["quadrant"], key="quadrant"
    )
    if scene.tables["unplaced"]:
        folded.below_title(
            say("words.projects_the_chart_cannot_show"),
            lambda: text.bullets(
                say("told.lacks", name=row[say("words.project")], missing=row[say("words.missing")]) for row in scene.tables["unplaced"]
            ),
            key="unplaced",
        )
    clickable.or_say(
        scene.charts.get("forecast_history"),
        say("words.forecasts_over_the_reviews"),
        missing=scene.unsaid["forecast_history"],
        key="forecast_history",
    )
    warning_list.show(scene.tables["warnings"], view.shown, compact=view.compact)
    outlook.show(view, scene)
    decisions.show(scene.story.decisions, scene.proof, here=PORTFOLIO, page="risk")
