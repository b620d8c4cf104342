"""Data: can these numbers be trusted and published?"""

from functools import partial

from pages.components import caches, cards, decisions, draft_review, header, intake, snapshots, states, text
from pages.components.shown import Shown
from value_model.figures import PORTFOLIO
from value_model.narrative.page_words import say

view = header.open_page()
draft = intake.current_draft()
if draft:
    preview = states.attempt(partial(caches.story, Shown(draft), view.look))
    if preview:
        header.strip(view, preview.story)
    else:
        header.strip_of(view, [draft.portfolio, say("words.draft")])
    draft_review.show(draft, preview)
else:
    if view.shown:
        scene = caches.data(view.shown, view.look)
        header.strip(view, scene.story)
        text.headline(scene.story.headline.text)
        cards.row(scene.story.cards)
    elif view.snapshot:
        states.nothing(view)
    else:
        text.headline(say("words.upload_a_workbook_to_see_its"))
    place = text.reserve()
    read = intake.upload()
    with place:
        text.section(say("words.new_snapshot"))
        text.steps(draft_review.STEPS, draft_review.step(read))
    if read:
        draft_review.reading(read)
    else:
        intake.template_button()
snapshots.show(compact=view.compact)
if view.shown and not draft:
    decisions.show(scene.story.decisions, scene.proof, here=PORTFOLIO, page="data")
