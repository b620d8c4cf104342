"""Export: what can I take away?"""

from pages.components import caches, header, states, takeaway, text, wording

view = header.open_page()
if view.shown is None:
    states.nothing(view)
else:
    scene = caches.export(view.shown)
    header.strip(view, scene.material.stories["story"].strip)
    text.headline(f"Pictures and tables for {wording.day(view.shown.snapshot.as_of)}.")
    shown = view.shown
    takeaway.show(scene, caches.projects(shown, view.look).names, lambda scope: caches.export(shown, scope))
