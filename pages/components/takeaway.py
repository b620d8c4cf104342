"""What Export offers: every chart as a picture, every table as CSV and JSON; made when the button is pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from pages.components import folded, routes, text
from pages.components.sharing import ExportScene
from value_model.charts.drawing import Drawing
from value_model.exports import images, tables
from value_model.exports.drawings import CHARTS
from value_model.exports.material import Material
from value_model.exports.tables import Table
from value_model.narrative.page_words import say

TYPES = {"png": "image/png", "svg": "image/svg+xml", "csv": "text/csv", "json": "application/json"}


def show(scene: ExportScene, names: Mapping[str, str], of_project: Callable[[str], ExportScene]) -> None:
    """Show what there is and where it comes from; nothing but the reason where the number check failed.

    `names` are those of the projects by scope; `of_project` gives what one of them can take away.
    """
    material = scene.material
    text.section(say("words.what_every_file_names"))
    text.facts(material.origin.facts())
    if scene.refused:
        text.marked("◆", say("words.nothing_can_be_exported"), scene.refused, "bad")
        return
    for key in material.failed:
        text.marked("▲", f"{CHARTS[key].name}:", say("panel.chart_failed"), "watch")
    if material.withheld:
        text.marked("▲", say("words.some_sentences_are_left_out"), say("told.kept_back", n=material.withheld), "watch")
    text.section(say("words.everything"))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="line_everything"):
        text.body(say("words.the_words_of_the_review_its"))
        _button(material, "review", "json", partial(_document, material))
    text.section(say("words.tables"))
    _table(material, tables.FIGURES, say("words.all_figures"))
    _table(material, tables.DECISIONS, say("words.decisions_to_take"))
    text.section(say("words.charts"))
    for path, found in _by_page(material).items():
        folded.below_title(text.plain(routes.BY_PATH[path].title), partial(_charts, material, found), key=f"charts_{path}")
    _project(names, of_project)


def _charts(material: Material, found: Mapping[str, Drawing]) -> None:
    for key, drawing in found.items():
        _chart(material, key, drawing)


def _project(names: Mapping[str, str], of_project: Callable[[str], ExportScene]) -> None:
    """Offer the charts of one project, once it is chosen."""
    text.section(say("words.charts_of_one_project"))
    chosen = st.selectbox(
        say("words.project"),
        list(names),
        format_func=names.__getitem__,
        index=None,
        placeholder=say("words.choose_a_project"),
        key="take_project",
        width=420,
    )
    if chosen:
        scene = of_project(chosen)
        if scene.refused:
            text.marked("◆", say("words.nothing_can_be_exported"), scene.refused, "bad")
        else:
            _charts(scene.material, scene.material.charts)


# What there is


def _by_page(material: Material) -> dict[str, dict[str, Drawing]]:
    """The charts of every page that the data can draw, by its address and their key, in the order of the navigation."""
    found: dict[str, dict[str, Drawing]] = {}
    for key, drawing in material.charts.items():
        found.setdefault(CHARTS[key].page, {})[key] = drawing
    return found


# Buttons


def _chart(material: Material, key: str, drawing: Drawing) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"line_take_{key}"):
        text.body(drawing.title)
        for kind, make in (("png", images.png), ("svg", images.svg)):
            _button(material, key, kind, partial(_drawn, material, key, make))
        _button(material, key, "csv", partial(_behind, material, key))
        _button(material, key, "json", partial(_rows, material, key))


def _table(material: Material, key: str, name: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"line_take_{key}"):
        text.body(name)
        _button(material, key, "csv", partial(_csv, material, key))
        _button(material, key, "json", partial(_json, material, key))


def _button(material: Material, what: str, kind: str, make: partial[bytes]) -> None:
    name = material.origin.file_name(what, kind)
    st.download_button(
        text.plain(kind.upper()), make, name, TYPES[kind], key=f"get_{what}_{kind}", on_click="ignore", help=text.plain(name)
    )


# Made when pressed


def _drawn(material: Material, key: str, make: Callable[[Drawing], bytes]) -> bytes:
    return make(images.framed(material, key, material.charts[key]))


def _behind(material: Material, key: str) -> bytes:
    return tables.to_csv(_of_chart(material, key), material)


def _rows(material: Material, key: str) -> bytes:
    return tables.to_json(tables.table_document(_of_chart(material, key), material))


def _of_chart(material: Material, key: str) -> Table:
    return tables.behind(material, {key: material.charts[key]})[0]


def _chosen(material: Material, key: str) -> Table:
    return tables.figures(material) if key == tables.FIGURES else tables.decisions(material)


def _csv(material: Material, key: str) -> bytes:
    return tables.to_csv(_chosen(material, key), material)


def _json(material: Material, key: str) -> bytes:
    return tables.to_json(tables.table_document(_chosen(material, key), material))


def _document(material: Material) -> bytes:
    return tables.to_json(tables.document(material, tables.all_of(material)))
