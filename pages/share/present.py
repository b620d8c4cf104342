"""Present: the review, one idea a screen, frozen at the snapshot that the link names."""

from pages.components import caches, device, frozen, linked, return_to_slide, stage, states, text
from value_model.errors import ValueModelError
from value_model.narrative.page_words import say

linked.come_back()
return_to_slide.forget()
try:
    shown = frozen.shown()
except ValueModelError as gap:
    text.headline(say("words.this_link_shows_nothing"))
    text.body(str(gap))
else:
    if shown is None:
        states.no_portfolio()
    elif shown.only.is_on and caches.figure_set(shown).is_empty:
        states.no_match(frozen.unfilter)
    else:
        scene = caches.present(shown, device.look(compact=device.is_phone()))
        if scene.slides is None:
            text.headline(say("words.nothing_is_shown"))
            text.marked("◆", say("words.number_check_failed"), scene.refused, "bad")
        else:
            stage.show(scene, scene.slides, shown)
