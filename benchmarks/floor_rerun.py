"""The floor of a change: an empty page with one button, under the same settings."""

import streamlit as st

st.write("Ready")
st.button("Again")
