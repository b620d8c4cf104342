"""Why no mix is possible, as facts; `narrative.conflicts` says each in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["nothing", "both", "apart", "needs_excluded", "needs_missing", "apart_now", "needs_now", "budget", "effort"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One reason: the projects it is about, and the amounts it compares (needed, then available)."""

    kind: Kind
    projects: tuple[str, ...] = ()
    needed: float = 0.0
    available: float = 0.0
