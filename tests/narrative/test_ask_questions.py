"""Questions as executives ask them: each leads to the subject that answers it, and a question about nothing here to none."""

from __future__ import annotations

import pytest

from tests.narrative.test_ask import NAMES
from value_model.narrative.ask.hearing import Heard, hear
from value_model.narrative.ask.naming import names
from value_model.narrative.ask.vocabulary import vocabulary

KNOWN = names({**NAMES, "project:P2": "Pricing engine", "project:P3": "Cloud migration"})
ENGLISH = [
    ("what did we get for the money", "realized"), ("are we on track", "on_time"), ("which projects are late", "late"),
    ("how much did we spend", "cost"), ("how much is left to spend", "cost"), ("are we over budget", "cost"), ("cost overrun", "cost"),
    ("biggest risk", "at_risk"), ("projects at risk", "at_risk"), ("who owns the benefits", "owner"), ("benefits without an owner", "owner"),
    ("what changed since the last review", "change"), ("why did benefits fall", "change"), ("forecast benifits", "forecast"),
    ("realised benefits", "realized"), ("ROI?", "roi"), ("value for money", "roi"), ("when do we break even", "payback"),
    ("when will we get our money back", "payback"), ("net present value", "npv"), ("which projects should we stop", "stop"),
    ("kill list", "stop"), ("does money follow strategy", "fit"), ("unlinked spend", "unlinked"), ("what do we need to decide", "decisions"),
    ("open asks", "decisions"), ("best mix", "choices"), ("what if we cut the budget", "choices"), ("confirmed by finance", "confirmed"),
    ("unconfirmd", "confirmed"), ("data quality", "data"), ("how fresh is the data", "data"), ("missing baselines", "baseline"),
    ("overdue benefits", "silent"), ("how confident are we", "confidence"), ("red projects", "status"), ("cost of delay", "late"),
    ("run costs", "run_cost"), ("how many projects", "projects"), ("how accurate are our forecasts", "office"), ("double counting", "overlap"),
    ("stakeholder satisfaction", "pulse"), ("restated figures", "restated"), ("worst case", "range"), ("are targets met", "targets"),
]  # fmt: skip
GERMAN = [
    ("Was haben wir bekommen?", "realized"), ("Welche Projekte sind spät?", "late"), ("Risiken", "at_risk"), ("Wie genau sind unsere Prognosen?", "office"),
    ("Wann bekommen wir unser Geld zurück?", "payback"), ("unbestätigter Nutzen", "confirmed"), ("Nutzen ohne Verantwortliche", "owner"),
    ("Was kosten die Projekte?", "cost"), ("Was wäre, wenn wir das Budget kürzen?", "choices"), ("Entscheidungen", "decisions"),
    ("Was hat sich seit dem letzten Review geändert?", "change"), ("Rendite", "roi"), ("Kapitalwert", "npv"), ("rote Projekte", "status"),
    ("fehlende Ausgangswerte", "baseline"), ("Zufriedenheit der Beteiligten", "pulse"), ("Doppelzählungen", "overlap"),
]  # fmt: skip


def understood(question: str, code: str) -> Heard:
    return hear(question, KNOWN, vocabulary(code))


@pytest.mark.parametrize(("question", "topic"), ENGLISH)
def test_an_english_question_finds_its_subject_first(question: str, topic: str) -> None:
    assert understood(question, "en-US").topics[:1] == (topic,)


@pytest.mark.parametrize(("question", "topic"), GERMAN)
def test_a_german_question_finds_its_subject(question: str, topic: str) -> None:
    assert topic in understood(question, "de-DE").topics


@pytest.mark.parametrize(
    ("question", "scope"),
    [
        ("claims automaton", "project:P1"), ("ERP", "project:P4"), ("what did we get from the erp consolidation", "project:P4"),
        ("pricing", "project:P2"), ("cloud migrations", "project:P3"), ("digital revenue", "objective:O1"), ("P4", "project:P4"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_part_with_slips_and_in_the_plural(question: str, scope: str) -> None:
    assert understood(question, "en-US").scopes == (scope,)


@pytest.mark.parametrize(
    "question", ["weather tomorrow", "what is the meaning of life", "hello", "salary of the CEO", "headcount", "asdf qwer", "?", "is it"]
)
@pytest.mark.parametrize("code", ["en-US", "de-DE"])
def test_a_question_about_nothing_here_finds_nothing(question: str, code: str) -> None:
    found = understood(question, code)
    assert (found.scopes, found.topics, found.figures) == ((), (), ())


def test_a_time_that_no_figure_is_asked_by_is_left_out_and_said() -> None:
    assert understood("benefits delivered this year", "en-US").unheard == ("year",)
    assert understood("what changed since March", "en-US").unheard == ("March",)
    assert understood("benefits next year", "en-US").unheard == ()  # "next year" is a phrase: what is still to come
