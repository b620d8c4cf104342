"""Exports: what a page shows as a file or a slide. The same figures, sentences and drawings; nothing is computed here."""

from value_model.exports.material import OF_PROJECT, PAGES, Material, gather
from value_model.exports.slides import Slide, build

__all__ = ["OF_PROJECT", "PAGES", "Material", "Slide", "build", "gather"]
