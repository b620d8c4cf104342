"""Data: can these numbers be trusted and published?"""

from pages.components import caches, cards, draft_review, header, intake, snapshots, text

view = header.open_page()
draft = intake.current_draft()
if draft:
    scene = caches.story(draft, view.look)
    header.strip(view, scene.story.strip)
    draft_review.show(draft, scene)
else:
    if view.snapshot:
        scene = caches.data(view.snapshot, view.look)
        header.strip(view, scene.story.strip)
        text.headline(scene.story.headline.text)
        cards.row(scene.story.cards)
    else:
        text.headline("Upload a workbook to see its figures.")
    place = text.reserve()
    read = intake.upload()
    with place:
        text.section("New snapshot")
        text.steps(draft_review.STEPS, 2 if read else 0)
    if read:
        draft_review.reading(read)
    else:
        intake.template_button()
snapshots.show()
