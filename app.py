"""The dashboard: page setup and navigation, nothing else. Run with `streamlit run app.py`."""

import streamlit as st

from pages.components import foot, linked, look, routes, states, unknown, warm
from value_model.errors import ValueModelError

look.begin("PMO Value Dashboard")
warm.once()
page = st.navigation(routes.navigation(), position="hidden" if st.context.is_embedded else "top")
try:
    page.run()
    foot.show(page.url_path)
except ValueModelError as problem:
    states.failed(problem)
unknown.settle()
linked.settle()
look.settle()
