"""Names that are nearly the same may be one thing written twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from rapidfuzz import fuzz, process

from value_model.contract import Finding, Import, Row
from value_model.ingest.checks.place import finding
from value_model.ingest.wording import listed, plain

_LIKE = 93
_SHORTEST = 5  # letters
_EDGE = 7
_WINDOW = 40
_SAID = 20


def near_equal(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001 - one signature for every check
    """Yield warnings for projects (or objectives) under one name, and for pairs whose names differ by a letter or two."""
    for table in ("projects", "objectives"):
        rows = found.rows(table)
        texts = [plain(str(row.values.get("name", ""))) for row in rows]
        pairs = [(rows[first], rows[second]) for first, second in _pairs(texts)]
        alike = [pair for pair in pairs if not _same(*pair)]
        yield from (_alike(found, first, second) for first, second in alike[:_SAID])
        yield from _many(found, [pair for pair in pairs if _same(*pair)], alike[_SAID:])
    for field in ("programme", "business_unit"):
        yield from _groups(found, field)


def _same(first: Row, second: Row) -> bool:
    return plain(str(first.values.get("name"))) == plain(str(second.values.get("name")))


def _many(found: Import, same: list[tuple[Row, Row]], more: list[tuple[Row, Row]]) -> Iterator[Finding]:
    if same:
        names = listed(dict.fromkeys(str(second.values.get("name")) for _, second in same), limit=5)
        yield finding(found, same[0][1], "warning", "equal-names", f"Names that stand under more than one identifier: {names}.",
                      "If they are one, use one identifier for both.", "name")  # fmt: skip
    if more:
        yield finding(found, more[0][1], "warning", "near-equal-names", f"{len(more)} more pairs of names are nearly the same.",
                      "Sort the list by name to find them.", "name")  # fmt: skip


def _pairs(texts: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of texts that are nearly the same, each pair once, in order.

    Only texts that share a key are compared: their first or their last letters, or their rarest word. Texts that
    differ by a letter or two share one of the three, and the work grows with the list and not with its square.
    """
    same_numbers: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        if len(text) > _SHORTEST:
            same_numbers[_numbers(text)].append(place)
    groups = [(numbers, group) for numbers, group in same_numbers.items() if len(group) > 1]
    common = Counter(word for text in texts for word in set(text.split())) if groups else Counter()
    blocks: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for numbers, group in groups:
        for place in group:
            for key in _keys(texts[place], common):
                blocks[key, numbers].append(place)
    seen: set[tuple[int, int]] = set()
    for places in blocks.values():
        if len(places) > 1:
            seen.update(_near(texts, places))
    yield from sorted(seen)


def _keys(text: str, common: Counter[str]) -> set[str]:
    """The keys of a text; digits are no part of them, for names that differ in a number are two things."""
    letters = re.sub(r"[^a-z]+", "", text)
    rare = min(text.split(), key=lambda word: (common[word] <= 1, common[word], word))
    return {f"<{letters[:_EDGE]}", f"{letters[-_EDGE:]}>", f" {rare} ", f"={text}"}


def _near(texts: list[str], places: list[int]) -> Iterator[tuple[int, int]]:
    """Compare the texts of one block; of a very large block, those that stand side by side in the alphabet."""
    ordered = sorted(places, key=lambda place: texts[place])
    for at, first in enumerate(ordered[:-1]):
        rest = ordered[at + 1 : at + 1 + _WINDOW]
        scores = process.cdist([texts[first]], [texts[place] for place in rest], scorer=fuzz.ratio, score_cutoff=_LIKE)
        for near in scores[0].nonzero()[0].tolist():
            yield min(first, rest[near]), max(first, rest[near])


def _numbers(text: str) -> tuple[str, ...]:
    """Digits, Roman numerals and single letters: "Phase 1" and "Phase 2" are two things."""
    return tuple(re.findall(r"\d+|\b[ivx]+\b|\b[a-z]\b", text))


def _alike(found: Import, first: Row, second: Row) -> Finding:
    return finding(found, second, "warning", "near-equal-names", f'"{second.values.get("name")}" is nearly the same as '
                   f'"{first.values.get("name")}" (row {first.row}).', "If they are one, use one identifier for both.", "name")  # fmt: skip


def _groups(found: Import, field: str) -> Iterator[Finding]:
    first: dict[str, Row] = {}
    for row in found.rows("projects"):
        if row.values.get(field):
            first.setdefault(str(row.values[field]), row)
    names = list(first)
    for one, other in _pairs([plain(name) for name in names]):
        yield finding(found, first[names[other]], "warning", "near-equal-names", f'The {field.replace("_", " ")} "{names[other]}" is nearly '
                      f'the same as "{names[one]}".', "If they are one, write it one way.", field)  # fmt: skip
