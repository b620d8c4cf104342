"""How sure we are that a heading means a field: words of five languages, parts of them, and near misses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from value_model.contract import TABLES
from value_model.ingest import currencies, units
from value_model.ingest.block import unnumbered
from value_model.ingest.mapping import field_of
from value_model.ingest.mapping_file import saved
from value_model.ingest.recognise import shorthand
from value_model.ingest.wording import plain
from value_model.ingest.words import book

_NAMES_PROJECTS = ("costs", "benefits", "contributions", "scores", "risks", "milestones", "decisions")
_Place = tuple[str, str]  # table and field
_Way = tuple[str, float, str, frozenset[_Place]]
_ANY: frozenset[_Place] = frozenset()  # no field is ruled out
_LONG_ASIDE = 5  # a bracket of more words is a definition; a shorter one may turn the meaning: "Completion Date (B1)"
_LOWER = 0.2  # what it costs to take the lower of two rows alone
_HALF = 0.5  # of the words of a heading: what else it says may turn an amount into another
_MAYBE = 0.6  # listed as a word that may mean the field: asked about, never used
_TOO_PLAIN = {
    "id",
    "ref",
    "code",
    "name",
    "title",
    "bezeichnung",
    "nombre",
    "nome",
    "intitule",
    "wbs",
    "wbs element",
    "psp element",
    "project definition",
}  # say nothing of projects elsewhere
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
_NUMERO = re.compile(r"(?<![^\W_])[nN]\.?\s?[°º]|№")
_RAISED = re.compile(r"(?<=[\w)\]])[⁰¹²³⁴-⁹]{1,2}(?=\s|$|[)\]])|[*†‡]+$")  # the mark of a footnote
_CAMEL = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z])")  # "ProjectActualCost"
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b|\bfy ?\d{2}\b|\b\d{2} \d{2}\b")


@dataclass(frozen=True, slots=True)
class Guess:
    """A field a heading may mean, and how sure: 1 the field's own name, 0.95 a word for it, less for parts and near misses."""

    table: str
    field: str
    certainty: float


@lru_cache(maxsize=20_000)
def core(text: str) -> str:
    """Return what a heading says without units, currencies, case and accents."""
    sign = " number " if text.strip("# ") else ""
    tidy = unicodedata.normalize("NFKC", _NUMERO.sub(" numero ", _RAISED.sub("", text))).replace("_", " ").replace("#", sign)
    tidy = _CAMEL.sub(" ", tidy)
    words = re.sub(r"[^\w%?&]+", " ", plain(_UNIT.sub(" ", tidy))).split()
    if len(words) > 1 and words[-1] in _of_units() and units.of_heading(text) != units.Unit():
        while len(words) > 1 and words[-1] in _of_units():
            words.pop()
    return " ".join(words)


@cache
def _of_units() -> frozenset[str]:
    """Words that end a heading and speak of its unit alone: "Budget in millions of dollars"."""
    return frozenset(book("values")["headings"]["units"]) | {code.casefold() for code in currencies.CODES}


def short(text: str) -> str:
    """Return the heading up to its first bracket: headings may carry a whole definition."""
    return core(re.split(r"[(\[\n]", _UNIT.sub(" ", unicodedata.normalize("NFKC", _RAISED.sub("", text))))[0])


@lru_cache(maxsize=20_000)
def guesses(text: str) -> tuple[Guess, ...]:
    """Return the fields a heading may mean, surest first; empty where no word of it is known."""
    if len(text) > _LONGEST:
        text = re.split(r"[(\[\n]", text)[0][:_LONGEST]
    best: dict[tuple[str, str], float] = {}
    for words, less, context, only in _ways(text):
        for place, certainty in _of_words(words).items():
            if only and place not in only:
                continue
            if less == _LOWER and (certainty < SAVED or field_of(*place).kind == "money"):
                continue
            if _allowed(*place, context or words, certainty if not context else 0):
                best[place] = max(best.get(place, 0), certainty - less)
    if shorthand.is_yearly(text):
        best = _of_a_year(best)
    kept = [Guess(table, field, round(certainty, 3)) for (table, field), certainty in best.items()]
    return tuple(sorted(kept, key=lambda guess: -guess.certainty))


