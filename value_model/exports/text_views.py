"""Slides without a chart: decisions and figures set as text, in the same kind of drawing as a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from value_model.charts.drawing import Drawing, Look, Record
from value_model.charts.setup import palette
from value_model.exports.canvas import BODY as PLOT
from value_model.exports.canvas import SCREEN
from value_model.exports.material import Material, written
from value_model.exports.wrap import fitted
from value_model.narrative.page_words import say
from value_model.narrative.sentence import Card, Decision
from value_model.narrative.translated import translated

HEIGHT = PLOT + 76  # px: as high as a chart with its subtitle and axis
TITLE, BODY, SMALL = 32, 25, 22  # px
INDENT, VALUE, REST = 60, 300, 500  # px from the left


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its place: px from the left and from the top, size, token of its color, weight."""

    text: str
    x: float
    y: float
    size: int = BODY
    token: str = "ink"  # noqa: S105 - the name of a color
    weight: int = 400


def view(rows: Sequence[Line], look: Look, *, title: str, alt: str, table: list[Record]) -> Drawing:
    """Return lines of text as a drawing of fixed size."""
    colors = palette(look)
    data = [{"Text": r.text, "x": r.x, "y": r.y, "size": r.size, "color": colors.token(r.token), "weight": r.weight} for r in rows]
    mark: Record = {"type": "text", "align": "left", "baseline": "top"}
    mark |= {"fontSize": {"expr": "datum.size"}, "fontWeight": {"expr": "datum.weight"}, "fill": {"expr": "datum.color"}}
    place = {name: {"field": name, "type": "quantitative", "scale": None, "axis": None} for name in ("x", "y")}
    spec: Record = {"mark": mark, "encoding": place | {"text": {"field": "Text", "type": "nominal"}}, "width": SCREEN, "height": HEIGHT}
    return Drawing(spec, data, title, "", alt, table)


def failed(name: str, look: Look) -> Drawing:
    """Return what stands in the place of a chart that could not be drawn: one note, which says what is whole."""
    note = say("panel.chart_failed")
    lines = fitted(note, SCREEN, BODY)
    rows = [Line(text, 0, 12.0 + i * round(BODY * 1.45), BODY, "ink_2") for i, text in enumerate(lines)]
    return view(rows, look, title=name, alt=note, table=[])


def decisions(asked: Sequence[Decision], look: Look, *, most: int = 3) -> Drawing:
    """Return the first decisions: number and title, evidence, ask."""
    rows, y = [], 12.0
    for number, decision in enumerate(asked[:most], 1):
        rows.append(Line(f"{number}", 0, y, TITLE, "ink_2", 600))
        for text, size, token, weight in _parts(decision):
            rows.append(Line(text, INDENT, y, size, token, weight))
            y += round(size * 1.45)
        y += 44
    told = (
        say("export.decision_value", number=n, title=d.title, evidence=d.evidence.text, ask=d.ask) for n, d in enumerate(asked[:most], 1)
    )
    title, evidence, ask = (say(f"heads.{head}") for head in ("decision", "evidence", "ask"))
    table: list[Record] = [{title: d.title, evidence: d.evidence.text, ask: d.ask} for d in asked]
    return view(rows, look, title=say("export.to_take"), alt=say("export.decisions_alt", values="; ".join(told)), table=table)


def _parts(decision: Decision) -> list[tuple[str, int, str, int]]:
    room = SCREEN - INDENT
    found = [(text, TITLE, "ink", 600) for text in fitted(decision.title, room, TITLE, weight="600", most=2)]
    found += [(text, BODY, "ink_2", 400) for text in fitted(decision.evidence.text, room, BODY, most=2)]
    same = decision.ask.rstrip(".") == decision.title  # some decisions take the ask as their title
    return found if same else [*found, (say("labels.ask", ask=decision.ask), BODY, "accent", 600)]


def figures(material: Material, look: Look) -> Drawing:
    """Return the figures of the cards: label, value, comparison, formula, on how many projects each rests."""
    cards = material.stories["story"].cards
    rows, y = [], 12.0
    for card in cards:
        rows += [Line(card.label, 0, y + 6, BODY, "ink"), Line(card.value, VALUE, y, TITLE, "ink", 600)]
        rows.append(Line(_comparison(card), REST, y + 6, BODY, "ink"))
        formula = fitted(_formula(card, material), SCREEN - REST, SMALL, most=2)
        rows += [Line(text, REST, y + 42 + 28 * i, SMALL, "ink_2") for i, text in enumerate(formula)]
        y += 108
    figure, value, comparison, formula_head = (say(f"heads.{head}") for head in ("figure", "value", "comparison", "formula"))
    table: list[Record] = [
        {figure: c.label, value: c.value, comparison: _comparison(c), formula_head: _formula(c, material)} for c in cards
    ]
    told = (say("export.figure_value", label=card.label, value=card.value, comparison=_comparison(card)) for card in cards)
    return view(rows, look, title=say("export.method"), alt=say("export.figures_alt", values="; ".join(told)), table=table)


def _comparison(card: Card) -> str:
    return ", ".join(part for part in (card.status.text if card.status else "", card.caption) if part)


def _formula(card: Card, material: Material) -> str:
    found = material.figures.get(card.figures[0]) if card.figures else None
    if found is None or found.coverage is None:
        return card.help
    return f"{card.help} {say('export.rests', k=found.coverage.items, n=found.coverage.of)}"


def reference_table(material: Material, references: Sequence[str]) -> list[Record]:
    """Return figures as rows: id, written form, formula."""
    known = [(ref, material.figures.get(ref)) for ref in references]
    figure, value, formula = (say(f"heads.{head}") for head in ("figure", "value", "formula"))
    return [{figure: ref, value: written(material.figures, ref), formula: translated(f.formula)} for ref, f in known if f]
