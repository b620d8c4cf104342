"""One benefit on its project's page: what is recorded, its quarters, and the cells its amounts come from."""

from __future__ import annotations

import streamlit as st

from pages.components import caches, chart_frame, source_cells, text
from pages.components.benefit_scene import FIGURES, TITLE, BenefitScene
from pages.components.shown import Shown
from value_model.charts.drawing import Look
from value_model.narrative.page_words import say

NO_DATES = say("words.this_benefit_has_totals_without_dates")


def show(shown: Shown, project: str, benefit: str, look: Look) -> None:
    """Show the benefit of an identifier; the cells are those of the project's share of it."""
    scene = caches.scene_of(BenefitScene, "benefit", shown, f"benefit:{benefit}", look)
    text.section(say("told.benefit", name=scene.line.row[say("words.benefit")]))
    text.facts(scene.facts)
    chart_frame.show_or_say(scene.quarters, TITLE, missing=NO_DATES, key="benefit_quarters")
    text.section(say("words.where_its_amounts_come_from"))
    name = st.segmented_control(say("words.cells_of"), list(FIGURES), default=say("words.forecast"), required=True, key="benefit_cells")
    source_cells.show(f"{FIGURES[name]}@{project}", shown, currency=scene.currency, key="benefit", benefit=benefit)
