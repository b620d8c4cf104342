"""Ask: words lead to figures, projects, objectives and insights that exist; nothing else is ever said."""

from __future__ import annotations

import re
import time
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.narrative import build
from tests.narrative.random_sets import portfolio
from tests.narrative.test_story import wireframe
from value_model import narrative
from value_model.errors import PolicyError, ProofFailed
from value_model.figures import CATALOGUE
from value_model.narrative import ask, language, proof, readability
from value_model.narrative.ask.answer import Answer
from value_model.narrative.ask.hearing import hear
from value_model.narrative.ask.vocabulary import vocabulary
from value_model.narrative.format import write
from value_model.narrative.pages import PAGES
from value_model.narrative.patterns import PATTERNS
from value_model.narrative.sentence import Sentence
from value_model.narrative.world import World
from value_model.policy import load

POLICY = load()
LANGUAGES = ["en-US", "de-DE"]
WORDS = Path(ask.__file__).parent / "words"
HOSTILE = "Project $5M :red[x]"
NAMES = {
    "project:P1": "Claims automation", "project:P4": "ERP consolidation", "project:P7": HOSTILE, "project:P8": "Late fees portal",
    "objective:O1": "Grow digital revenue",
}  # fmt: skip
M = 1_000_000
HELD = {
    "benefits.realized": 43.6 * M, "benefits.plan_to_date": 64 * M, "benefits.gap_to_date": -20.4 * M, "realization.to_date": 43.6 / 64,
    "evidence.confirmed": 31.2 * M, "evidence.confirmed_share": 31.2 / 43.6, "gap.by_reason:late start": -9.4 * M, "data.projects": 20,
    "benefits.realized@project:P4": 1.2 * M, "benefits.plan_to_date@project:P4": 3 * M, "benefits.gap_to_date@project:P4": -1.8 * M,
    "realization.to_date@project:P4": 0.4, "evidence.confirmed@project:P4": 1.0 * M, "benefits.realized@project:P7": 2 * M,
    "evidence.confirmed@project:P7": 0.5 * M, "benefits.forecast@project:P1": None, "benefits.realized@project:P8": 1 * M,
    "fit.share@objective:O1": 0.17, "fit.weight@objective:O1": 0.3,
}  # fmt: skip


def asked(question: str) -> Answer:
    return ask.ask(question, ask.index(build.figures(HELD, names=NAMES), POLICY))


def heard(answer: Answer) -> list[str]:
    return [s.text for p in answer.passages for s in (*p.sentences, *p.figures)]


@pytest.mark.parametrize(
    "question",
    ["what did we get from ERP", "What did we get from ERP?", "erp realised", "ERP consolidaton results", "p4 delivered", "consol actuals"],
)
def test_what_did_we_get_from_erp(question):
    (passage,) = asked(question).passages
    assert (passage.scope, passage.name, passage.page) == ("project:P4", "ERP consolidation", "projects")
    # By hand: 1.2 / 3.0; 1.0 of 1.2 is confirmed, more than half, so it is "delivered".
    assert passage.sentences[0].text == "ERP consolidation has delivered $1.2M of the $3.0M planned to date (40%)."


@pytest.mark.parametrize("question", ["unconfirmed", "unconfimed", "not confirmed", "how much evidence?", "what is verified"])
def test_unconfirmed_says_how_much_and_where(question):
    whole, first, *_ = asked(question).passages
    assert whole.sentences[0].text == "$12.4M of the $43.6M realized is reported but not confirmed by finance."
    assert "Realized share confirmed by finance: 72%" in [s.text for s in whole.figures]
    assert (first.scope, first.name) == ("project:P7", HOSTILE)
    assert first.sentences[0].text == f"{HOSTILE} reports $2.0M; $1.5M of it is not confirmed by finance."


@pytest.mark.parametrize("question", ["how much late", "delays", "slippage", "how much is delayed"])
def test_how_much_late(question):
    said = heard(asked(question))
    assert said[0] == "Late starts make up $9.4M of the $20.4M gap, the largest recorded reason."


def test_german_words_ask_for_the_same():
    figures = build.figures(HELD, names=NAMES)
    index = ask.index(figures, POLICY, words="de-DE")
    assert [s.pattern for p in ask.ask("unbestätigt", index).passages[:1] for s in p.sentences] == ["B3"]
    assert ask.ask("Was haben wir von ERP bekommen?", index).passages[0].scope == "project:P4"
    assert ask.ask("wie viel verspätet", index).passages[0].sentences[0].pattern == "B1"


