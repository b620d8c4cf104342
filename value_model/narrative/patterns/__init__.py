"""The insight patterns: what may be said, as data plus small pure functions. One or two modules per family."""

from __future__ import annotations

from value_model.narrative.pattern import Pattern
from value_model.narrative.patterns import benefits, change, choices, evidence, fit, office, ratings, returns, value, warning

PATTERNS: tuple[Pattern, ...] = (
    *value.PATTERNS,
    *returns.PATTERNS,
    *benefits.PATTERNS,
    *evidence.PATTERNS,
    *fit.PATTERNS,
    *choices.PATTERNS,
    *warning.PATTERNS,
    *ratings.PATTERNS,
    *change.PATTERNS,
    *office.PATTERNS,
)

# Insights of one family at one scope say the same thing twice.
FAMILIES: tuple[frozenset[str], ...] = tuple(
    map(frozenset, (("A2", "A3", "A4"), ("B1", "E5"), ("E1", "E3"), ("B8", "F2"), ("D1", "D2"))),
)
