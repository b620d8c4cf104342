"""Get ready before the first visitor: heavy imports, the store, then freeze the heap.

Streamlit collects garbage after every rerun. Freezing what stays for ever (modules, the store) makes
that pass short, which more than halves the cost of a rerun.
"""

from __future__ import annotations

import gc
import importlib
from itertools import product

import streamlit as st

HEAVY = ("altair", "duckdb", "numpy", "pandas", "pyarrow", "value_model.charts.scurve", "pages.components.caches")


@st.cache_resource(show_spinner=False)
def once() -> bool:
    """Import what is slow to import and freeze the heap, once per process."""
    for name in HEAVY:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    return True


def first_page() -> None:
    """Make what a link without any choice shows, in each look, so that the first visitor does not wait for it."""
    once()
    from pages.components import caches, header, keeping
    from value_model import figures
    from value_model.charts.drawing import Look

    shown = header.usual()
    if shown is None or shown.snapshot.state == "draft":
        return  # what is made of a draft belongs to the session of its reader
    figures.foresee(keeping.store(), shown.snapshot)  # an older version of ours may have published it
    caches.filter_options(shown.snapshot)
    for theme, compact in product(("light", "dark"), (False, True)):
        caches.story(shown, Look(theme, compact=compact))
