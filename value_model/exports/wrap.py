"""Lines of text for drawings, where nothing wraps by itself; measured with the shipped font."""

from __future__ import annotations

import textwrap

from value_model.charts.measuring import width

NARROW, WIDE = 34, 58  # characters of a headline's line


def fitted(text: str, room: float, size: float, *, weight: str = "normal", most: int = 0) -> list[str]:
    """Return lines no wider than `room` px; with `most`, the last one is cut with "…" where there would be more."""
    lines: list[str] = []
    for word in (piece for given in text.split() for piece in _pieces(given, room, size, weight)):
        if lines and width(f"{lines[-1]} {word}", size, weight) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if most and len(lines) > most:
        return [*lines[: most - 1], f"{lines[most - 1].rstrip(' ,;:.')} …"]
    return lines or [" "]


def _pieces(word: str, room: float, size: float, weight: str) -> list[str]:
    """Return a word that is wider than a line in parts that are not."""
    most = max(1, int(room / (size * 0.6)))
    return [word] if width(word, size, weight) <= room else [word[i : i + most] for i in range(0, len(word), most)]


def balanced(text: str) -> list[str]:
    """Return a headline in one or two lines of about equal length; in three, cut, where it is very long."""
    for characters in range(NARROW, WIDE + 1):
        found = textwrap.wrap(text, characters, break_on_hyphens=False)
        if len(found) <= 2:
            return found or [" "]
    return textwrap.wrap(text, WIDE, max_lines=3, placeholder=" …", break_on_hyphens=False)