def test_a_word_that_is_a_topic_names_a_project_only_in_company():
    assert asked("late").passages[0].scope == "portfolio"
    assert asked("late fees realized").passages[0].scope == "project:P8"


def test_a_hostile_name_is_found_and_stands_as_typed():
    (passage,) = asked(HOSTILE).passages
    assert passage.name == HOSTILE
    answer = asked(f"{HOSTILE} unconfirmed")
    assert answer.passages[0].sentences[0].text.startswith(HOSTILE + " reports $2.0M;")


def test_a_figure_is_found_by_its_id_and_a_missing_one_says_why():
    assert heard(asked("evidence.confirmed")) == ["Realized and confirmed: $31.2M"]
    assert heard(asked("forecast of Claims automation")) == ["Forecast benefits: not recorded"]


@pytest.mark.parametrize("question", ["weather in Paris", "xq", "the of", "<b>", "%s {0}"])
def test_no_match_is_said_with_what_can_be_asked(question):
    answer = asked(question)
    assert answer.passages == ()
    assert answer.notes[0] == "Nothing in this portfolio answers that."
    assert answer.notes[1].startswith("Ask about realized benefits, unconfirmed value")
    assert answer.notes[1].endswith("such as Claims automation.")


def test_words_left_out_are_named_as_typed():
    assert asked("unconfirmed in Paris").notes == ("Not understood and left out: Paris.",)


def test_several_names_that_fit_are_all_answered_and_the_rest_counted():
    names = {f"project:P{n}": f"Rollout {place}" for n, place in enumerate(["north", "south", "east", "west", "center"], 1)}
    figures = build.figures({f"benefits.realized@{scope}": M for scope in names}, names=names)
    answer = ask.ask("rollout realized", ask.index(figures, POLICY))
    assert [p.name for p in answer.passages] == ["Rollout center", "Rollout east", "Rollout north"]
    assert answer.notes == ("2 more match. Name one to see it.",)


def test_a_filter_is_named_and_its_figures_are_stated():
    held = HELD | {"benefits.realized@objective:O1": 2 * M, "evidence.confirmed@objective:O1": 0.5 * M}
    figures = build.figures(held, names=NAMES, scope="objective:O1")
    passage, *_ = ask.ask("unconfirmed", ask.index(figures, POLICY)).passages
    assert (passage.scope, passage.name) == ("objective:O1", "Grow digital revenue")
    assert passage.sentences[0].text == "$1.5M of the $2.0M realized is reported but not confirmed by finance."


def test_an_empty_portfolio_has_nothing_to_say():
    answer = ask.ask("late", ask.index(build.figures({}), POLICY))
    assert answer.passages == ()
    assert answer.notes[0] == "Nothing in this portfolio answers that."


def test_an_unknown_language_is_refused():
    with pytest.raises(PolicyError):
        ask.index(build.figures({}), POLICY, words="xx")


# The data --------------------------------------------------------------------------------------------


def test_topics_name_what_exists():
    topics = vocabulary("en-US").topics
    patterns, pages = {p.id for p in PATTERNS}, {"story", *PAGES}
    bases = {entry.base if entry.make_keyed else entry.id for entry in CATALOGUE} | {"choice"}
    for topic in topics.values():
        assert set(topic.patterns) <= patterns
        assert topic.page in pages
        assert [i for i in topic.figures if i.partition(":")[0] not in bases and not i.startswith("choice.")] == []
    # Every insight can be reached by asking.
    assert {key for topic in topics.values() for key in topic.patterns} == patterns


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_language_names_every_topic_and_figure(code):
    spoken = tomllib.loads((WORDS / f"{code}.toml").read_text(encoding="utf-8"))
    topics = vocabulary("en-US").topics
    assert set(spoken["topics"]) == set(topics)
    assert {i.partition(":")[0] for topic in topics.values() for i in topic.figures} <= set(spoken["figures"])
    assert {entry.id.partition(":")[0] for entry in CATALOGUE} <= set(spoken["figures"])  # a panel calls each by its name
    assert set(spoken["figures"]) == set(tomllib.loads((WORDS / "en-US.toml").read_text(encoding="utf-8"))["figures"])
    texts = [*spoken["figures"].values(), *spoken["answer"].values(), *spoken["try"]["topics"]]
    assert not [t for t in texts if readability.forbidden(t, language.load(code)) or re.search(r"\d", t)]


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_offered_to_ask_is_understood(code):
    index = ask.index(wireframe(), POLICY, words=code)
    for topic in index.vocabulary.examples:
        assert hear(topic, index.names, index.vocabulary).topics, topic


# Laws --------------------------------------------------------------------------------------------------

