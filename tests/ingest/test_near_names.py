"""Names that differ by a letter or two are found in lists of any length, and in time that grows with the list."""

from __future__ import annotations

import random
import time

from rapidfuzz import fuzz, process

from value_model.ingest import wording, words
from value_model.ingest.checks import names


def listed(count: int) -> list[str]:
    """Made-up names, and for every twentieth a copy with one letter lost, added or changed."""
    chance = random.Random(4)
    words = ["".join(chance.choices("abcdefghijklmnoprstuvw", k=chance.randint(4, 10))) for _ in range(800)]
    found = [" ".join(chance.choices(words, k=chance.randint(2, 5))) for _ in range(count)]
    for text in found[::20]:
        at, letter = chance.randrange(len(text)), chance.choice("xyz")
        found.append(chance.choice([text[:at] + text[at + 1 :], text[:at] + letter + text[at:], text[:at] + letter + text[at + 1 :]]))
    return found


def test_no_pair_is_missed_that_a_comparison_of_all_with_all_finds() -> None:
    texts = listed(1_200)
    scores = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=93)
    every = {(int(a), int(b)) for a, b in zip(*scores.nonzero(), strict=True) if a < b and len(texts[a]) > 5}
    assert set(map(tuple, names._pairs(texts).tolist())) == every


def test_a_list_longer_than_three_thousand_is_looked_through_to_its_end() -> None:
    texts = [*listed(4_000), "harbour extension south", "harbour extension soth"]
    assert (len(texts) - 2, len(texts) - 1) in set(map(tuple, names._pairs(texts).tolist()))


def test_two_phases_of_one_thing_are_two_things() -> None:
    assert not len(names._pairs(["northern line phase 1", "northern line phase 2", "northern line phase ii"]))


def test_a_long_list_of_names_that_are_all_nearly_the_same_is_compared_in_seconds() -> None:
    chance = random.Random(5)
    texts = [f"customer portal renewal {''.join(chance.choices('abcdefghij', k=4))}" for _ in range(20_000)]
    started = time.process_time()
    assert len(names._pairs(texts))
    assert time.process_time() - started < 10


def test_a_hundred_names_are_folded_as_one_is() -> None:
    names = ["Claims_Renewal – 2", "  a.b ", "É-é", "x\ty", "ＡＢ１", "plain", "", "A\u00a0b", "I/O: x;y", "\x1cz"]
    assert list(wording.each_plain(names)) == [wording.plain(name) for name in names]


def test_every_word_for_an_error_holds_the_sign_that_texts_taken_as_they_stand_do_not() -> None:
    assert all("#" in word for word in words.book("values")["unknown"]["errors"])
