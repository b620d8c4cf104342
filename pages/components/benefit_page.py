"""One benefit on its project's page: what is recorded, its quarters, and the cells its amounts come from."""

from __future__ import annotations

import streamlit as st

from pages.components import caches, chart_frame, source_cells, text
from pages.components.benefit_scene import FIGURES, TITLE, BenefitScene
from pages.components.shown import Shown
from value_model.charts.drawing import Look

NO_DATES = 'This benefit has totals without dates. The sheet "Benefit values", with one row per period, would supply them.'


def show(shown: Shown, project: str, benefit: str, look: Look) -> None:
    """Show the benefit of an identifier; the cells are those of the project's share of it."""
    scene = caches.scene_of(BenefitScene, "benefit", shown, f"benefit:{benefit}", look)
    text.section(f"Benefit: {scene.line.row['Benefit']}")
    text.facts(scene.facts)
    chart_frame.show_or_say(scene.quarters, TITLE, missing=NO_DATES, key="benefit_quarters")
    text.section("Where its amounts come from")
    name = st.segmented_control("Cells of", list(FIGURES), default="Forecast", required=True, key="benefit_cells")
    source_cells.show(f"{FIGURES[name]}@{project}", shown, currency=scene.currency, key="benefit", benefit=benefit)
