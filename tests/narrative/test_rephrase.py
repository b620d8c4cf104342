"""A language model may rephrase proved sentences; a fake that lies is caught in every way it can lie, a truthful one is shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.narrative import build
from value_model.narrative import ask, rephrase
from value_model.policy import load

M = 1_000_000
NAMES = {"project:P4": "ERP consolidation"}
HELD = {
    "benefits.forecast": 97.6 * M, "benefits.plan": 118.4 * M, "benefits.gap_forecast": -20.8 * M, "benefits.realized": 43.6 * M,
    "evidence.confirmed": 31.2 * M, "change.benefits": -6.1 * M, "roi.forecast": 0.58, "roi.plan": 1.06,
}  # fmt: skip
PLAIN = "Forecast benefits are $97.6M, $20.8M below the $118.4M approved."
UNCONFIRMED = "$12.4M of the $43.6M realized is reported but not confirmed by finance."
CHANGED = "Forecast benefits fell $6.1M since June, from $103.7M to $97.6M."
HEDGED = "Each $1 of cost is forecast to return $1.58, against $2.06 approved, based on 18 of 20 projects."


@pytest.fixture
def index() -> ask.Index:
    roi = build.figure("roi.forecast", 0.58, coverage=build.Coverage(18, 20, 0.94))
    then = build.figures({"benefits.forecast": 103.7 * M}, as_of=build.COMPARED)
    return ask.index(build.figures(HELD, names=NAMES, compared=then, extra=(roi,)), load())


def shown(question: str, index: ask.Index, model: Callable[[str], str]) -> str:
    """The first sentence of the answer, as it is shown with a model at hand."""
    answer = rephrase.rephrased(ask.ask(question, index), index, lambda texts: [model(text) for text in texts])
    return answer.passages[0].sentences[0].text


def test_without_a_model_nothing_changes(index):
    answer = ask.ask("forecast", index)
    assert answer.passages[0].sentences[0].text == PLAIN
    assert rephrase.rephrased(answer, index, None) is answer


def test_it_is_off_unless_the_environment_names_an_endpoint(monkeypatch):
    monkeypatch.delenv("VALUE_REPHRASE_URL", raising=False)
    assert rephrase.configured() is None
    monkeypatch.setenv("VALUE_REPHRASE_URL", "https://models.example/rephrase")
    assert rephrase.configured() is not None


TRUTHS = [
    ("forecast", PLAIN, "The forecast of benefits stands at $97.6M, which is $20.8M below the $118.4M approved."),
    ("unconfirmed", UNCONFIRMED, "$12.4M of the $43.6M realized was reported but has not been confirmed by finance."),
    ("what changed", CHANGED, "Forecast benefits have fallen $6.1M since June, from $103.7M to $97.6M."),
    ("what changed", CHANGED, "The forecast of benefits has dropped $6.1M since June: from $103.7M to $97.6M."),
    ("return", HEDGED, "Each $1 of cost is forecast to return $1.58, compared with $2.06 approved, based on 18 of 20 projects."),
]


@pytest.mark.parametrize(("question", "proved", "text"), TRUTHS)
def test_a_truthful_rephrasing_is_shown(index, question, proved, text):
    assert shown(question, index, lambda sentence: text if sentence == proved else sentence) == text


LIES = {
    "a changed number": ("forecast", PLAIN, PLAIN.replace("20.8", "10.8")),
    "a number of another unit": ("forecast", PLAIN, PLAIN.replace("$97.6M", "$97.6B")),
    "a number more": ("forecast", PLAIN, PLAIN.replace("approved.", "approved, 18%.")),
    "a number in words": ("forecast", PLAIN, PLAIN.replace("Forecast", "Three forecast")),
    "a number left out": ("forecast", PLAIN, "Forecast benefits are $97.6M, below the $118.4M approved."),
    "numbers that changed places": ("forecast", PLAIN, "Forecast benefits are $20.8M, $97.6M below the $118.4M approved."),
    "a flipped direction": ("forecast", PLAIN, PLAIN.replace("below", "above")),
    "a direction of another word": ("forecast", PLAIN, PLAIN.replace("below", "ahead of")),
    "a sign": ("forecast", PLAIN, PLAIN.replace("$97.6M", "−$97.6M")),
    "a cause": ("forecast", PLAIN, PLAIN.replace("approved.", "approved because of late starts.")),
    "a cause in two words": ("forecast", PLAIN, PLAIN.replace("approved.", "approved, due to the plan.")),
    "an invented project": ("forecast", PLAIN, PLAIN.replace("Forecast benefits", "Apollo forecast benefits")),
    "another project's name": ("forecast", PLAIN, PLAIN.replace("Forecast benefits", "ERP consolidation forecast benefits")),
    "praise": ("forecast", PLAIN, PLAIN.replace("are $97.6M", "are an impressive $97.6M")),
    "planned for approved": ("forecast", PLAIN, PLAIN.replace("approved", "planned")),
    "delivered for forecast": ("forecast", PLAIN, PLAIN.replace("Forecast", "Delivered")),
    "a dropped not": ("unconfirmed", UNCONFIRMED, UNCONFIRMED.replace("not confirmed", "confirmed")),
    "a dropped reported": ("unconfirmed", UNCONFIRMED, UNCONFIRMED.replace("reported but not", "not")),
    "a dropped hedge": ("return", HEDGED, HEDGED.replace(", based on 18 of 20 projects", "")),
    "a hedge of words only": ("return", HEDGED, HEDGED.replace("based on 18 of 20", "based on all")),
    "forecast said as fact": ("return", HEDGED, HEDGED.replace("is forecast to return", "will return")),
    "twice": ("forecast", PLAIN, PLAIN.replace("$20.8M below", "twice $20.8M below")),
    "half": ("forecast", PLAIN, PLAIN.replace("the $118.4M", "half the $118.4M")),
    "a dozen": ("return", HEDGED, HEDGED.replace("20 projects", "20 of a dozen projects")),
    "brackets of a negative amount": ("forecast", PLAIN, PLAIN.replace("$97.6M", "($97.6M)")),
    "a doubt of one mark": ("forecast", PLAIN, PLAIN.replace("approved.", "approved?")),
    "quotation marks": ("forecast", PLAIN, PLAIN.replace("approved.", "“approved”.")),
    "a bar that strikes a word out": ("forecast", PLAIN, PLAIN.replace("approved", "a\u0336pproved")),
    "a direction at another figure": ("forecast", PLAIN, "Forecast benefits are below $97.6M, $20.8M the $118.4M approved."),
    "a not at another word": ("unconfirmed", UNCONFIRMED, UNCONFIRMED.replace("is reported but not", "is not reported but")),
    "who confirms, left out": ("unconfirmed", UNCONFIRMED, UNCONFIRMED.replace(" by finance", "")),
    "a part that is no part": ("unconfirmed", UNCONFIRMED, UNCONFIRMED.replace("of the $43.6M", "and the $43.6M")),
    "a share said as a range": ("return", HEDGED, HEDGED.replace("18 of 20", "18 to 20")),
    "from and to": ("what changed", CHANGED, CHANGED.replace("from $103.7M to", "to $103.7M from")),
    "a change said as a level": ("what changed", CHANGED, CHANGED.replace("fell $6.1M", "are below $6.1M")),
    "too long": ("forecast", PLAIN, PLAIN.replace("Forecast", "That " * 20 + "forecast")),
    "markup": ("forecast", PLAIN, PLAIN.replace("Forecast", "<b>Forecast</b>")),
    "nothing": ("forecast", PLAIN, ""),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_not_shown(index, lie, caplog):
    question, proved, text = LIES[lie]
    assert shown(question, index, lambda sentence: text if sentence == proved else sentence) == proved
    assert "Not rephrased" in caplog.text


@pytest.mark.parametrize("texts", [[], ["one", "too", "many", "texts", "here"]])
def test_another_number_of_texts_changes_nothing(index, texts):
    answer = ask.ask("forecast", index)
    assert rephrase.rephrased(answer, index, lambda _: texts) == answer
