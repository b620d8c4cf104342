"""Export: what can I take away?"""

from pages.components import caches, header, states, takeaway, text, wording

view = header.open_page()
if view.snapshot is None:
    states.no_portfolio()
else:
    scene = caches.export(view.snapshot)
    header.strip(view, scene.material.stories["story"].strip)
    text.headline(f"Pictures and tables for {wording.day(view.snapshot.as_of)}.")
    takeaway.show(scene)
