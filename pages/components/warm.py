"""Get ready before the first visitor: heavy imports, the store, then freeze the heap.

Streamlit collects garbage after every rerun. Freezing what stays for ever (modules, the store) makes
that pass short, which more than halves the cost of a rerun.
"""

from __future__ import annotations

import gc
import importlib

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
