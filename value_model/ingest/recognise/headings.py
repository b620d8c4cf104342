"""How sure we are that a heading means a field: words of five languages, parts of them, and near misses."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from value_model.contract import TABLES
from value_model.ingest import currencies
from value_model.ingest.mapping import field_of
from value_model.ingest.mapping_file import saved
from value_model.ingest.wording import plain
from value_model.ingest.words import book

_NAMES_PROJECTS = ("costs", "benefits", "contributions", "scores", "risks", "milestones", "decisions")
_TOO_PLAIN = {"id", "ref", "code", "name", "title", "bezeichnung", "nombre", "nome", "intitule", "wbs"}  # say nothing of projects elsewhere
_LONGEST = 160  # longer texts are paragraphs, not headings
EXACT, KNOWN, SAVED = 1.0, 0.95, 0.9
_SIGNS = "|".join(re.escape(sign) for sign in sorted(currencies.SIGNS, key=len, reverse=True))
_CODES = "USD|EUR|GBP|CHF|AUD|CAD|NZD|JPY|CNY|INR|BRL|MXN|ZAR|SEK|NOK|DKK|PLN|SGD|HKD"
_POWER = r"(?:bn|billions?|mrd\.?|m|mn|mm|mln|mio\.?|mill\.?|millions?|millionen|millones|milhoes|milhões|k|tsd\.?|thousands?|000s?|'000)"
_UNIT = re.compile(
    rf"[(\[]?\s*(?<![a-z])[kt]\s?(?:€|eur|chf|usd|gbp|sek|nok|dkk)(?![a-z])\s*[)\]]?"
    rf"|[(\[]\s*(?:in\s+)?(?:(?:{_SIGNS}|{_CODES}|{_POWER}|%|days|months|tage|monate)\s*)+[)\]]"
    rf"|(?:(?:in\s+)?\b(?:{_CODES})\b|(?:{_SIGNS}))\s*{_POWER}?(?![a-z])|\b(?:in\s+)?{_POWER}\s*(?:{_SIGNS}|\b(?:{_CODES})\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b|\bfy ?\d{2}\b|\b\d{2} \d{2}\b")


@dataclass(frozen=True, slots=True)
class Guess:
    """A field a heading may mean, and how sure: 1 the field's own name, 0.95 a word for it, less for parts and near misses."""

    table: str
    field: str
    certainty: float


def core(text: str) -> str:
    """Return what a heading says without units, currencies, case and accents."""
    tidy = unicodedata.normalize("NFKC", text).replace("_", " ")
    return re.sub(r"[^\w%?&]+", " ", plain(_UNIT.sub(" ", tidy))).strip()


def short(text: str) -> str:
    """Return the heading up to its first bracket: headings may carry a whole definition."""
    return core(re.split(r"[(\[\n]", _UNIT.sub(" ", unicodedata.normalize("NFKC", text)))[0])


@lru_cache(maxsize=20_000)
def guesses(text: str) -> tuple[Guess, ...]:
    """Return the fields a heading may mean, surest first; empty where no word of it is known."""
    if len(text) > _LONGEST:
        text = re.split(r"[(\[\n]", text)[0][:_LONGEST]
    whole, head = core(text), short(text)
    best: dict[tuple[str, str], float] = {}
    for words in dict.fromkeys((whole, head)):
        for place, certainty in _of_words(words).items():
            best[place] = max(best.get(place, 0), certainty - (0.02 if words != whole else 0))
    kept = [
        Guess(table, field, round(certainty, 3)) for (table, field), certainty in best.items() if _allowed(table, field, whole, certainty)
    ]
    return tuple(sorted(kept, key=lambda guess: -guess.certainty))


def _of_words(words: str) -> dict[tuple[str, str], float]:
    if not words:
        return {}
    found = dict(_exact().get(words, {}))
    for phrase, places in _inside(words):
        share = len(phrase.split()) / len(words.split())
        for place in places:
            found[place] = max(found.get(place, 0), 0.5 + 0.4 * share)
    if not found and 4 < len(words) <= 40:
        for phrase, ratio, _ in process.extract(words, list(_exact()), scorer=fuzz.ratio, score_cutoff=86, limit=3):
            for place, certainty in _exact()[phrase].items():
                found[place] = max(found.get(place, 0), certainty - 0.1 - (100 - ratio) / 100)
    return found


def _inside(words: str) -> list[tuple[str, dict[tuple[str, str], float]]]:
    """Known phrases that stand within the heading as whole words; a single word counts only where it is long enough to mean something."""
    parts = words.split()
    spans = [" ".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, min(i + 6, len(parts)) + 1) if (i, j) != (0, len(parts))]
    return [(span, _exact()[span]) for span in spans if span in _exact() and (len(span) > 3 or " " in span or span in _SHORT)]


_SHORT = {"rag", "npv", "pvc", "pvb", "bcr", "wlc", "eac"}


def _allowed(table: str, field: str, words: str, certainty: float) -> bool:
    """Rule a field out where a word contradicts it, unless the heading is exactly one of the field's own words."""
    if certainty >= SAVED - 0.03:
        return True
    if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", words) for word in _not(table, field)):
        return False
    return not (field_of(table, field).kind == "money" and _YEAR.search(words))


@cache
def _not(table: str, field: str) -> tuple[str, ...]:
    entry = book("headings").get(table, {}).get(field, {})
    return tuple(core(word) or word for word in entry.get("not", ()))


@cache
def _exact() -> dict[str, dict[tuple[str, str], float]]:
    """Every known phrase with the fields it means: names of the contract, listed words, headings of saved mappings."""
    phrases: dict[str, dict[tuple[str, str], float]] = {}

    def know(phrase: str, table: str, field: str, certainty: float) -> None:
        places = phrases.setdefault(core(phrase), {})
        places[table, field] = max(places.get((table, field), 0), certainty)

    for table, entries in book("headings").items():
        if table != "sheets":
            for field, entry in entries.items():
                for number, word in enumerate(entry["words"]):
                    know(word, table, field, KNOWN - 0.0005 * number)
    for table in _NAMES_PROJECTS:
        for field in ("project_id", "name"):
            for number, word in enumerate(book("headings")["projects"][field]["words"]):
                if core(word) not in _TOO_PLAIN:
                    know(word, table, "project_id", KNOWN - 0.02 - 0.0005 * number)
    for name, described in TABLES.items():
        if not described.internal and name != "settings":
            for entry in described.fields:
                know(entry.name, name, entry.name, EXACT)
    for mapping in saved():
        for plan in mapping.tables:
            for field, entry in plan.fields.items():
                for column in entry.columns:
                    know(column.partition("#")[0], plan.table, field, SAVED)
    phrases.pop("", None)
    return phrases


@cache
def sheet_words() -> dict[str, str]:
    """Words for sheets, with the table they mean."""
    return {core(word): table for table, words in book("headings")["sheets"].items() for word in words}


def sheet_table(name: str) -> str | None:
    """Return the table a sheet's name speaks of, or None."""
    words = core(name)
    if words in sheet_words():
        return sheet_words()[words]
    inside = [phrase for phrase in sheet_words() if re.search(rf"\b{re.escape(phrase)}\b", words)]
    return sheet_words()[max(inside, key=len)] if inside else None
