"""The dashboard: page setup and navigation, nothing else. Run with `streamlit run app.py`."""

from pathlib import Path

import streamlit as st

from pages.components import foot, linked, routes, states, unknown, warm
from value_model.errors import ValueModelError

HERE = Path(__file__).parent

st.set_page_config(page_title="PMO Value Dashboard", page_icon=str(HERE / "pages/components/icon.png"), layout="wide")
warm.once()
st.html(HERE / "pages/components/look.css")
page = st.navigation(routes.navigation(), position="hidden" if st.context.is_embedded else "top")
try:
    page.run()
    foot.show(page.url_path)
except ValueModelError as problem:
    states.failed(problem)
unknown.settle()
linked.settle()
