"""Present: the review, one idea a screen, frozen at the snapshot that the link names."""

from pages.components import caches, device, frozen, return_to_slide, stage, states, text
from value_model.errors import StoreError

return_to_slide.forget()
try:
    snapshot = frozen.snapshot()
except StoreError as gap:
    text.headline("This link shows nothing.")
    text.body(str(gap))
else:
    if snapshot is None:
        states.no_portfolio()
    else:
        scene = caches.present(snapshot, device.look(compact=False))
        if scene.slides is None:
            text.headline("Nothing is shown.")
            text.marked("◆", "Number check failed.", scene.refused, "bad")
        else:
            stage.show(scene, scene.slides, snapshot)
