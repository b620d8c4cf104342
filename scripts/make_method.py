"""Write docs/method.md: every figure with unit, formula, when it is not stated, and source. Usage: `python -m scripts.make_method`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from value_model.figures import ANYWHERE, CATALOGUE, Definition, undefined
from value_model.narrative import language

PAGE = Path(__file__).resolve().parent.parent / "docs" / "method.md"
OPENING = """# Method

Every figure of the dashboard, as `python -m value_model figures --list` states it. This page is written by
`scripts/make_method.py`. Money is reporting currency, whole units; a fraction of 0.25 is 25 %. Where a number cannot be
stated, the reason stands in its place; any figure may also say {anywhere}.
Formulas on given numbers: `python -m value_model calc`.
"""


def page() -> str:
    """Return the page."""
    words = language.load()
    opening = OPENING.format(anywhere=", ".join(f'"{words.reason(code)}"' for code in ANYWHERE))
    return "\n".join([opening, *_tables()])


def _tables() -> Iterator[str]:
    groups: dict[str, list[Definition]] = {}
    for entry in CATALOGUE:
        groups.setdefault(entry.id.partition(".")[0], []).append(entry)
    for group, entries in groups.items():
        yield f"## {group}\n\n| figure | unit | formula | not stated when | source |\n|---|---|---|---|---|"
        yield from (_row(entry) for entry in entries)
        yield ""


def _row(entry: Definition) -> str:
    words = language.load()
    cases = "; ".join(words.reason(code) for code in undefined(entry)) or "always stated"
    cells = [f"`{entry.id}`", entry.unit, entry.formula, cases, entry.source]
    return "| " + " | ".join(cell.replace("|", "∣") for cell in cells) + " |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
