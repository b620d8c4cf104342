"""The one place that speaks to a language model, and only where the environment names it. Never imported for its network by tests."""

from __future__ import annotations

import json
import logging
import os
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from urllib.parse import urlsplit

LOG = logging.getLogger(__name__)
KEY = "VALUE_REPHRASE_KEY"
SECONDS = 5.0
MOST_BYTES = 200_000


@dataclass(frozen=True)
class Endpoint:
    """An address that takes `{"texts": […]}` and answers `{"texts": […]}`; anything else counts as no answer."""

    url: str

    def __call__(self, texts: Sequence[str]) -> Sequence[str]:
        """Return the texts rephrased, or none where the endpoint does not answer in time or in form."""
        try:
            if not _trusted(self.url):
                LOG.warning("Not rephrased: the endpoint must use https, or this machine.")
                return []
            return _texts(json.loads(_answer(self.url, {"texts": list(texts)})))
        except (OSError, HTTPException, ValueError, RecursionError) as problem:
            LOG.warning("Not rephrased: the endpoint did not answer (%s).", type(problem).__name__)
            return []


def _trusted(url: str) -> bool:
    to = urlsplit(url)
    return to.scheme == "https" or (to.scheme == "http" and to.hostname in ("localhost", "127.0.0.1"))


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """What is asked of one address, with its key, is asked of no other."""

    def redirect_request(self, *_: object) -> None:
        return None


def _answer(url: str, body: object) -> bytes:
    key = os.environ.get(KEY, "")
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
    request = urllib.request.Request(url, json.dumps(body).encode(), headers, method="POST")  # noqa: S310 - the scheme is checked
    until = time.monotonic() + SECONDS
    with urllib.request.build_opener(_NoRedirect).open(request, timeout=SECONDS) as answer:
        return _read(answer, until)


def _read(answer: HTTPResponse, until: float) -> bytes:
    """Read an answer piece by piece, so that one which drips in is given up as well. Raises `TimeoutError`."""
    body = b""
    while piece := answer.read1(MOST_BYTES - len(body)):
        body += piece
        if time.monotonic() > until:
            raise TimeoutError
    return body


def _texts(answer: object) -> list[str]:
    found = answer.get("texts") if isinstance(answer, dict) else None
    return [str(text) for text in found] if isinstance(found, list) else []
