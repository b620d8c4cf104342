"""Figures: numbers with an id, a scope, a reason where there is none, and their proof."""

from value_model.figures.catalogue import CATALOGUE, definition
from value_model.figures.compute import compute
from value_model.figures.curve import Curve, curve
from value_model.figures.definition import Definition
from value_model.figures.figure import PORTFOLIO, Context, Coverage, Figure, FigureSet, Input
from value_model.figures.kept import foresee, publish, recheck
from value_model.figures.limits import Source
from value_model.figures.reviews import publish_review
from value_model.figures.tracing import Trace, TracedRow, TracedRows, trace
from value_model.figures.undefined import ANYWHERE, undefined

__all__ = [
    "ANYWHERE",
    "CATALOGUE",
    "PORTFOLIO",
    "Context",
    "Coverage",
    "Curve",
    "Definition",
    "Figure",
    "FigureSet",
    "Input",
    "Source",
    "Trace",
    "TracedRow",
    "TracedRows",
    "compute",
    "curve",
    "definition",
    "foresee",
    "publish",
    "publish_review",
    "recheck",
    "trace",
    "undefined",
]
