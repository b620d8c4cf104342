"""Words in boxes: lines that fit a width, and boxes in a column that do not touch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from value_model.charts.measuring import width, wrapped

ELLIPSIS = "…"


def fitted(name: str, room: float, size: float = 13, most: int = 2) -> list[str]:
    """Return a name as at most `most` lines of `room` px; what does not fit ends with an ellipsis."""
    lines = wrapped(name, room, size)
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] = f"{kept[-1]}{ELLIPSIS}"
    return [clipped(line, room, size) for line in kept]


def clipped(line: str, room: float, size: float = 13) -> str:
    """Return a line cut to `room` px, at a word where its second half has one, with an ellipsis where it was longer."""
    if width(line, size) <= room:
        return line
    kept = line.removesuffix(ELLIPSIS)
    while kept and width(kept + ELLIPSIS, size) > room:
        kept = kept[:-1]
    if line[len(kept) : len(kept) + 1].strip() and " " in kept[len(kept) // 2 :]:
        kept = kept.rsplit(" ", 1)[0]
    return kept.rstrip(" ,;:-") + ELLIPSIS


def apart(wanted: Mapping[str, float], least: float, high: float) -> dict[str, float]:
    """Return a place from 0 to `high` for each name, near the one wanted, in that order and `least` apart.

    `high` is to be no less than `least` times the names but one.
    """
    ordered = sorted(wanted, key=lambda name: (wanted[name], name))
    places: list[float] = []
    for name in ordered:
        places.append(max(wanted[name], places[-1] + least if places else 0.0))
    ceiling = high
    for i in range(len(places) - 1, -1, -1):
        places[i] = min(places[i], ceiling)
        ceiling = places[i] - least
    return dict(zip(ordered, places, strict=True))


def mean(values: Sequence[float]) -> float:
    """Return the middle of the places of what a box is linked to."""
    return sum(values) / len(values)
