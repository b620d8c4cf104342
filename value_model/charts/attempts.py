"""Charts made one by one: where one fails, the others and all that stands beside them stay."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from value_model.charts.drawing import Drawing

log = logging.getLogger(__name__)


def drawn(keys: Iterable[str], make: Callable[[str], Drawing | None]) -> tuple[dict[str, Drawing], tuple[str, ...]]:
    """Return the drawings that could be made, by key, and the keys of those that failed; what has nothing to draw is in neither.

    Whatever a chart trips over is ours to mend, not the reader's: it goes to the log whole.
    """
    found: dict[str, Drawing] = {}
    failed: list[str] = []
    for key in keys:
        try:
            drawing = make(key)
        except Exception:
            log.exception("The chart %s could not be drawn.", key)
            failed.append(key)
        else:
            found |= {key: drawing} if drawing else {}
    return found, tuple(failed)
