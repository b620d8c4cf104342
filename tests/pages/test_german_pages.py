"""VALUE_LANGUAGE switches the catalogue of the pages: one process, one language, so each is asked in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASK = """
from pages.components import routes
from value_model.exports import writers
from value_model.narrative.page_words import say
print("|".join(route.title for route in routes.ROUTES[:3]), say("words.decisions_to_take"), writers.unit("USD", [2e6]), sep="|")
"""


def asked(**environment: str) -> str:
    kept = {key: value for key, value in os.environ.items() if key != "VALUE_LANGUAGE"} | environment
    done = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, env=kept, capture_output=True, text=True, timeout=120, check=False)
    return (done.stdout or done.stderr).strip()


def test_the_pages_speak_the_language_of_the_environment():
    assert asked(VALUE_LANGUAGE="de-DE").replace("\u00a0", " ") == "Überblick|Wert|Nutzen|Zu treffende Entscheidungen|Mio. $"


def test_a_language_without_words_is_refused_in_words():
    assert 'There are no words for the language "fr-FR".' in asked(VALUE_LANGUAGE="fr-FR")
