"""The floor: the least a page can be, for the ratios."""

import streamlit as st

st.write("Ready")
