"""How the app is dressed: its title and icon, and the one style sheet, where the frame of the page does not hold it already."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

STYLE, ICON = Path(__file__).with_name("look.css"), Path(__file__).with_name("icon.png")
_TITLED, _FRAMED = "page_titled", "page_framed"  # in the session
_framed: set[str] = set()


def framed(paths: Iterable[str]) -> None:
    """Note the addresses whose frame holds the style sheet, so that it is not sent with what they show."""
    _framed.update(paths)


def begin(title: str) -> None:
    """Send what a browser does not have yet: it keeps title and icon as long as the page is open."""
    if _TITLED not in st.session_state:
        st.set_page_config(page_title=title, page_icon=str(ICON), layout="wide")
    if not st.session_state.setdefault(_FRAMED, _comes_framed(st.context.url)):
        st.html(STYLE)


def _comes_framed(url: str | None) -> bool:
    return bool(url) and (urlsplit(url).path or "/") in _framed


def settle() -> None:
    """Note that a page was drawn to its end; a run that was cut short may not have reached the browser."""
    st.session_state[_TITLED] = True
