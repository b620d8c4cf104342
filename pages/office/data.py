"""Data: can these numbers be trusted and published?"""

from pages.components import caches, draft_review, header, intake, snapshots, text

view = header.open_page()
draft = intake.current_draft()
shown = draft or view.snapshot
scene = caches.story(shown, view.look) if shown else None
if scene:
    header.strip(view, scene.story.strip)

if draft and scene:
    draft_review.show(draft, scene)
else:
    covered = scene.story.coverage if scene else None
    text.headline(covered.text if covered else "Upload a workbook to see its figures.")
    place = text.reserve()
    read = intake.upload()
    with place:
        text.steps(draft_review.STEPS, 2 if read else 0)
    if read:
        draft_review.reading(read)
    else:
        intake.template_button()
snapshots.show()
