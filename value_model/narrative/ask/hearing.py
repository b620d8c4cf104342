"""What a question is about: whole names first, then phrases of topics, then single words with their slips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from value_model.figures.catalogue import definition
from value_model.narrative.ask.naming import Names
from value_model.narrative.ask.vocabulary import WORD, Phrase, Vocabulary, words

LONGEST_QUESTION = 200  # letters; what follows is not read
SHORTEST_SLIP = 4  # letters: shorter words are taken as typed
CLOSE_ENOUGH = 80  # of 100: one slip in a word of five letters, two in one of ten
SHORTEST_START = 3  # letters that may stand for a word that begins with them
TIE = 0.999


@dataclass(frozen=True)
class Heard:
    """What a question is about, in the order asked, and the words that led nowhere."""

    scopes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()


@dataclass
class _Ear:
    """A question being read: its words, which of them are taken, and what was found."""

    asked: Phrase
    taken: set[int] = field(default_factory=set)
    scopes: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    generic: list[str] = field(default_factory=list)  # topics of words that give way to any other topic
    parts: list[str] = field(default_factory=list)  # words that belong to names
    mixed: set[str] = field(default_factory=set)  # of these, words that are a topic too
    unheard: list[str] = field(default_factory=list)

    def at(self, phrase: Phrase) -> int | None:
        """Return where a phrase stands among the words not yet taken."""
        size = len(phrase)
        places = (i for i in range(len(self.asked) - size + 1) if self.asked[i : i + size] == phrase)
        return next((i for i in places if not self.taken & set(range(i, i + size))), None)

    def take(self, start: int, size: int) -> None:
        self.taken |= set(range(start, start + size))


def hear(question: str, known: Names, vocabulary: Vocabulary) -> Heard:
    """Return what a question is about; nothing of it is ever executed, formatted or looked up elsewhere."""
    ids = tuple(dict.fromkeys(w for w in question[:LONGEST_QUESTION].strip(" ?!.").split() if "." in w and definition(w)))
    ear = _Ear(words(" ".join(w for w in question[:LONGEST_QUESTION].split() if w.strip("?!.,") not in ids)))
    _whole_names(ear, known, vocabulary)
    _phrases(ear, vocabulary)
    _single_words(ear, known, vocabulary)
    _part_names(ear, known)
    typed = {word: as_typed for as_typed in WORD.findall(question) for word in words(as_typed)}
    unheard = (typed.get(word, word) for word in ear.unheard)
    return Heard(*(tuple(dict.fromkeys(found)) for found in (ear.scopes, ear.topics or ear.generic, ids, unheard)))


def _whole_names(ear: _Ear, known: Names, vocabulary: Vocabulary) -> None:
    """Names and identifiers that stand in the question word for word, the longest first."""
    asked = set(ear.asked)
    near = {scope for word in asked for scope in known.holding.get(word, ())}
    spelled = [(scope, name) for scope in near if (name := known.words[scope]) and set(name) <= asked]
    runs = (ear.asked[i:j] for i in range(len(ear.asked)) for j in range(i + 1, len(ear.asked) + 1))
    spelled += [(known.ids[run], run) for run in runs if run in known.ids]
    for scope, name in sorted(spelled, key=lambda found: (-len(found[1]), found[0])):
        start = ear.at(name) if set(name) - vocabulary.idle and not (len(name) == 1 and name in vocabulary.phrases) else None
        if start is not None:
            ear.scopes.append(scope)
            ear.take(start, len(name))


def _phrases(ear: _Ear, vocabulary: Vocabulary) -> None:
    """Phrases of several words that lead to a topic, the longest first."""
    for size in range(vocabulary.longest, 1, -1):
        for start in range(len(ear.asked) - size + 1):
            topics = vocabulary.phrases.get(ear.asked[start : start + size])
            if topics and not ear.taken & set(range(start, start + size)):
                ear.topics += topics
                ear.take(start, size)


def _single_words(ear: _Ear, known: Names, vocabulary: Vocabulary) -> None:
    """Each word left: a topic, a part of a name, idle, a slip of one of these, or not understood."""
    for place, word in enumerate(ear.asked):
        topics = vocabulary.phrases.get((word,), ())
        if place in ear.taken or _says_nothing(word, topics, known, vocabulary):
            continue
        if word in vocabulary.periods and not topics and word not in known.holding:
            ear.unheard.append(word)
            continue
        if topics or word in known.holding:
            (ear.generic if word in vocabulary.generic else ear.topics).extend(topics)
            ear.parts += [word] if word in known.holding else []
            ear.mixed |= {word} if topics else set()
        else:
            _slip(ear, word, known, vocabulary)


def _says_nothing(word: str, topics: Sequence[str], known: Names, vocabulary: Vocabulary) -> bool:
    return (
        not topics
        and word not in vocabulary.periods
        and (word in vocabulary.idle or (word in vocabulary.inside and word not in known.holding))
    )


def _slip(ear: _Ear, word: str, known: Names, vocabulary: Vocabulary) -> None:
    close = _closest(word, {*(phrase[0] for phrase in vocabulary.phrases if len(phrase) == 1), *known.holding} - vocabulary.idle)
    if not close:
        ear.unheard.append(word)
    for found in close:
        ear.topics += vocabulary.phrases.get((found,), ())
        ear.parts += [found] if found in known.holding else []


def _closest(word: str, among: set[str]) -> list[str]:
    """Return the words a word may stand for: those it begins, if few, else the nearest ones by spelling."""
    if len(word) >= SHORTEST_START:
        begun = [other for other in sorted(among) if other.startswith(word) and len(other) <= len(word) * 2 + 2]
        if begun:
            return begun
    if len(word) < SHORTEST_SLIP:
        return []
    near = [other for other in among if abs(len(other) - len(word)) <= 2 and other[0] == word[0]]  # few slips are at the start
    found = process.extract(word, sorted(near), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=5)
    return [other for other, score, _ in found if score == found[0][1]]


def _part_names(ear: _Ear, known: Names) -> None:
    """The names that hold most of the words heard; a word that is a topic too needs company, or to be the whole name."""
    if not ear.parts:
        return
    heard = {scope: known.share(scope, ear.parts) for word in set(ear.parts) for scope in known.holding[word]}
    alone = {scope for scope in heard if not (set(known.words[scope]) & set(ear.parts)) - ear.mixed and heard[scope][1] < TIE}
    open_ = {scope: share for scope, share in heard.items() if scope not in alone and scope not in ear.scopes}
    top = max((got for got, _ in open_.values()), default=0.0)
    if open_ and (not ear.scopes or top > 0):
        best = [scope for scope, (got, _) in open_.items() if got >= top * TIE]
        ear.scopes += sorted(best, key=lambda scope: (-open_[scope][1], known.words[scope], scope))
