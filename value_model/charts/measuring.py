"""How wide words are, measured with the shipped font, and how they are cut and broken to fit."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from PIL import ImageFont

LONGEST_NAME = 28  # characters; longer names are cut at a word


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    name = "SourceSansPro-Semibold.ttf" if weight in ("bold", "600") else "SourceSansPro-Regular.ttf"
    return ImageFont.truetype(str(files("font_source_sans_pro") / "files" / name), size)


@cache
def width(words: str, size: float = 14, weight: str = "normal") -> float:
    """Return how wide words are in px at a font size."""
    return float(_font(weight, 100).getlength(words)) * size / 100


def fit(columns: Iterable[Iterable[str]], room: float, *, beside: float, size: float) -> bool:
    """Return whether columns of words stand side by side in `room` px, with `beside` px to each."""
    return sum(max((width(words, size) for words in column), default=0.0) + beside for column in columns) <= room


def cut(name: str, longest: int = LONGEST_NAME) -> str:
    """Return a name cut at a word, with an ellipsis, where it is longer than `longest` characters."""
    if len(name) <= longest:
        return name
    kept = name[: longest - 1]
    at_word = kept.rsplit(" ", 1)[0] if " " in kept[longest // 2 :] else kept
    return at_word.rstrip(" ,;:-") + "…"


def broken(label: str, room: float, size: float = 13) -> list[str]:
    """Return a label as lines no wider than `room` px where words allow; over two words it breaks after the first."""
    words = label.split()
    if len(words) > 2 and width(" ".join(words[1:]), size) <= room:
        return [words[0], " ".join(words[1:])]
    return wrapped(label, room, size)


def wrapped(label: str, room: float, size: float = 13) -> list[str]:
    """Return a label as lines filled up to `room` px; a longer word stands alone."""
    lines: list[str] = []
    for word in label.split():
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
