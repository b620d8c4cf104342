"""What our server hands out of Streamlit's front end, and when the browser is told of it."""

import asyncio
import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from typing import Any

from pages.components import front

PAGE = front.frame()


async def passed_on(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 418, "headers": []})


def asked(path: str, method: str = "GET", encoding: bytes = b"gzip, deflate, br") -> tuple[int, dict[bytes, bytes], bytes]:
    """Return status, headers and body of the answer to a request."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": [(b"accept-encoding", encoding)]}
    with ThreadPoolExecutor(1) as aside:  # a browser of another test may hold the loop of this thread
        aside.submit(asyncio.run, front.Held(passed_on, PAGE)(scope, None, send)).result()  # type: ignore[arg-type]
    return sent[0]["status"], dict(sent[0]["headers"]), sent[-1].get("body", b"")


def test_a_file_that_the_page_names_comes_from_memory_as_it_lies_on_the_disk() -> None:
    named = re.findall(r'(?:src|href)="[.](/static/[^"]+)"', PAGE)
    for suffix in ("js", "css", "woff2"):
        path = next(one for one in named if one.endswith(suffix))
        status, headers, body = asked(path)
        assert status == 200
        assert int(headers[b"content-length"]) == len(body)
        whole = gzip.decompress(body) if headers.get(b"content-encoding") == b"gzip" else body
        assert whole == (front.FRONT / path.lstrip("/")).read_bytes()
        assert b"immutable" in headers[b"cache-control"]


def test_every_other_request_is_streamlits() -> None:
    known = next(iter(re.findall(r'src="[.](/static/[^"]+)"', PAGE)))
    assert asked(known)[0] == 200
    assert asked(known, method="POST")[0] == 418
    assert asked(known, encoding=b"identity")[0] == 418
    for path in ("/", "/static/", "/static/../app.py", "/_stcore/health", f"{known}x"):
        assert asked(path)[0] == 418


def test_what_draws_the_first_page_is_named_once_and_waits_for_what_opens_the_line() -> None:
    named = re.findall(r'<link rel="modulepreload" (fetchpriority="low" )?crossorigin href="([^"]+)">', PAGE)
    assert len({path for _, path in named}) == len(named)
    low = [path for priority, path in named if priority]
    assert [name for name in front.FIRST if not any(fnmatch(path, f"*/{name}") for path in low)] == []
