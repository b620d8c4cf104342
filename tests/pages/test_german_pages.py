"""VALUE_LANGUAGE switches the catalogue of the pages: one process, one language, so each is asked in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from value_model.narrative.language import Language, load
from value_model.narrative.spelling import tokens

ROOT = Path(__file__).resolve().parents[2]
EVERY = """
import os, sys
from google.protobuf import text_format
from streamlit.testing.v1 import AppTest
from pages.components import keeping, caches, routes
from tests.pages.conftest import publish, unfolded
from tests.pages.test_data import FAULTY, LATE
from tests.portfolios import reviews

for _, imported in reviews(8, count=2):
    publish(keeping.store(), "Zufall", imported)
for route in routes.ROUTES:
    page = AppTest.from_file(os.path.abspath("app.py"), default_timeout=120).run().switch_page(route.script)
    unfolded(page, "view", "filter", "log_ask")
    if route.script.endswith("data.py"):
        page.file_uploader[0].upload("plan.csv", FAULTY + LATE.split(b"\\n")[1], "text/csv").run()
    assert not page.exception, page.exception
    found = [page.main]
    for block in found:
        found.extend(getattr(block, "children", {}).values())
        if getattr(block, "proto", None):
            print(text_format.MessageToString(block.proto, as_utf8=True))
"""
ASK = """
from pages.components import routes
from value_model.exports import writers
from value_model.narrative.page_words import say
print("|".join(route.title for route in routes.ROUTES[:3]), say("words.decisions_to_take"), writers.unit("USD", [2e6]), sep="|")
"""


def asked(script: str = ASK, **environment: str) -> str:
    kept = {key: value for key, value in os.environ.items() if key != "VALUE_LANGUAGE"} | environment
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script], cwd=ROOT, env=kept, capture_output=True, text=True, timeout=400, check=False
    )
    return (done.stdout or done.stderr).strip()


def test_the_pages_speak_the_language_of_the_environment():
    assert asked(VALUE_LANGUAGE="de-DE").replace("\u00a0", " ") == "Überblick|Wert|Nutzen|Zu treffende Entscheidungen|Mio. $"


def test_a_language_without_words_is_refused_in_words():
    assert 'There are no words for the language "fr-FR".' in asked(VALUE_LANGUAGE="fr-FR")


def sentences(language: Language) -> set[str]:
    """The fixed words of a catalogue between their slots, where they are more than one word."""
    found = {token.text.strip() for _, text in language.phrases() for token in tokens(text) if not token.slot}
    return {text for text in found if len(text.split()) > 1 and len(text) > 12}


@pytest.mark.slow
def test_no_page_holds_an_english_sentence_in_german(tmp_path: Path) -> None:
    shown = asked(EVERY, VALUE_LANGUAGE="de-DE", VALUE_STORE=str(tmp_path / "value.duckdb"))
    german = sentences(load("de-DE"))
    assert sum(text in shown for text in german) > 300  # it looks where the words are
    assert [text for text in sentences(load("en-US")) - german if text in shown] == []
