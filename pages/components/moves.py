"""What moved, by project: narrowed to a step by a click on a bridge or by the picker; a row opens its project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.components import caches, chart_frame, columns, linked, register_picks, routes, sheets, text, wording
from pages.components.moves_scene import BRIDGES, Move, MovesScene
from pages.components.sheets import Sheet
from pages.components.shown import Shown
from value_model.charts.drawing import Look, Record
from value_model.exports.change_charts import step_names
from value_model.narrative.page_words import say

STEP, BRIDGE = "step", "bridge"
FIRST = {False: 12, True: 5}  # rows before "Show all", by compact


def by_step(bridge: str, step: str | None) -> None:
    """Take a step over from a click on a bridge; a click beside all asks for all steps again."""
    linked.write(BRIDGE, bridge)
    linked.write(STEP, step)


def show(shown: Shown, look: Look) -> None:
    """Show the projects that moved."""
    scene = caches.scene(MovesScene, "moves", shown, look)
    if not any(scene.moves.values()):
        return
    text.section(say("words.what_moved_by_project"))
    with st.container(horizontal=True, gap="small", key="moves_picks"):
        bridge = register_picks.picker(
            say("words.bridge"),
            {name: BRIDGES[name].name for name in BRIDGES},
            key=BRIDGE,
            width=240,
            placeholder=say("words.forecast_benefits"),
        )
        moves = scene.moves[bridge or "bridge_benefits"]
        known = {step: words for step, words in step_names().items() if any(step in move.steps for move in moves)}
        step = register_picks.picker(say("words.step"), known, key=STEP, width=240, placeholder=say("words.all_steps"))
    kept = _kept(moves, step)
    text.caption(say("told.moved_under", n=len(kept), step=step_names()[step]) if step else say("told.moved", n=len(kept)))
    first = FIRST[look.compact]
    whole = len(kept) <= first or st.toggle(text.plain(say("mix.show_all", n=len(kept))), key="moves_all")
    listed = kept if whole else kept[:first]
    steps = {step: known[step]} if step else known
    sheet = caches.part(shown, "moves", (bridge, step, whole, look.compact), lambda: _sheet(listed, steps, scene))
    chart_frame.table(
        sheet, key="moves", named=say("words.what_moved_by_project"), most=460,
        column_order=sheet.names[:2] if look.compact else None, on_select=lambda: _open(listed), selection_mode="single-row",
    )  # fmt: skip
    chart_frame.download(lambda: [_row(move, steps, scene) for move in kept], key="moves")


def _sheet(listed: Sequence[Move], steps: Mapping[str, str], scene: MovesScene) -> Sheet:
    rows = [_row(move, steps, scene) for move in listed]
    return sheets.made(rows, columns.amounts(rows))


def _kept(moves: Sequence[Move], step: str | None) -> list[Move]:
    if step is None:
        return list(moves)
    return sorted((move for move in moves if step in move.steps), key=lambda move: -abs(move.steps[step]))


def _row(move: Move, steps: Mapping[str, str], scene: MovesScene) -> Record:
    parts: Record = {f"{words}, {scene.unit}": wording.in_unit(move.steps.get(step), scene.scale) for step, words in steps.items()}
    whole: Record = {say("told.net_change_in", unit=scene.unit): wording.in_unit(move.whole, scene.scale)}
    amounts = parts | whole if len(steps) == 1 else whole | parts
    return {say("words.project"): move.name, **amounts}


def _open(shown: Sequence[Move]) -> None:
    rows = st.session_state["moves"]["selection"]["rows"]
    if rows:
        routes.later("projects", project=shown[rows[0]].scope.partition(":")[2])
