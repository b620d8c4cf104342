"""German is a second complete language: the same keys and slots, the same proof, its own marks and word order."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.narrative import build
from tests.narrative.random_sets import portfolio
from tests.narrative.test_story import wireframe
from value_model import narrative
from value_model.narrative import format as form
from value_model.narrative import language, proof, readability
from value_model.narrative.pages import PAGES
from value_model.narrative.spelling import tokens
from value_model.policy import load

POLICY = load()
GERMAN, ENGLISH = language.load("de-DE"), language.load("en-US")
EUR = form.style("EUR", language="de-DE")
N = "\u00a0"  # numbers and their units stay on one line


def keys(table: dict, path: str = "") -> set[str]:
    return {
        found
        for key, value in table.items()
        for found in (keys(value, f"{path}{key}.") if isinstance(value, dict) and path.count(".") < 2 else {f"{path}{key}"})
    }


def test_both_languages_have_the_same_keys():
    apart = {"numbers", "choices", "forbidden"}
    there = {section: table for section, table in GERMAN.tables.items() if section not in apart}
    here = {section: table for section, table in ENGLISH.tables.items() if section not in apart}
    assert keys(there) == keys(here)
    assert set(GERMAN["numbers"]) == set(ENGLISH["numbers"])


@pytest.mark.parametrize(("place", "text"), list(ENGLISH.phrases()), ids=[place for place, _ in ENGLISH.phrases()])
def test_a_german_template_states_the_same_slots(place, text):
    german = dict(GERMAN.phrases())[place]
    stated = {t.slot for t in tokens(text) if t.slot and not t.choice}
    assert {t.slot for t in tokens(german) if t.slot and not t.choice} == stated
    assert all(t.choice in GERMAN["choices"] for t in tokens(german) if t.choice)
    assert readability.forbidden("".join(t.text for t in tokens(german)), GERMAN) is None
    assert not re.search(r"\d", "".join(t.text for t in tokens(german)))


def test_german_marks():
    assert form.money(43_600_000, EUR) == f"43,6{N}Mio.{N}€"
    assert form.money(-1_234_500_000_000, EUR) == f"−\u20601.234,5{N}Mrd.{N}€"
    assert form.money(640, EUR) == f"640{N}€"
    assert form.percent(0.68, EUR) == f"68{N}%"
    assert form.money(40_000, EUR, scale=1_000_000) == f"unter 0,1{N}Mio.{N}€"


def test_the_story_of_the_wireframe_in_german():
    told = narrative.story(wireframe(), POLICY, words="de-DE")
    assert told.withheld == 0
    assert told.headline.text == f"Das Portfolio hat 43,6{N}Mio.{N}$ der bisher geplanten 64,0{N}Mio.{N}$ erbracht."
    assert told.lead[0].text == f"Das sind 68{N}% des Plans, 4 Punkte weniger als im Juni."
    assert told.cards[0].status.text == f"◆ Handeln: −\u206020,4{N}Mio.{N}$"
    assert told.cards[0].status.tone == "red"
    assert told.decisions[0].title == "Claims automation neu planen oder stoppen"


@settings(max_examples=40, deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_every_german_page_is_proved(seed):
    figures = portfolio(seed)
    for told in [narrative.story(figures, POLICY, words="de-DE"), *(narrative.page(n, figures, POLICY, words="de-DE") for n in PAGES)]:
        assert told.withheld == 0
        assert narrative.verify(told, figures, POLICY, words="de-DE") == []
        for sentence in narrative.sentences(told):
            assert readability.forbidden(proof.masked(sentence), GERMAN) is None


def test_a_scenario_keeps_its_two_amounts_apart():
    said = narrative.scenario(build.figures({}), load(), budget=15.5e6, value=54.1e6, measure="benefits_to_come", words="de-DE")
    assert said
    expected = "In diesem Szenario bringt die beste Auswahl 54,1 Mio. $ an künftigem Nutzen für 15,5 Mio. $"
    assert said.text.replace("\u00a0", " ") == expected
