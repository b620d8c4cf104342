"""Arithmetic in words: what was added to or taken from what, with the numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

Number = Decimal | int | float


@dataclass(frozen=True)
class Expected:
    """One figure worked out by hand: what it is, its value, and how it comes about."""

    id: str
    scope: str
    value: Number | None
    unit: str
    words: str


def n(value: Number) -> str:
    """A number in words: 1,200,000 or 0.6745."""
    exact = Decimal(str(value))
    return f"{exact:,.2f}".removesuffix(".00") if abs(exact) >= 1000 or exact == exact.to_integral() else f"{exact:.6g}"


def sum_of(parts: Mapping[str, Decimal], *, less: Mapping[str, Decimal] | None = None) -> str:
    """The parts as a sum: P01 1,000 + P02 2,000 − counted twice B50 500; parts of zero are named at the end."""
    text = " + ".join(f"{key} {n(value)}" for key, value in parts.items() if value)
    text += "".join(f" − {key} counted twice {n(value)}" for key, value in (less or {}).items())
    nothing = [key for key, value in parts.items() if not value]
    return (text or "0") + (f"; nothing from {', '.join(nothing)}" if nothing else "")


def difference(left: Number, right: Number) -> str:
    """One number less another."""
    return f"{n(left)} − {n(right)}"


def quotient(left: Number, right: Number) -> str:
    """One number over another."""
    return f"{n(left)} / {n(right)}"
