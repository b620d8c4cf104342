"""Names that try to be something else, and a portfolio in which everything that has a name bears one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.pages.states import edited
from tests.pages.test_choices import funded
from tests.portfolios import Shape
from value_model.contract import Import, Row

NAMES = (
    "Project $5M :red[x] and $6M",
    '=HYPERLINK("http://evil.example","open")',
    "Enterprise claims automation and document handling for all regions, phase two of",  # 80 letters
    "مشروع أتمتة المطالبات",
    "Launch 🚀 👩🏽‍💻 week",
    "<script>document.title='hit'</script>",
    "![p](http://evil.example/p.png) [click](http://evil.example)",
    "**bold** _it_ `code` # head :material/bomb:",
    "+1-2 @SUM(A1) -3",
    "100% on plan, 3 of 5 | because & due",
)
PORTFOLIO = "<b>Group</b> $1M to $2M"


def portfolio() -> Import:
    """Return ten projects with two benefits each; two of anything never share a name."""
    made = funded(len(NAMES), shape=Shape(benefits=2, every=6))
    return edited(
        made,
        projects=_named("name", programme=lambda place: NAMES[place % 3], business_unit=lambda place: NAMES[3 + place % 3], sponsor=lambda place: NAMES[6]),
        objectives=_named("name", owner=lambda place: NAMES[5]),
        benefits=_named("name", owner=lambda place: NAMES[place % 10], change=lambda place: NAMES[(place + 3) % 10], measure=lambda place: NAMES[1]),
        risks=_named("title"),
    )  # fmt: skip


def _named(field: str, **more: Callable[[int], str]) -> Callable[[Row], Row]:
    places: dict[int, int] = {}

    def name(row: Row) -> Row:
        place = places.setdefault(row.row, len(places))
        suffix = f" {place // len(NAMES) + 1}" if place >= len(NAMES) else ""
        return replace(
            row, values=row.values | {field: NAMES[place % len(NAMES)] + suffix} | {key: pick(place) for key, pick in more.items()}
        )

    return name