QUESTIONS = st.one_of(
    st.sampled_from(
        ["late", "unconfirmed", "cost of Project 1", "stop", "good news", "fit", "changes", "data quality", "risk", "roi npv payback"]
    ),
    st.text(max_size=60),
)


def proved(sentence: Sentence, world: World) -> bool:
    try:
        return proof.check(sentence, world) == sentence
    except ProofFailed:
        return False


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**32), question=QUESTIONS, code=st.sampled_from(LANGUAGES))
def test_every_answer_is_proved_and_repeats_itself(seed, question, code):
    figures = portfolio(seed)
    index = ask.index(figures, POLICY, words=code)
    answer = ask.ask(question, index)
    assert answer == ask.ask(question, index)
    for passage in answer.passages:
        worlds = (index.world, index.within(passage.scope))  # how an objective ranks is said beside the others
        for sentence in (*passage.sentences, *passage.figures):
            assert not sentence.parts or any(proved(sentence, world) for world in worlds)
            assert all(figures.get(ref) for ref in sentence.figures)
        texts = [s.text for s in (*passage.sentences, *passage.figures)]
        assert len(texts) == len(set(texts))


def test_lines_state_the_figure_as_it_is_written_everywhere():
    figures = build.figures(HELD, names=NAMES)
    for passage in ask.ask("unconfirmed", ask.index(figures, POLICY)).passages:
        for line in passage.figures:
            assert line.text.partition(": ")[2] == write(figures[line.figures[0]])


def test_an_answer_among_a_thousand_projects_takes_less_than_50_ms():
    names = {f"project:P{n}": f"Initiative {n} for region {n % 97}" for n in range(1000)}
    held = {f"{ref}@{scope}": value for scope in names for ref, value in HELD.items() if "@" not in ref}
    index = ask.index(build.figures(HELD | held, names=names), POLICY)
    for question in ("unconfirmed", "inititive 77 late", "region 42 cost", "nothing like this here"):
        best = min(_seconds(question, index) for _ in range(5))
        assert best < 0.05, question


def _seconds(question: str, index: ask.Index) -> float:
    start = time.process_time()
    ask.ask(question, index)
    return time.process_time() - start


def test_the_story_and_the_answer_say_the_same_words():
    told = narrative.story(wireframe(), POLICY)
    said = heard(ask.ask("late starts", ask.index(wireframe(), POLICY)))
    assert told.lead[1].text in said


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("are we paying off", ("realized", "roi")),
        ("is it worth it", ("realized", "roi")),
        ("benefits without owner", ("owner",)),  # a word that fits everything gives way
        ("unlinked spend", ("unlinked",)),
        ("biggest risk", ("at_risk",)),
        ("does money follow strategy", ("fit",)),
        ("spend", ("cost",)),  # alone it is heard
        ("double counting", ("overlap",)),
        ("what will we get next year", ("to_come",)),
        ("what is missing", ("data",)),
    ],
)
def test_what_a_question_is_about(question, topics):
    assert hear(question, ask.index(build.figures(HELD, names=NAMES), POLICY).names, vocabulary("en-US")).topics == topics


def test_a_slip_is_not_at_the_start_of_a_word():
    routing = build.figures(HELD, names={**NAMES, "project:P1": "Contact center routing"})
    assert ask.ask("counting", ask.index(routing, POLICY)).passages == ()


def test_an_ask_that_is_past_its_day_is_overdue():
    late = build.figures({"asks.due_days": -92, "asks.open": 1}, names=NAMES)
    soon = build.figures({"asks.due_days": 12, "asks.open": 1}, names=NAMES)
    for figures, text in ((late, "Earliest open ask is overdue by: 92 days"), (soon, "Earliest open ask is due in: 12 days")):
        figures.figures[("asks.due_days", "portfolio")] = replace(figures.figures[("asks.due_days", "portfolio")], unit="days")
        assert text in heard(ask.ask("open asks", ask.index(figures, POLICY)))


def test_a_question_in_another_language_is_answered_in_the_one_of_the_page_if_it_is_understood_whole():
    assert heard(asked("unbestätigt")) == heard(asked("unconfirmed"))
    assert asked("Wetter morgen").passages == ()


def test_the_month_of_the_compared_review_is_not_left_out():
    then = build.earlier({"benefits.forecast": 100 * M})
    held = build.figures({"benefits.forecast": 90 * M, "change.benefits": -10 * M}, names=NAMES, compared=then)
    index = ask.index(held, POLICY)
    assert ask.ask("what changed since June", index).notes == ()
    assert ask.ask("what changed since March", index).notes == ("Not understood and left out: March.",)
