"""Serve the dashboard warm: what the first visitor sees is made, and named to the browser, before anyone comes.

Run with `streamlit run serve.py`. The pages are those of `app.py`, which also runs alone.
"""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from pages.components import look, routes, warm
from value_model.errors import ValueModelError

FRONT = Path(st.__file__).parent / "static"
FIRST = ("Html", "purify.es", "Metric", "TextInput", "PageLink", "Button", "ArrowVegaLiteChart", "loadVegaEmbed", "embed")
NEEDED = re.compile(r'(?:from|import)"\./([^"]+\.js)"')


def early(page: str) -> Iterator[str]:
    """Yield the files that draw the first page, cards before charts, each with all that it needs and the page does not name itself.

    A browser that is told of a file alone asks for what it needs only when it has read it, one round after the other.
    """
    known: set[str] = set()
    waiting = [part.name for name in reversed(FIRST) for part in FRONT.glob(f"static/js/{name}.*.js")]
    while waiting:
        part = waiting.pop()
        if part not in known and f"/{part}" not in page:
            known.add(part)
            yield part
            waiting += reversed(NEEDED.findall((FRONT / "static/js" / part).read_text("utf-8")))


def frame() -> str:
    """Return Streamlit's page with our style sheet in it, and with the parts that draw the first page named early.

    Streamlit fetches each part when the first element needs it and applies a style sheet with the first words: what
    stands there already would move.
    """
    page = (FRONT / "index.html").read_text("utf-8")
    links = "".join(f'<link rel="modulepreload" crossorigin href="./static/js/{part}">' for part in early(page))
    style = f"<style>{look.STYLE.read_text('utf-8')}</style>"  # behind the head, to which Streamlit adds styles that ours come after
    return page.replace("</head>", f"{links}</head>").replace("<body>", f"<body>{style}")


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


FRAME = frame()


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


app = st.App("app.py", lifespan=ready, routes=[Route(path, page) for path in paths()])
