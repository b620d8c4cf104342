"""Story: is the portfolio paying off, and what must we decide?"""

from pages.components import caches, cards, clickable, decisions, header, opening, routes, split, states
from value_model.narrative.page_words import say

view = header.open_page()
if view.shown is None:
    states.nothing(view)
else:
    scene = caches.story(view.shown, view.look)
    story = scene.story
    header.strip(view, story)
    opening.words(scene, "story")
    cards.row(story.cards, scene.proof)
    left, right = split.halves("story")
    with left:
        decisions.show(story.decisions, scene.proof)
    with right:
        clickable.or_say(scene.curve, say("words.benefits_over_time"), missing=scene.missing, key="scurve", go=routes.open_quarter)
