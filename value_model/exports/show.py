"""A review ready to be shown: its slides in the order chosen, each drawn as it stands among the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from value_model.charts import attempts
from value_model.charts.drawing import Drawing, Look
from value_model.exports import canvas, text_views
from value_model.exports.drawings import CHARTS
from value_model.exports.material import Material
from value_model.exports.slides import CHARTED, DECISIONS, METHOD, Slide, build, no_ask
from value_model.narrative.page_words import say


@dataclass(frozen=True)
class Show:
    """The slides of a review by key, in their own order, the drawing on each, and what the footer says."""

    slides: Mapping[str, Slide]
    drawings: Mapping[str, Drawing]
    strip: tuple[str, ...]
    snapshot: str
    look: Look
    failed: frozenset[str] = frozenset()  # keys of slides whose chart could not be drawn: they stand with their words

    def order(self, wanted: Sequence[str]) -> list[str]:
        """Return the keys to show: those wanted that exist, each once, in the order wanted; all where none is."""
        kept = [key for key in dict.fromkeys(wanted) if key in self.slides]
        return kept or list(self.slides)

    def footer(self, key: str, order: Sequence[str]) -> str:
        """Return what stands below a slide: its number among the others, whose numbers, as of when, which snapshot."""
        place = say("export.place", k=list(order).index(key) + 1, n=len(order))
        return " · ".join([place, *self.strip, say("export.snapshot", id=self.snapshot)])

    def drawn(self, key: str, order: Sequence[str]) -> Drawing:
        """Return a slide as one drawing, with its number among the others in the footer."""
        slide, footer = self.slides[key], self.footer(key, order)
        ask = say("labels.ask", ask=slide.ask) if slide.ask not in ("", no_ask()) else slide.ask
        chart = None if key in self.failed else CHARTS.get(slide.chart)
        size = (chart.plot, chart.height * canvas.K) if chart else (canvas.SCREEN, canvas.BODY)
        return canvas.slide(
            self.drawings[key], headline=slide.headline, below=slide.below, ask=ask, footer=footer, look=self.look, size=size
        )


def prepare(material: Material, look: Look) -> Show:
    """Return the slides that the data supports, drawn at the scale of a slide, for a phone as on a page. Raises `ExportRefused` as `check` does."""
    material.check()
    big = look if look.compact else Look(look.theme, canvas.K)
    charts, failed = attempts.drawn(CHARTED, lambda name: material.drawing(name, big))
    slides = {slide.key: slide for slide in build(material, (*charts, *failed))}
    drawings = {key: _drawing(slide, material, charts, big) for key, slide in slides.items()}
    without = frozenset(key for key, slide in slides.items() if slide.chart in failed)
    return Show(slides, drawings, material.stories["story"].footer, material.snapshot.id, big, without)


def _drawing(slide: Slide, material: Material, charts: Mapping[str, Drawing], look: Look) -> Drawing:
    if slide.key == DECISIONS:
        return text_views.decisions(material.stories["story"].decisions, look)
    if slide.key == METHOD:
        return text_views.figures(material, look)
    return charts.get(slide.chart) or text_views.failed(CHARTS[slide.chart].name, look)
