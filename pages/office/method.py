"""Method: how is each number made?"""

from pages.components import asking, caches, decisions, finder, header, method_lists, states, text
from pages.components.page_scene import PageScene

view = header.open_page()
if view.snapshot is None:
    states.no_portfolio()
else:
    scene = caches.scene(PageScene, "method", view.snapshot, view.look)
    header.strip(view, scene.story.strip)
    text.headline(scene.story.headline.text)
    if scene.story.coverage:
        text.lead([scene.story.coverage.text])
    asking.section(view.snapshot)
    found = caches.figure_set(view.snapshot)
    finder.show(found, caches.projects(view.snapshot, view.look).names, view.snapshot)
    method_lists.figures(found)
    method_lists.settings()
    method_lists.accepted(view.snapshot)
    decisions.show(scene.story.decisions, scene.proof, page="method")
