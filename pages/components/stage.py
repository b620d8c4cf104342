"""The stage: one slide, its controls, and what the speaker may open. Which slide and in what order is in the link."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode, urlsplit

import streamlit as st

from pages.components import figure_panel, frozen, ready, return_to_slide, routes, small_stage, text
from pages.components.sharing import PresentScene
from pages.components.shown import Shown
from value_model.charts.drawing import Drawing
from value_model.exports.show import Show
from value_model.exports.slides import Slide, names, no_ask
from value_model.narrative.page_words import say

ORDER, HERE = "slides", "slide"  # in the link


def show(scene: PresentScene, slides: Show, shown: Shown) -> None:
    """Show the slide the link names, and the controls below it."""
    order = slides.order(st.query_params.get(ORDER, "").split(","))
    key = _current(order)
    with st.container(gap="xsmall", key="slide_title"):
        _read_out(slides.slides[key])
    if slides.look.compact:
        small_stage.show(slides, key, order)
    else:
        with st.container(key="stage_full" if st.context.is_embedded else "stage_framed"):
            _draw(slides.drawn(key, order), key)
    bar = st.container(horizontal=True, vertical_alignment="center", gap="small", key="slide_bar")
    with bar:
        _steps(order, key)
        _detail(slides, shown, order, key)
        with st.popover(say("words.notes"), key="notes"):
            notes(scene, slides, key)
        with st.popover(say("words.slides"), key="arrange"):
            _arrange(slides, order, key)
        if st.button(say("words.export"), key="to_export", shortcut="E", type="tertiary"):
            routes.go("export", **frozen.chosen(shown))
        if not st.context.is_embedded:
            st.link_button(say("words.full_screen"), full_screen(shown, order, key), key="full_screen", type="tertiary")


def _current(order: Sequence[str]) -> str:
    asked = st.query_params.get(HERE, "")
    return asked if asked in order else order[0]


def _read_out(slide: Slide) -> None:
    """The words of the slide as text: read out everywhere, seen where the drawing is too small to read."""
    text.headline(slide.headline)
    if slide.below:
        text.lead([slide.below])
    if slide.ask not in ("", no_ask()):
        text.ask(slide.ask)


def _draw(drawn: Drawing, key: str) -> None:
    ready.chart(drawn, width="content", key=f"slide_{key}")


# Moving


def _go(key: str) -> None:
    st.query_params[HERE] = key


def _steps(order: Sequence[str], key: str) -> None:
    at = list(order).index(key)
    before, after = order[max(at - 1, 0)], order[min(at + 1, len(order) - 1)]
    st.button(say("words.back"), key="back", shortcut="Left", on_click=_go, args=(before,), disabled=at == 0)
    st.button(say("words.next"), key="next", shortcut="Right", on_click=_go, args=(after,), disabled=at == len(order) - 1)
    st.button(say("words.first"), key="first", shortcut="Home", on_click=_go, args=(order[0],), disabled=at == 0, type="tertiary")


def _detail(slides: Show, shown: Shown, order: Sequence[str], key: str) -> None:
    if st.button(say("words.details"), key="details", shortcut="D", type="tertiary"):
        page = slides.slides[key].page
        back = {name: value for name, value in frozen.link(shown).items() if name != frozen.FROZEN}
        return_to_slide.remember(shown.snapshot.id, back | {ORDER: ",".join(order), HERE: key})
        routes.go(page if routes.exists(page) else "story", **frozen.chosen(shown))


def full_screen(shown: Shown, order: Sequence[str], key: str) -> str:
    """Return the link that opens this slide without menus."""
    here = urlsplit(st.context.url or "")
    chosen = {"embed": "true", **frozen.link(shown), ORDER: ",".join(order), HERE: key}
    return f"{here.scheme}://{here.netloc}{here.path}?{urlencode(chosen, doseq=True, safe=',')}"


# Dropping and reordering


def _arrange(slides: Show, order: Sequence[str], key: str) -> None:
    """Offer to move or drop the slide on stage and to bring dropped ones back."""
    at = list(order).index(key)
    text.facts((str(number), say("told.here", name=names()[one]) if one == key else names()[one]) for number, one in enumerate(order, 1))
    with st.container(horizontal=True, gap="small", key="arrange_buttons"):
        st.button(say("words.earlier"), key="earlier", on_click=_reorder, args=(_moved(order, at, -1), key), disabled=at == 0)
        st.button(say("words.later"), key="later", on_click=_reorder, args=(_moved(order, at, 1), key), disabled=at == len(order) - 1)
        left = [one for one in order if one != key]
        st.button(
            say("words.drop"), key="drop", on_click=_reorder, args=(left, left[min(at, len(left) - 1)] if left else key), disabled=not left
        )
        st.button(
            say("words.all_slides"),
            key="all",
            on_click=_reorder,
            args=(list(slides.slides), key),
            disabled=list(order) == list(slides.slides),
        )


def _moved(order: Sequence[str], at: int, by: int) -> list[str]:
    found = list(order)
    if 0 <= at + by < len(found):
        found[at], found[at + by] = found[at + by], found[at]
    return found


def _reorder(order: Sequence[str], key: str) -> None:
    st.query_params.update({ORDER: ",".join(order), HERE: key})  # at once: the browser's Back undoes both


# Notes


def notes(scene: PresentScene, slides: Show, key: str) -> None:
    """Show what the speaker may say, and the evidence of every figure in it."""
    slide = slides.slides[key]
    text.item(say("told.notes", name=slide.name))
    text.bullets(sentence.text for sentence in slide.notes)
    for ref in scene.proof.known(slide.figures):
        figure_panel.headed(scene.proof.figures[ref], scene.proof, scene.evidence[ref])
    text.note(say("told.source", source=scene.proof.source, snapshot=scene.proof.shown.snapshot.id if scene.proof.shown else ""))
