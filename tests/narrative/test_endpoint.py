"""The endpoint of a language model: what does not answer in time and in form is no answer, and no fault of the page."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from value_model.narrative import endpoint
from value_model.narrative.endpoint import Endpoint

Reply = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def served(reply: Reply) -> Iterator[str]:
    """The address of a server on this machine that answers every question with `reply`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            reply(self)

        do_GET = do_POST  # noqa: N815 - the name the server looks for

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def send(handler: BaseHTTPRequestHandler, body: bytes, *, status: int = 200, length: int | None = None, **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body) if length is None else length), **headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def drip(handler: BaseHTTPRequestHandler) -> None:
    send(handler, b"", length=1000)
    for _ in range(40):
        handler.wfile.write(b" ")
        time.sleep(0.05)


def test_texts_are_asked_for_and_returned():
    def doubled(handler: BaseHTTPRequestHandler) -> None:
        asked = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))["texts"]
        send(handler, json.dumps({"texts": [text * 2 for text in asked]}).encode())

    with served(doubled) as url:
        assert Endpoint(url)(["a", "b"]) == ["aa", "bb"]


FAULTS: dict[str, Reply] = {
    "an error": lambda h: send(h, b"no", status=500),
    "less than was announced": lambda h: send(h, b"{", length=50),
    "another protocol": lambda h: h.wfile.write(b"hello\r\n\r\n"),
    "no JSON": lambda h: send(h, b"<html>"),
    "brackets without end": lambda h: send(h, b"[" * 150_000),
    "no texts": lambda h: send(h, b'{"answer": 1}'),
    "too much": lambda h: send(h, b'{"texts": ["' + b"a" * 300_000 + b'"]}'),
    "an answer that drips in": drip,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_no_answer_gives_no_texts(fault, monkeypatch):
    monkeypatch.setattr(endpoint, "SECONDS", 0.3)
    with served(FAULTS[fault]) as url:
        assert Endpoint(url)(["a"]) == []


def test_a_key_goes_to_the_endpoint_alone(monkeypatch):
    monkeypatch.setenv("VALUE_REPHRASE_KEY", "secret")
    heard: list[str | None] = []

    def elsewhere(handler: BaseHTTPRequestHandler) -> None:
        heard.append(handler.headers["Authorization"])
        send(handler, b'{"texts": ["a"]}')

    with served(elsewhere) as other, served(lambda h: send(h, b"", status=302, Location=other)) as url:
        assert Endpoint(url)(["a"]) == []
        assert Endpoint(other)(["a"]) == ["a"]
    assert heard == ["Bearer secret"]


@pytest.mark.parametrize(
    "url", ["http://models.example/", "http://localhost.example/", "ftp://localhost/", "file:///etc/hosts", "https://[", ""]
)
def test_an_address_that_is_not_trusted_is_not_asked(url, caplog):
    assert Endpoint(url)(["a"]) == []
    assert "Not rephrased" in caplog.text