_YEARLY = {("projects", "planned_benefit"): ("projects", "annual_benefit"), ("benefits", "planned_total"): ("benefits", "annual_value")}


def _of_a_year(best: dict[_Place, float]) -> dict[_Place, float]:
    """Take a whole-life benefit for that of a year, and leave out what else is counted over a life: "Benefits (£m pa)"."""
    found: dict[_Place, float] = {}
    for place, certainty in best.items():
        lasting = place[0] in ("projects", "benefits") and field_of(*place).kind == "money" and place not in _YEARLY.values()
        if into := _YEARLY.get(place) if lasting else place:
            found[into] = max(certainty, found.get(into, 0))
    return found


def _ways(text: str) -> Iterator[_Way]:
    """The ways to take a heading: whole, up to its bracket, its two rows turned round, and one of two languages.

    Each with what it costs in certainty, the words in which a contradiction is looked for ("": its own), and the fields it may mean.
    """
    whole, head = core(text), short(text)
    yield whole, 0.0, "", _ANY
    if head != whole:
        aside = len(whole.split()) - len(head.split())
        yield head, 0.02, "" if aside > _LONG_ASIDE else whole, _ANY
        if 0 < aside <= 2 and whole.startswith(head):
            yield f"{whole[len(head) :].strip()} {head}", 0.02, "", _ANY
    if custom := _CUSTOM.fullmatch(text.strip()):
        yield core(custom[1]), 0.03, "", _ANY
    if summed := _SUMMED.fullmatch(whole):
        yield summed[1], 0.02, "", _ANY
    yield from _in_full(whole)
    yearly = core(shorthand.without_yearly(text))
    if yearly != whole and (said := _plainly(yearly) & _YEARLY.keys()):
        yield yearly, 0.02, "", said
    upper, slash, lower = text.partition(" / ")
    if slash:
        yield core(f"{lower} {upper}"), 0.02, "", _ANY
        yield core(lower), _LOWER, whole, _ANY
        first, second = core(upper), core(lower)
        if said := _plainly(first) & _plainly(second):
            yield first, 0.02, "", said


def _in_full(whole: str) -> Iterator[_Way]:
    """The words of a heading spelled out, and those before the day it speaks of; only where they are known as they stand."""
    full = shorthand.spelled(whole)
    amount = full.removesuffix(" amount")
    if full != whole and (said := _plainly(full)):
        yield full, 0.02, "", said
    if amount != whole and (said := frozenset(place for place in _plainly(amount) if field_of(*place).kind == "money")):
        yield amount, 0.02, "", said
    if told := shorthand.dated(full):
        for words in (told[0], f"{told[0]} to date"):
            if said := frozenset(place for place in _plainly(words) if not told[1] or place[1] in _TO_DATE):
                yield words, _DATED, "", said


_TO_DATE = ("cost_to_date", "benefit_to_date", "realized_to_date")
_DATED = 0.1  # two days are two columns: asked about
_CUSTOM = re.compile(r"custom field \((.+)\)", re.IGNORECASE)  # how one tool heads every field of its users' own
_SUMMED = re.compile(
    r"(?:(?:sum|average|avg|first|latest|max) of|(?:summe|mittelwert) von|(?:somme|moyenne) (?:de|des|du)|(?:suma|promedio|soma|media) de) (.+)"
)  # how a pivot or a report heads what it adds up


_NEARLY = 86  # of 100, as rapidfuzz compares


def _plainly(words: str) -> frozenset[_Place]:
    return frozenset(place for place, certainty in _of_words(words).items() if certainty >= SAVED)


