"""Export: what can I take away?"""

from pages.components import caches, header, states, takeaway, text, wording
from value_model.narrative.page_words import say

view = header.open_page()
if view.shown is None:
    states.nothing(view)
else:
    scene = caches.export(view.shown)
    header.strip(view, scene.material.stories["story"])
    text.headline(say("told.take_away", day=wording.day(view.shown.snapshot.as_of)))
    shown = view.shown
    takeaway.show(scene, caches.projects(shown, view.look).names, lambda scope: caches.export(shown, scope))
