"""Serve the dashboard warm: what the first visitor sees is made, and named to the browser, before anyone comes.

Run with `streamlit run serve.py`. The pages are those of `app.py`, which also runs alone.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from pages.components import front, look, routes, warm
from value_model.errors import ValueModelError


def paths() -> list[str]:
    """Return the address of every page."""
    return ["/", *(f"/{route.path}" for route in routes.ROUTES)]


def declare_pages() -> None:
    """Tell Streamlit that the pages are those of `app.py` before anyone opens a link to one of them.

    Else it takes the folder `pages` for its older kind until a first visitor came, and says that the page is not there.
    """
    logging.disable(logging.WARNING)  # it warns that there is no visitor yet
    st.navigation(routes.pages())
    logging.disable(logging.NOTSET)


FRAME = front.frame()


async def page(_request: Request) -> HTMLResponse:
    """Answer with the frame that every page is drawn in."""
    return HTMLResponse(FRAME, headers={"Cache-Control": "no-cache"})


@asynccontextmanager
async def ready(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Make the first page, then let visitors in; what is wrong with the store, the page itself says."""
    declare_pages()
    look.framed(paths())
    with suppress(ValueModelError):
        warm.first_page()
    yield {}


app = st.App(
    "app.py",
    lifespan=ready,
    routes=[Route(path, page) for path in paths()],
    middleware=[Middleware(front.Held, FRAME)],
)
