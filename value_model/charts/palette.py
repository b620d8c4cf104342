"""The color tokens of design section 6, light and dark, and the contrast between two of them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme's tokens as #RRGGBB; names are those of the design, `ink_2` for ink-2."""

    name: Theme
    bg: str
    surface: str
    ink: str
    ink_2: str
    ink_3: str
    actual: str
    edge: str
    tint: str
    mute: str
    rule: str
    grid: str
    accent: str
    good: str
    watch: str
    watch_fill: str
    bad: str
    categories: tuple[str, ...]

    def token(self, name: str) -> str:
        """Return the color of a token by its name."""
        return str(getattr(self, name))


LIGHT = Palette(
    name="light", bg="#FFFFFF", surface="#F5F7FA", ink="#1B2430", ink_2="#475467", ink_3="#667085",
    actual="#22344D", edge="#7F8DA1", tint="#C9D3E0", mute="#B4BECC", rule="#D0D7E2", grid="#E6EAF0",
    accent="#1F5FBF", good="#007A70", watch="#7F5600", watch_fill="#E0A100", bad="#B01030",
    categories=("#22344D", "#1F5FBF", "#007A70", "#B25A00"),
)  # fmt: skip
DARK = Palette(
    name="dark", bg="#10161F", surface="#19222E", ink="#E9EDF2", ink_2="#B9C3D0", ink_3="#93A0B2",
    actual="#DDE5EF", edge="#7C8BA1", tint="#3B4A5E", mute="#4A5A70", rule="#2C3848", grid="#222D3B",
    accent="#8AB8FF", good="#2FB5A8", watch="#F5C84C", watch_fill="#F5C84C", bad="#F0617E",
    categories=("#DDE5EF", "#8AB8FF", "#2FB5A8", "#F0A35E"),
)  # fmt: skip
PALETTES: dict[Theme, Palette] = {"light": LIGHT, "dark": DARK}
TOKENS = tuple(f.name for f in fields(Palette) if f.name not in ("name", "categories"))


def _luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the WCAG 2 contrast ratio of two colors, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