def _of_words(words: str) -> dict[tuple[str, str], float]:
    if not words:
        return {}
    found = dict(_exact().get(words) or {place: certainty - 0.02 for place, certainty in _squeezed().get(squeezed(words), {}).items()})
    for phrase, places in _inside(words):
        share = len(phrase.split()) / len(words.split())
        for place in (place for place in places if _speaks(phrase, place)):
            certainty = 0.5 + 0.4 * share
            kind = field_of(*place).kind
            if (" " not in phrase and kind in ("money", "date")) or (kind == "money" and share <= _HALF):
                certainty = min(certainty, 0.68)  # "Consulting cost", "Net capital budget position": asked about, not used
            found[place] = max(found.get(place, 0), certainty)
    if not found and 4 < len(words) <= 40:
        for phrase, ratio, _ in process.extract(words, _about_as_long(len(words)), scorer=fuzz.ratio, score_cutoff=_NEARLY, limit=3):
            for place, certainty in _exact()[phrase].items():
                found[place] = max(found.get(place, 0), certainty - 0.1 - (100 - ratio) / 100)
    return found


def squeezed(words: str) -> str:
    """Return words as one, without those that say nothing: "plan kosten", "id do projeto" and "projectid" find their like."""
    return "".join(word for word in words.split() if word not in _listed("silent"))


@cache
def _about_as_long(length: int) -> list[str]:
    """The known phrases that can be nearly the same as one of this length: letters that only one of two has count against them."""
    return [phrase for phrase in _exact() if 200 * min(length, len(phrase)) >= _NEARLY * (length + len(phrase))]


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(book("values")["headings"][name])


@cache
def _squeezed() -> dict[str, dict[tuple[str, str], float]]:
    found: dict[str, dict[tuple[str, str], float]] = {}
    for phrase, places in _exact().items():
        if len(one := squeezed(phrase)) > 4:
            into = found.setdefault(one, {})
            into.update({place: max(certainty, into.get(place, 0)) for place, certainty in places.items()})
    return found


_WHOLE_ONLY = frozenset(
    {("benefits", "planned_total"), ("benefits", "forecast_total"), ("benefits", "realized_to_date"), ("benefits", "name")}
)
_OF_BENEFIT = ("ben", "nutz")


def _speaks(phrase: str, place: tuple[str, str]) -> bool:
    """Tell whether a single word within a heading says anything of the field: "planned" alone speaks of a benefit, inside a heading of none."""
    if place == ("projects", "cost_to_date") and phrase in _listed("whole"):
        return False
    return " " in phrase or place not in _WHOLE_ONLY or phrase.startswith(_OF_BENEFIT)


def _inside(words: str) -> list[tuple[str, dict[tuple[str, str], float]]]:
    """Known phrases that stand within the heading as whole words; a single word counts only where it is long enough to mean something."""
    parts = words.split()
    spans = [" ".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, min(i + 6, len(parts)) + 1) if (i, j) != (0, len(parts))]
    return [(span, _exact()[span]) for span in spans if span in _exact() and (len(span) > 3 or " " in span or span in _SHORT)]


_SHORT = {"rag", "npv", "pvc", "pvb", "bcr", "wlc", "eac"}


def _allowed(table: str, field: str, words: str, certainty: float) -> bool:
    """Rule a field out where a word contradicts it, unless the heading is exactly one of the field's own words."""
    if certainty >= SAVED - 0.03 or (certainty and (table, field) in _exact().get(words, {})):
        return True
    if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", words) for word in _not(table, field)):
        return False
    return not (
        field_of(table, field).kind == "money" and (_YEAR.search(words) or _listed("not_money") & set(words.replace("to date", "").split()))
    )


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
                for word in entry.get("maybe", ()):
                    know(word, table, field, _MAYBE)
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
                    know(unnumbered(column), plan.table, field, SAVED)
    phrases.pop("", None)
    return phrases


def prepare() -> None:
    """Put together what headings and names of sheets are held against: done once, it takes as long as reading a small file."""
    _squeezed()
    sheet_words()


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
