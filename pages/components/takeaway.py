"""What Export offers: every chart as a picture, every table as CSV and JSON; made when the button is pressed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import streamlit as st

from pages.components import caches, review_scenes, routes, text
from pages.components.page_scene import PageScene
from pages.components.sharing import ExportScene
from pages.components.shown import Shown
from value_model.charts.drawing import Drawing
from value_model.exports import images, tables
from value_model.exports.drawings import CHARTS
from value_model.exports.material import Material
from value_model.exports.tables import Table
from value_model.narrative.sentence import Sentence

TYPES = {"png": "image/png", "svg": "image/svg+xml", "csv": "text/csv", "json": "application/json"}


@dataclass(frozen=True)
class Picture:
    """A chart as it stands on its page, and the figures it states."""

    name: str
    page: str
    drawing: Drawing
    references: list[str]


def show(scene: ExportScene) -> None:
    """Show what there is and where it comes from; nothing but the reason where the number check failed."""
    material = scene.material
    text.section("What every file names")
    text.facts(material.origin.facts())
    if scene.refused:
        text.marked("◆", "Nothing can be exported.", scene.refused, "bad")
        return
    if material.withheld:
        text.marked("▲", "Some sentences are left out.", f"The number check kept back {material.withheld}.", "watch")
    text.section("Everything")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="line_everything"):
        _button(material, "review", "json", partial(_document, material))
        text.body("The words of the review, its figures, decisions and the rows behind its charts, in one document.")
    text.section("Tables")
    _table(material, tables.FIGURES, "All figures")
    _table(material, tables.DECISIONS, "Decisions to take")
    for page, found in _by_page(material).items():
        text.section(f"Charts of {page}")
        for picture in found:
            _chart(material, picture)


# What there is


def _by_page(material: Material) -> dict[str, list[Picture]]:
    """The charts of every page, by its title, in the order of the navigation."""
    found: dict[str, list[Picture]] = {}
    for route in routes.ROUTES:
        for picture in _of_page(material, route.path):
            found.setdefault(route.title, []).append(picture)
    return found


def _of_page(material: Material, page: str) -> Iterator[Picture]:
    if page == "story":
        drawing = material.drawing("scurve", images.PAPER)
        if drawing:
            yield Picture("scurve", page, drawing, _references(material, "scurve", material.title("scurve")))
    elif page in review_scenes.MAKERS:
        scene = caches.scene(PageScene, page, _shown(material), images.PAPER)
        for name, drawing in scene.charts.items():
            yield Picture(name, page, drawing, _references(material, name, scene.story.chart_titles.get(name)))


def _shown(material: Material) -> Shown:
    context = material.figures.context
    return Shown(material.snapshot, context.compared, context.only)


def _references(material: Material, name: str, title: Sentence | None) -> list[str]:
    if name in CHARTS:
        return CHARTS[name].references(material.figures, title)
    return list(title.figures) if title else []


# Buttons


def _chart(material: Material, picture: Picture) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"line_take_{picture.page}_{picture.name}"):
        _button(material, picture.name, "png", partial(_drawn, material, picture, "png"), page=picture.page)
        _button(material, picture.name, "svg", partial(_drawn, material, picture, "svg"), page=picture.page)
        _button(material, picture.name, "csv", partial(_behind, material, picture), page=picture.page)
        text.body(picture.drawing.title)


def _table(material: Material, key: str, name: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"line_take_{key}"):
        _button(material, key, "csv", partial(_csv, material, key))
        _button(material, key, "json", partial(_json, material, key))
        text.body(name)


def _button(material: Material, what: str, kind: str, make: partial[bytes], *, page: str = "") -> None:
    name = material.origin.file_name(what, kind)
    st.download_button(
        text.plain(kind.upper()), make, name, TYPES[kind], key=f"get_{page}{what}_{kind}", on_click="ignore", help=text.plain(name)
    )


# Made when pressed


def _drawn(material: Material, picture: Picture, kind: str) -> bytes:
    drawing = images.framed(material, picture.name, picture.drawing, picture.references)
    return images.png(drawing) if kind == "png" else images.svg(drawing)


def _behind(material: Material, picture: Picture) -> bytes:
    return tables.to_csv(Table(picture.name, picture.drawing.title, picture.drawing.table), material)


def _chosen(material: Material, key: str) -> Table:
    return tables.figures(material) if key == tables.FIGURES else tables.decisions(material)


def _csv(material: Material, key: str) -> bytes:
    return tables.to_csv(_chosen(material, key), material)


def _json(material: Material, key: str) -> bytes:
    return tables.to_json(tables.table_document(_chosen(material, key), material))


def _document(material: Material) -> bytes:
    return tables.to_json(tables.document(material, tables.all_of(material)))
