"""The one place that speaks to a language model, and only where the environment names it. Never imported for its network by tests."""

from __future__ import annotations

import json
import logging
import os
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass

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
        if not self.url.startswith(("https://", "http://localhost", "http://127.0.0.1")):
            LOG.warning("Not rephrased: the endpoint must use https, or this machine.")
            return []
        headers = {"Content-Type": "application/json"}
        key = os.environ.get(KEY, "")
        headers |= {"Authorization": f"Bearer {key}"} if key else {}
        body = json.dumps({"texts": list(texts)}).encode()
        try:
            request = urllib.request.Request(self.url, body, headers, method="POST")  # noqa: S310 - the scheme is checked above
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
                return _texts(json.loads(answer.read(MOST_BYTES)))
        except (urllib.error.URLError, OSError, ValueError) as problem:
            LOG.warning("Not rephrased: the endpoint did not answer (%s).", type(problem).__name__)
            return []


def _texts(answer: object) -> list[str]:
    found = answer.get("texts") if isinstance(answer, dict) else None
    return [str(text) for text in found] if isinstance(found, list) else []
