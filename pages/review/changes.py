"""Changes: what moved since the last review?"""

from functools import partial

from pages.components import (
    caches,
    chart_frame,
    clickable,
    columns,
    decision_log,
    decisions,
    header,
    moves,
    opening,
    sheets,
    split,
    states,
    text,
)
from pages.components.page_scene import PageScene
from value_model.figures import PORTFOLIO
from value_model.narrative.page_words import say

NARROW = {
    "projects": {say("words.project"): 170, say("words.listed"): 154},
    "restated": {say("words.benefit"): 166, say("words.change"): 158},
}  # px on a phone

view = header.open_page()
if view.shown is None:
    states.nothing(view)
else:
    scene = caches.scene(PageScene, "changes", view.shown, view.look)
    opening.show(view, scene, "changes")
    if scene.charts or scene.failed:
        left, right = split.halves("bridges")
        for place, chart, about in (
            (left, "bridge_benefits", say("words.what_moved_forecast_benefits")),
            (right, "bridge_npv", say("words.what_moved_net_present_value")),
        ):
            with place:
                clickable.or_say(
                    scene.charts.get(chart), about, missing=scene.unsaid[chart], key=chart, on_pick=partial(moves.by_step, chart)
                )
        moves.show(view.shown, view.look)
        clickable.or_say(
            scene.charts.get("movers"),
            say("words.projects_with_the_largest_change"),
            missing=scene.unsaid["movers"] if "movers" in scene.failed else say("words.no_projects_forecast_changed"),
            key="movers",
        )
    for table, about in (("projects", say("words.new_and_removed_projects")), ("restated", say("words.restated_history"))):
        if scene.tables[table]:
            text.section(about)
            rows = list(scene.tables[table])
            widths = columns.narrow(rows, NARROW[table]) if view.compact else None
            sheet = partial(sheets.made, rows, columns.amounts(rows) if table == "projects" else None, widths)
            chart_frame.table(
                caches.part(view.shown, f"changes_{table}", (view.compact,), sheet), key=f"changes_{table}", named=about,
                column_order=list(widths) if widths else None,
            )  # fmt: skip
            chart_frame.download(rows, key=f"changes_{table}")
    names = caches.projects(view.shown, view.look).names
    decision_log.show(scene.tables["asks"], names, view.shown, compact=view.compact)
    decisions.show(scene.story.decisions, scene.proof, here=PORTFOLIO, page="changes")
