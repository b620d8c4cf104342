"""What a reader looks at: a snapshot, the one it is compared with, and the projects that a filter keeps."""

from __future__ import annotations

from dataclasses import dataclass

from value_model.figures.compute import PREVIOUS
from value_model.figures.only import EVERYTHING, Only
from value_model.store import Snapshot


@dataclass(frozen=True)
class Shown:
    """A snapshot as chosen. `compared` is the id of another one, None for none, or ``previous`` for the review before it."""

    snapshot: Snapshot
    compared: str | None = PREVIOUS
    only: Only = EVERYTHING
