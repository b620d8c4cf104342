"""What was noticed while reading one sheet that its cells alone do not show."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Evidence:
    """Counts and places found in passing. `zeros` are formulas whose saved result is 0; `dropped` are
    cells beyond the limits; `cleaned` are addresses where control characters were taken out; `nested` are tables inside cells."""

    formulas: int = 0
    zeros: int = 0
    dropped: int = 0
    first_dropped: str = ""
    cleaned: list[str] = field(default_factory=list)
    cond_formats: int = 0
    odd_dimension: str = ""
    nested: int = 0
