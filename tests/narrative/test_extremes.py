"""Laws of every sentence at the extremes, in both languages: amounts huge, tiny, zero and negative, one project and 5,000, long names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.narrative import build
from tests.narrative.examples import BY_ID, CASES, M
from tests.narrative.random_sets import portfolio
from tests.narrative.say import Case
from value_model import narrative
from value_model.figures.figure import FigureSet
from value_model.narrative import language, proof, readability
from value_model.narrative.pages import PAGES
from value_model.narrative.pattern import find
from value_model.narrative.patterns import PATTERNS
from value_model.narrative.sentence import Sentence
from value_model.narrative.telling import Teller
from value_model.narrative.world import World
from value_model.policy import load

POLICY = load()
LANGUAGES = ("en-US", "de-DE")
LONG = "Enterprise-wide modernization of claims intake, triage, and settlement platforms"  # 80 letters


def scaled(by: float) -> Callable[[str, Any], Any]:
    return lambda unit, value: value * by if unit == "money" and value is not None else value


def counted(number: int) -> Callable[[str, Any], Any]:
    return lambda unit, value: number if unit == "count" and value is not None else value


def signs(unit: str, value: Any) -> Any:
    return -value if unit in ("money", "points", "fraction") and value is not None else value


EXTREMES: dict[str, Callable[[str, Any], Any]] = {
    "as it is": lambda _, value: value, "huge": scaled(1e6), "tiny": scaled(1e-6), "thousands": scaled(1e-3), "zero": scaled(0),
    "negative": signs, "one": counted(1), "5000": counted(5000),
}  # fmt: skip


def changed(case: Case, rule: Callable[[str, Any], Any]) -> FigureSet:
    def told(values: Any) -> dict[str, Any]:
        return {ref: rule(build.unit_of(ref.partition("@")[0]), value) for ref, value in values.items()}

    inputs = {ref: tuple(rule("money", part) for part in parts) for ref, parts in case.inputs.items()}
    figures = replace(case, now=told(case.now), then=None if case.then is None else told(case.then), inputs=inputs).figures()
    return replace(figures, names=dict.fromkeys(figures.names, LONG))


def spoken(case: Case, rule: Callable[[str, Any], Any], code: str) -> Iterator[tuple[Sentence, World]]:
    """Yield all that a pattern says of a portfolio: its sentences, and the title, evidence and ask of its decision."""
    teller = Teller(World(changed(case, rule), POLICY, language.load(code)))
    for insight in (i for p in PATTERNS if p.id == case.id for i in find(p, teller.world)):
        decision = teller.decide(insight)
        made = [teller.tell(insight), teller.tell(insight, place="headline"), *((decision.evidence, *decision.proved) if decision else ())]
        yield from ((sentence, teller.world) for sentence in made if sentence)
        if decision:
            block = " ".join(proof.condensed(s) for s in (*decision.proved, decision.evidence))
            assert len(readability.words(block)) <= readability.BLOCK_WORDS
            assert len(readability.words(proof.condensed(decision.proved[-1]))) <= readability.ASK_WORDS
    assert teller.withheld == 0


def well_formed(sentence: Sentence, words: language.Language) -> None:
    text = proof.masked(sentence)
    assert len(readability.words(proof.condensed(sentence))) <= readability.SENTENCE_WORDS
    assert readability.forbidden(text, words) is None
    assert not re.search(r"  |\.\.|,,|;;| [,.;:]|\.;|,\.|\(\)|!|\{|\}", text), text
    assert not re.search(r"\b(\w+) \1\b", re.sub(r"\d", "", text)), text  # no word twice
    assert text[:1] == text[:1].upper()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("extreme", EXTREMES)
def test_every_pattern_holds_its_limits(extreme, code):
    said = [sentence for case in CASES for sentence, _ in spoken(case, EXTREMES[extreme], code)]
    assert len(said) > 20
    for sentence in said:
        well_formed(sentence, language.load(code))
    if code == "en-US":
        assert readability.reading_level(proof.masked(s) for s in said) <= readability.READING_LEVEL


# Numbers that stand together ------------------------------------------------------------------------

AMOUNT = re.compile(r"(under )?\$([\d,]+(?:\.\d+)?)(B|M|k|)")
UNITS = {"B": 10**9, "M": 10**6, "k": 10**3, "": 1}


def amounts(text: str) -> list[Decimal]:
    """The amounts as a reader takes them in, read from the text alone; none where one is only a limit."""
    found = AMOUNT.findall(text)
    return [] if any(limit for limit, _, _ in found) else [Decimal(n.replace(",", "")) * UNITS[u] for _, n, u in found]


# An amount and a gap in thousandths of a million: any last digits, so that rounding falls every way.
MONEY = st.integers(min_value=1, max_value=999_999)


@settings(max_examples=200, deadline=None)
@given(plan=MONEY, forecast=MONEY, scale=st.sampled_from([1, 1000, 1_000_000]))
def test_what_a_sentence_shows_adds_up_or_it_says_rounded(plan, forecast, scale):
    now = {"benefits.forecast": forecast * scale, "benefits.plan": plan * scale, "benefits.gap_forecast": (forecast - plan) * scale}
    for case_id, text in said_by(("A2", now, None), ("F1", f1(plan, forecast, scale), {"benefits.forecast": plan * scale})):
        shown = amounts(text)
        if len(shown) == 3:
            total, gap, base = shown if case_id == "A2" else (shown[2], shown[0], shown[1])
            assert (abs(total - base) == gap) != text.endswith("(rounded)."), text


def f1(plan: int, forecast: int, scale: int) -> dict[str, Any]:
    return {"benefits.forecast": forecast * scale, "change.benefits": (forecast - plan) * scale}


def said_by(*asked: tuple[str, dict[str, Any], dict[str, Any] | None]) -> Iterator[tuple[str, str]]:
    for case_id, now, then in asked:
        teller = Teller(World(replace(BY_ID[case_id], now=now, then=then).figures(), POLICY, language.load()))
        found = (teller.tell(i) for p in PATTERNS if p.id == case_id for i in find(p, teller.world))
        yield from ((case_id, sentence.text) for sentence in found if sentence)


# Words that carry a sign ----------------------------------------------------------------------------

SIGNED = [  # pattern, the figure whose sign it is about, the word above zero, the word below
    ("A2", "benefits.gap_forecast", " above the ", " below the "),
    ("B1", "benefits.gap_to_date", " gain", " gap"),
    ("F1", "change.benefits", " rose ", " fell "),
    ("F2", "change.benefits", " gains", " cuts"),
    ("F5", "change.restated", " by +", " by −"),
]


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_a_word_of_direction_follows_its_sign_everywhere(seed):
    figures = portfolio(seed)
    pages = [narrative.story(figures, POLICY), *(narrative.page(name, figures, POLICY) for name in PAGES)]
    for sentence in (s for told in pages for s in narrative.sentences(told)):
        text = "".join(p.text for p in sentence.parts if not (p.slot and p.slot.kind == "name"))
        for pattern, ref, up, down in SIGNED:
            value = figures.value(ref, sentence.scope)
            if sentence.pattern == pattern and (up in text) != (down in text):
                assert value is not None
                assert (value > 0) == (up in text), text


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**32), code=st.sampled_from(LANGUAGES))
def test_a_story_is_well_formed_and_says_nothing_twice(seed, code):
    figures = portfolio(seed)
    for told in (narrative.story(figures, POLICY, words=code), *(narrative.page(n, figures, POLICY, words=code) for n in PAGES)):
        spoken_here = [told.headline, *told.lead, *told.statements]
        assert len({s.text for s in spoken_here}) == len(spoken_here)
        for sentence in spoken_here:
            well_formed(sentence, language.load(code))
            assert sentence.text.endswith(".")
        assert sum(len(readability.words(proof.condensed(s))) for s in told.lead) <= readability.LEAD_WORDS


def test_a_huge_portfolio_is_written_in_billions_and_a_tiny_one_in_units():
    def first(by: float) -> str:
        return next(sentence.text for sentence, _ in spoken(BY_ID["B3"], scaled(by), "en-US"))

    assert first(1e6) == "$12,400.0B of the $43,600.0B realized is reported but not confirmed by finance."
    assert first(1e-6) == "$12 of the $44 realized is reported but not confirmed by finance."
    assert BY_ID["B3"].now["benefits.realized"] == 43.6 * M


def test_a_sentence_that_opens_with_a_limit_opens_with_a_capital():
    figures = build.figures({"choice.mandatory_share": 0.004, "choice.open": 14.0 * M, "cost.to_come": 14.1 * M})
    teller = Teller(World(figures, POLICY, language.load()))
    said = [teller.tell(i) for p in PATTERNS if p.id == "D5" for i in find(p, teller.world)]
    assert [s.text for s in said if s] == ["Under 1% of cost to come is mandatory, so $14.0M is open to choice."]
