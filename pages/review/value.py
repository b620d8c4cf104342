"""Value: what do we get back for what we spend?"""

from pages.components import caches, chart_frame, clickable, decisions, folded, header, linked, opening, routes, states, text
from pages.components.page_scene import PageScene
from pages.components.value_scene import SPANS
from value_model.figures import PORTFOLIO
from value_model.narrative.page_words import say

view = header.open_page()
if view.shown is None:
    states.nothing(view)
else:
    scene = caches.scene(PageScene, "value", view.shown, view.look)
    opening.show(view, scene, "value")
    chosen = linked.pick_side_by_side(
        say("words.which_part_of_the_projects_lives"), list(SPANS), key="span", first="to come", words=lambda key: SPANS[key].label
    )
    for chart in ("investment_bubble", "net_benefit_bars"):
        name = f"{chart}_{SPANS[chosen].key}"
        if name in scene.charts:
            clickable.to_project(scene.charts[name], key=f"{chart}_{chosen.replace(' ', '_')}")
        else:
            missing = scene.unsaid[name if name in scene.failed else chosen]
            chart_frame.show_or_say(None, say(f"charts.investment_bubble_{SPANS[chosen].key}"), missing=missing, key=chart)
            if name not in scene.failed:
                break  # both charts lack the same
    if scene.tables[chosen]:
        lacks = f"told.lacks_{SPANS[chosen].key}"
        folded.below_title(
            say("words.projects_the_charts_cannot_show"),
            lambda: text.bullets(
                say(lacks, name=row[say("words.project")], missing=row[say("words.missing")]) for row in scene.tables[chosen]
            ),
            key="without",
        )
    clickable.or_say(
        scene.charts.get("value_by_type"),
        say("words.forecast_benefits_by_type"),
        missing=scene.unsaid["value_by_type"],
        key="types",
        go=routes.open_kind,
    )
    decisions.show(scene.story.decisions, scene.proof, here=PORTFOLIO, page="value")
