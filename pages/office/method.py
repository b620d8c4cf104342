"""Method: how is each number made?"""

from pages.components import asking, caches, decisions, finder, header, method_lists, states, text
from pages.components.page_scene import PageScene

view = header.open_page()
if view.shown is None:
    states.nothing(view)
else:
    scene = caches.scene(PageScene, "method", view.shown, view.look)
    header.strip(view, scene.story)
    text.headline(scene.story.headline.text)
    if scene.story.coverage:
        text.lead([scene.story.coverage.text])
    asking.section(view.shown)
    found = caches.figure_set(view.shown)
    finder.show(found, caches.projects(view.shown, view.look).names, view.shown)
    method_lists.figures(scene.tables["figures"], compact=view.compact)
    method_lists.settings(compact=view.compact)
    caches.story(view.shown, view.look)
    method_lists.withheld(view.shown.snapshot)
    method_lists.accepted(view.shown.snapshot)
    decisions.show(scene.story.decisions, scene.proof, page="method")
