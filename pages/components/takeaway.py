"""What Export offers: every chart as a picture, every table as CSV and JSON; made when the button is pressed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.components import text
from pages.components.sharing import ExportScene
from value_model.exports import files, images, tables
from value_model.exports.drawings import CHARTS
from value_model.exports.material import Material
from value_model.exports.tables import Table

TYPES = {"png": "image/png", "svg": "image/svg+xml", "csv": "text/csv", "json": "application/json"}


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
    _everything(material)
    text.section("Charts")
    if not scene.charts:
        text.caption("The data has no chart to draw.")
    for name in scene.charts:
        _chart(material, name)
    text.section("Tables")
    for key, name in ((tables.FIGURES, "All figures"), (tables.DECISIONS, "Decisions to take")):
        _table(material, key, name)


def _everything(material: Material) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="line_everything"):
        text.body("The words of the review and every table, in one document.")
        _button(material, "review", "json", partial(_document, material))


def _chart(material: Material, name: str) -> None:
    title = material.title(name)
    with st.container(gap="xsmall", key=f"take_{name}"):
        text.item(CHARTS[name].name)
        text.caption(title.text if title else "")
        with st.container(horizontal=True, gap="small", key=f"line_take_{name}"):
            _button(material, name, "png", partial(_picture, material, name, "png"))
            _button(material, name, "svg", partial(_picture, material, name, "svg"))
            _button(material, name, "csv", partial(_behind, material, name))


def _table(material: Material, key: str, name: str) -> None:
    with st.container(gap="xsmall", key=f"take_{key}"):
        text.item(name)
        with st.container(horizontal=True, gap="small", key=f"line_take_{key}"):
            _button(material, key, "csv", partial(_csv, material, key))
            _button(material, key, "json", partial(_json, material, key))


def _button(material: Material, what: str, kind: str, make: partial[bytes]) -> None:
    name = material.origin.file_name(what, kind)
    st.download_button(kind.upper(), make, name, TYPES[kind], key=f"get_{what}_{kind}", on_click="ignore")


# Made when pressed


def _picture(material: Material, name: str, kind: str) -> bytes:
    drawing = images.chart(material, name)
    assert drawing is not None  # noqa: S101 - only charts that can be drawn have a button
    return images.png(drawing) if kind == "png" else images.svg(drawing)


def _behind(material: Material, name: str) -> bytes:
    return next(item for item in files.items(material, "csv", CHARTS[name].page) if item.key == name).make()


def _chosen(material: Material, key: str) -> Table:
    return tables.figures(material) if key == tables.FIGURES else tables.decisions(material)


def _csv(material: Material, key: str) -> bytes:
    return tables.to_csv(_chosen(material, key), material)


def _json(material: Material, key: str) -> bytes:
    return tables.to_json(tables.table_document(_chosen(material, key), material))


def _document(material: Material) -> bytes:
    return tables.to_json(tables.document(material, tables.all_of(material)))
