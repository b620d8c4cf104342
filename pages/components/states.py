"""What a page shows when there is nothing, not yet everything, or something wrong."""

from __future__ import annotations

import streamlit as st

from pages.components import routes, sample, text


def no_portfolio() -> None:
    """Say that the store is empty and offer the two ways to fill it."""
    text.headline("No portfolio yet.")
    text.lead(["Load the sample portfolio to look around, or upload a workbook of your own."])
    with st.container(horizontal=True, gap="small", key="first_steps"):
        load = bool(sample.files()) and st.button("Load the sample portfolio", type="primary", key="load_sample")
        upload = st.button("Upload a workbook", key="go_upload")
    if load:
        routes.go("story", portfolio=sample.load_with_progress())
    if upload:
        routes.go("data")
