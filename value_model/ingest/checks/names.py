"""Names that are nearly the same may be one thing written twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz, process

from value_model.contract import Finding, Import, Row
from value_model.ingest.checks.place import finding
from value_model.ingest.wording import each_plain, listed, plain
from value_model.records import firsts, texts
from value_model.texts import Texts, stored

Pairs = np.ndarray[Any, np.dtype[np.int64]]
_NUMBERED, _NO_LETTERS = re.compile(r"\d+|\b(?:[ivx]+|[a-z])\b"), re.compile(r"[^a-z]+")
_LIKE = 93
_SHORTEST = 5  # letters
_EDGE = 7
_WINDOW = 40
_COMPARED = 400_000  # pairs of a block, at about three million a second
_SAID = 20


def near_equal(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001 - one signature for every check
    """Yield warnings for projects (or objectives) under one name, and for pairs whose names differ by a letter or two."""
    for table in ("projects", "objectives"):
        rows = found.rows(table)
        plainly = each_plain(Texts(texts(rows, "name").fill_null("")))
        pairs = _pairs(plainly)
        if not len(pairs):
            continue
        of_text = plainly.stored.dictionary_encode().indices.to_numpy()
        same = of_text[pairs[:, 0]] == of_text[pairs[:, 1]]
        alike = pairs[~same].tolist()
        yield from (_alike(found, rows[first], rows[second]) for first, second in alike[:_SAID])
        yield from _many(found, [rows[second] for second in pairs[same, 1].tolist()], [rows[second] for _, second in alike[_SAID:]])
    for field in ("programme", "business_unit"):
        yield from _groups(found, field)


def _many(found: Import, same: list[Row], more: list[Row]) -> Iterator[Finding]:
    if same:
        names = listed(dict.fromkeys(str(row.values.get("name")) for row in same), limit=5)
        yield finding(found, same[0], "warning", "equal-names", f"Names that stand under more than one identifier: {names}.",
                      "If they are one, use one identifier for both.", "name")  # fmt: skip
    if more:
        yield finding(found, more[0], "warning", "near-equal-names", f"{len(more)} more pairs of names are nearly the same.",
                      "Sort the list by name to find them.", "name")  # fmt: skip


def _pairs(plainly: Sequence[str]) -> Pairs:
    """Return the places of texts that are nearly the same, two to a row, each pair once, in order.

    Only texts that share a key are compared: their first or their last letters, or their rarest word. Texts that
    differ by a letter or two share one of the three, and the work grows with the list and not with its square.
    """
    same_numbers: dict[tuple[str, ...], list[int]] = defaultdict(list)
    sharing = _sharing_digits(stored(plainly))
    texts = list(plainly) if sharing else []
    for place in sharing:
        if len(texts[place]) > _SHORTEST:
            same_numbers[_numbers(texts[place])].append(place)
    groups = [(numbers, group) for numbers, group in same_numbers.items() if len(group) > 1]
    common = Counter(word for text in texts for word in set(text.split())) if groups else Counter()
    blocks: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for numbers, group in groups:
        for place in group:
            for key in _keys(texts[place], common):
                blocks[key, numbers].append(place)
    near = [pairs for places in blocks.values() if len(places) > 1 for pairs in _near(texts, places)]
    every = np.sort(np.concatenate(near)) if near else np.empty(0, dtype=np.int64)
    each = every[np.diff(every, prepend=-1) > 0]  # np.unique hashes, ten times as long for places side by side
    return np.stack(np.divmod(each, max(1, len(texts))), axis=1)


def _sharing_digits(texts: pa.Array) -> list[int]:
    """Return the places of texts whose digits another text has too: only these can have the same numbers."""
    digits = pc.ascii_trim_whitespace(pc.replace_substring_regex(texts, r"\D+", " ")).dictionary_encode()
    codes = digits.indices.to_numpy()
    return np.flatnonzero(np.bincount(codes)[codes] > 1).tolist() if len(codes) else []


def _keys(text: str, common: Counter[str]) -> set[str]:
    """The keys of a text; digits are no part of them, for names that differ in a number are two things."""
    letters = _NO_LETTERS.sub("", text)
    rare = min(text.split(), key=lambda word: (common[word] <= 1, common[word], word))
    return {f"<{letters[:_EDGE]}", f"{letters[-_EDGE:]}>", f" {rare} ", f"={text}"}


def _near(texts: list[str], places: list[int]) -> Iterator[Pairs]:
    """Yield the near pairs of a block, as first * length + second; of a large block, those that stand side by side in the alphabet."""
    ordered = sorted(places, key=texts.__getitem__)
    held, held_at = [texts[place] for place in ordered], np.array(ordered, dtype=np.int64)
    for apart in range(1, min(_WINDOW, max(2, _COMPARED // len(ordered)), len(ordered) - 1) + 1):
        scores = process.cpdist(held[:-apart], held[apart:], scorer=fuzz.ratio, score_cutoff=_LIKE)
        if len(near := np.flatnonzero(scores)):
            one, other = held_at[near], held_at[near + apart]
            yield np.minimum(one, other) * len(texts) + np.maximum(one, other)


def _numbers(text: str) -> tuple[str, ...]:
    """Digits, Roman numerals and single letters: "Phase 1" and "Phase 2" are two things."""
    return tuple(_NUMBERED.findall(text))


def _alike(found: Import, first: Row, second: Row) -> Finding:
    return finding(found, second, "warning", "near-equal-names", f'"{second.values.get("name")}" is nearly the same as '
                   f'"{first.values.get("name")}" (row {first.row}).', "If they are one, use one identifier for both.", "name")  # fmt: skip


def _groups(found: Import, field: str) -> Iterator[Finding]:
    first: dict[str, Row] = {}
    projects = found.rows("projects")
    for value, at in firsts(projects, field).items():
        if value:
            first.setdefault(str(value), projects[at])
    names = list(first)
    for one, other in _pairs([plain(name) for name in names]).tolist():
        yield finding(found, first[names[other]], "warning", "near-equal-names", f'The {field.replace("_", " ")} "{names[other]}" is nearly '
                      f'the same as "{names[one]}".', "If they are one, write it one way.", field)  # fmt: skip
