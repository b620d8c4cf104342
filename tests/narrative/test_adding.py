"""What a page shows adds up as it is written, or the page says that it may not: in sentences, on cards, and between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations_with_replacement
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import copied
from tests.narrative import build
from tests.narrative.random_sets import portfolio
from value_model import figures as figure_room
from value_model import narrative
from value_model.figures.figure import FigureSet
from value_model.narrative.pages import PAGES
from value_model.narrative.sentence import Story
from value_model.policy import load
from value_model.store import open_store

POLICY = load()
M = 1_000_000
NOTE = {"en-US": "Rounded figures may not sum", "de-DE": "Gerundete Zahlen ergeben nicht immer die Summe"}
SUMS = (  # a difference of two, by the definitions in figures.md
    ("benefits.gap_to_date", "benefits.realized", "benefits.plan_to_date"),
    ("benefits.gap_forecast", "benefits.forecast", "benefits.plan"),
    ("benefits.to_come", "benefits.forecast", "benefits.realized"),
    ("cost.variance", "cost.approved", "cost.forecast"),
    ("cost.to_come", "cost.forecast", "cost.to_date"),
)


def told(figures: FigureSet, code: str = "en-US") -> Iterator[Story]:
    yield narrative.story(figures, POLICY, words=code)
    yield from (narrative.page(name, figures, POLICY, words=code) for name in PAGES)


def said(story: Story) -> str:
    return " | ".join(s.text for s in narrative.sentences(story))


def in_millions(value: float) -> Decimal:
    return abs(Decimal(repr(value)) / M).quantize(Decimal("0.1"), ROUND_HALF_UP)


def stands(amount: Decimal, text: str) -> bool:
    return bool(re.search(rf"(?<![\d.,]){re.escape(f'{amount:,}')}M", text))


def contradicts(figures: FigureSet, text: str) -> bool:
    """Whether a reader who adds two amounts of a page finds another than the one it shows: by hand, from names and texts."""
    for names in SUMS:
        values = [figures.value(name, figures.scope) for name in names]
        known = [in_millions(value) for value in values if value]
        if len(known) == 3 and all(stands(amount, text) for amount in known) and abs(values[1] - values[2] - values[0]) < 0.01:
            shares = sorted(known)
            if shares[0] + shares[1] != shares[2]:
                return True
    return False


REALIZED = {"benefits.realized": 36.84 * M, "benefits.plan_to_date": 54.76 * M, "benefits.gap_to_date": -17.92 * M}


@pytest.mark.parametrize("code", NOTE)
def test_a_gap_on_a_card_beside_the_amounts_of_a_sentence(code):
    # 54.76 − 36.84 = 17.92: 54.8 and 36.8 in the headline, 17.9 on the card
    assert narrative.story(build.figures(REALIZED), POLICY, words=code).strip[-1] == NOTE[code]
    even = {"benefits.realized": 36.8 * M, "benefits.plan_to_date": 54.8 * M, "benefits.gap_to_date": -18 * M}
    assert NOTE[code] not in narrative.story(build.figures(even), POLICY, words=code).strip


@pytest.mark.parametrize(
    ("realized", "plan", "noted"),
    [
        (1_200_000, 1_284_000, False),  # $1.2M of $1.3M, −$84k: to the first decimal of millions, 1.2 and 0.1 make 1.3
        (1_249_000, 1_298_000, True),  # $1.2M of $1.3M, −$49k: 1.2 and 0.0 do not
        (912_400, 960_700, True),  # $912k of $961k, −$48k: 912 and 48 make 960
        (912_400, 960_400, False),
    ],
)  # by hand
def test_amounts_in_two_units_are_compared_in_the_coarser(realized, plan, noted):
    values = {"benefits.realized": realized, "benefits.plan_to_date": plan, "benefits.gap_to_date": realized - plan}
    assert (NOTE["en-US"] in narrative.page("benefits", build.figures(values), POLICY).strip) == noted


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**32), code=st.sampled_from(sorted(NOTE)))
def test_every_random_page_adds_up_or_says_so(seed, code):
    figures = portfolio(seed)
    for story in told(figures, code):
        if contradicts(figures, said(story)) and code == "en-US":
            assert NOTE[code] in story.strip
        assert len(story.strip) == len(set(story.strip))


@pytest.mark.parametrize("parts", combinations_with_replacement([4_940_000, 4_960_000, 5_000_000, 12_350_000], 2))
def test_any_two_parts_and_their_total(parts):
    values = {"benefits.realized": parts[0], "benefits.to_come": parts[1], "benefits.forecast": parts[0] + parts[1]}
    story = narrative.page("benefits", build.figures(values), POLICY)
    differ = in_millions(parts[0]) + in_millions(parts[1]) != in_millions(parts[0] + parts[1])
    assert story.chart_titles["benefits_by_quarter"]
    assert (NOTE["en-US"] in story.strip) == differ


@pytest.fixture(scope="module")
def sample(loaded_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FigureSet]:
    with open_store(str(copied(loaded_sample, tmp_path_factory.mktemp("adding")))) as store:
        yield figure_room.compute(store, store.snapshots()[-1].id)


def test_the_sample_adds_up_or_says_so(sample):
    pages = list(told(sample))
    assert any(contradicts(sample, said(story)) for story in pages)  # $36.8M of $54.8M, and a gap of $17.9M
    for story in pages:
        if contradicts(sample, said(story)):
            assert NOTE["en-US"] in story.strip
