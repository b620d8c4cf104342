"""Load the sample portfolio from the screen, as the command `sample` does."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.components import keeping, routes
from value_model import figures, ingest
from value_model.narrative.page_words import say

FOLDER = routes.ROOT / "data" / "sample"


def files() -> list[Path]:
    """Return the workbooks of the sample, one per review, oldest first."""
    return sorted(FOLDER.glob("*.xlsx"))


def load_with_progress() -> str:
    """Import and publish every review of the sample, saying how far it is; return the portfolio's name."""
    name = ""
    with st.status(say("words.loading_the_sample_portfolio")) as status:
        for number, path in enumerate(files(), 1):
            status.update(label=say("told.loading_review", k=number, n=len(files())))
            name = _load(path)
        status.update(label=say("words.the_sample_portfolio_is_loaded"), state="complete")
    return name


def _load(path: Path) -> str:
    return figures.publish_review(keeping.store(), ingest.run([path]), by="sample", note="Sample data").portfolio
