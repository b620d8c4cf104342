"""How far every project is beside how far it was planned to be, worked out once for all scopes."""

from __future__ import annotations

from math import isnan

import numpy as np

from value_model.figures.facts import Book
from value_model.figures.places import Array


def planned_shares(book: Book) -> Array:
    """Of each project, which share of it was to be done by now: as given, else linear from start to baseline finish; NaN without the dates."""
    if "planned shares" not in book.memo:
        given, elapsed, planned = (book.projects.floats(name) for name in ("planned_percent", "elapsed_days", "planned_days"))
        book.memo["planned shares"] = np.where(np.isnan(given), _over(elapsed, planned), given)
    found: Array = book.memo["planned shares"]
    return found


def indexes(book: Book) -> Array:
    """Of each project, percent complete over planned percent, at most the cap; planned over actual duration once closed.

    NaN as `why_no_index` says.
    """
    if "indexes" not in book.memo:
        complete, taken, planned = (book.projects.floats(name) for name in ("percent_complete", "actual_days", "planned_days"))
        closed = _over(np.where(planned > 0, planned, np.nan), taken)
        found = np.where(book.projects.marks("is_closed"), closed, _over(complete, planned_shares(book)))
        book.memo["indexes"] = np.minimum(found, float(book.policy["delivery.index_cap"]))
    every: Array = book.memo["indexes"]
    return every


def why_no_index(book: Book, place: int) -> str:
    """`no_plan_due` before anything of the project at a place is planned; `not_recorded` without progress or plan, or finish, once closed."""
    if book.projects.marks("is_closed")[place]:
        return "not_recorded"
    is_known = not isnan(book.projects.floats("percent_complete")[place] + planned_shares(book)[place])
    return "no_plan_due" if is_known else "not_recorded"


def _over(parts: Array, wholes: Array) -> Array:
    """Each part of a whole, NaN where one is unknown or the whole is not above zero."""
    return np.asarray(np.divide(parts, wholes, out=np.full(len(parts), np.nan), where=wholes > 0))
