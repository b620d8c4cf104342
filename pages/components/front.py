"""Streamlit's front end as our server hands it out: what draws the first page is held in memory and named to the browser early."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.components import look

FRONT = Path(st.__file__).parent / "static"
STEPS = Path(__file__).with_name("front.js")
FIRST = (
    "static/js/Html.*.js", "static/js/purify.es.*.js", "static/js/Metric.*.js", "static/js/TextInput.*.js", "static/js/PageLink.*.js",
    "static/js/Button.*.js", "static/js/ArrowVegaLiteChart.*.js", "static/js/loadVegaEmbed.*.js", "static/js/embed.*.js",
)  # fmt: skip
NEEDED = re.compile(r'(?:from|import)"\./([^"]+\.js)"')
NAMED = re.compile(r'"\./(static/[^"]+)"')
LATER = ("static/media/MaterialSymbols-Rounded.*.woff2",)  # signs, asked for when the first of them is drawn
KINDS = {".js": b"text/javascript", ".css": b"text/css", ".woff2": b"font/woff2"}
FOR_EVER = b"public, immutable, max-age=31536000"  # their names change with their content


def early(page: str) -> Iterator[str]:
    """Yield the files that draw the first page, cards before charts, each with all that it needs and the page does not name itself.

    A browser that is told of a file alone asks for what it needs only when it has read it, one round after the other.
    """
    known: set[str] = set()
    waiting = [part.name for name in reversed(FIRST) for part in FRONT.glob(name)]
    while waiting:
        part = waiting.pop()
        if part not in known and f"/{part}" not in page:
            known.add(part)
            yield part
            waiting += reversed(NEEDED.findall((FRONT / "static/js" / part).read_text("utf-8")))


def frame() -> str:
    """Return Streamlit's page with our style sheet in it, and with the parts that draw the first page named early.

    Streamlit fetches each part when the first element needs it and applies a style sheet with the first words: what
    stands there already would move. The parts come after what Streamlit itself starts with: the line to the server waits
    for that, and nothing is drawn before that line is open.
    """
    page = (FRONT / "index.html").read_text("utf-8")
    links = "".join(f'<link rel="modulepreload" fetchpriority="low" crossorigin href="./static/js/{part}">' for part in early(page))
    style = f"<style>{look.STYLE.read_text('utf-8')}</style>"  # behind the head, to which Streamlit adds styles that ours come after
    return page.replace("</head>", f"{_host()}{links}</head>").replace("<body>", f"<body>{style}")


def _host() -> str:
    """Return what a host says of itself, so that the line to the server opens without two questions about it first; and our steps."""
    settings = {"allowedOrigins": st.get_option("client.allowedOrigins"), "useExternalAuthToken": False}
    told = f"<script>window.__streamlit = {{BACKEND_BASE_URL: new URL('./', location.href).href, HOST_CONFIG: {json.dumps(settings)}}};"
    return f"{told}\n{STEPS.read_text('utf-8')}</script>"


class Held:
    """Answers from memory, compressed once, for the files that the page names, and lets every other request through.

    Streamlit looks each of a hundred small files up on the disk, in another thread, while a visitor waits for the last of
    them, and sends three times as much.
    """

    def __init__(self, app: ASGIApp, page: str) -> None:
        self._app = app
        self._files = {f"/{path}": _file(FRONT / path) for path in [*NAMED.findall(page), *_later()]}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        file = self._files.get(scope["path"]) if _reads(scope) else None
        if file is None:
            await self._app(scope, receive, send)
            return
        headers, body = file
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _reads(scope: Scope) -> bool:
    """Tell whether a request is one for a file, of a browser that reads what is compressed."""
    return scope["type"] == "http" and scope["method"] == "GET" and "gzip" in Headers(scope=scope).get("accept-encoding", "")


def _later() -> Iterator[str]:
    return (path.relative_to(FRONT).as_posix() for name in LATER for path in FRONT.glob(name))


def _file(path: Path) -> tuple[list[tuple[bytes, bytes]], bytes]:
    about, body = {b"content-type": KINDS[path.suffix], b"cache-control": FOR_EVER}, path.read_bytes()
    if path.suffix != ".woff2":  # a font is compressed as it is
        body = gzip.compress(body, mtime=0)
        about |= {b"content-encoding": b"gzip", b"vary": b"Accept-Encoding"}
    return [*about.items(), (b"content-length", str(len(body)).encode())], body
