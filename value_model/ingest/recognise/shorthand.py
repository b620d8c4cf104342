"""Headings as databases and reports shorten them: "START_DT", "Proj. Mgr.", and the day up to which an amount counts."""

from __future__ import annotations

import re
from functools import cache

from value_model.ingest.dates import MONTHS
from value_model.ingest.wording import plain
from value_model.ingest.words import book

_MONTH = "|".join(sorted({plain(name) for name in MONTHS}, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_DAY = (
    rf"(?:\d{{1,2}}[./ -]\d{{1,2}}[./ -](?:{_YEAR}|\d\d)|{_YEAR}-\d\d-\d\d|(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTH}) ?{_YEAR}"
    rf"|(?:end|ende|fin|fim)(?: of| de)? (?:{_MONTH})(?: {_YEAR})?)"
)
_UP_TO = re.compile(rf" (?:up to|to|until|through|thru|bis|bis zum|au|a|jusqu au|al|hasta|ate|t m) {_DAY}$")
_AS_AT = re.compile(rf" (?:as at|as of|per|stand|zum) {_DAY}$")
_YEARLY = re.compile(
    r"(?<!\w)(?:p\. ?a\.|per (?:annum|year)|(?:each|every) year|par an|pro jahr|por ano|por año|al ano|al año)(?!\w)|/\s?(?:yr|year|annum|an|jahr|año|ano)(?!\w)|\bpa\s*[)\]]?$"
)


def is_yearly(text: str) -> bool:
    """Tell whether a heading says that its amounts are those of each year: "Benefits (£m pa)", "Gains (k€/an)"."""
    return _YEARLY.search(text.casefold().strip()) is not None


def without_yearly(text: str) -> str:
    """Return a heading without the words that say so."""
    return _YEARLY.sub(" ", text.casefold().strip()) if is_yearly(text) else text


def spelled(words: str) -> str:
    """Return the words of a heading in full: "start date" for "start dt"; the same words where none is shortened."""
    every = [_full().get(word, word) for word in words.split()]
    return " ".join(every)


@cache
def _full() -> dict[str, str]:
    return {short: word for word, shorts in book("values")["headings"]["short"].items() for short in shorts}


def dated(words: str) -> tuple[str, bool] | None:
    """Return what a heading says before the day it speaks of, and whether it counts up to that day: "spend to 31 3 2026"."""
    if found := _UP_TO.search(words):
        return words[: found.start()], True
    found = _AS_AT.search(words)
    return (words[: found.start()], False) if found else None
