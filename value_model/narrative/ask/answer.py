"""An answer: proved sentences and figures that exist already, by subject, or an honest word that there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from value_model.figures.figure import PORTFOLIO
from value_model.narrative.ask.hearing import Heard, hear
from value_model.narrative.ask.index import Index
from value_model.narrative.ask.lines import lines
from value_model.narrative.ask.notes import MOST_NAMED, can_ask, notes
from value_model.narrative.ask.vocabulary import Topic, languages, vocabulary
from value_model.narrative.pattern import Insight, Pattern, find
from value_model.narrative.patterns import PATTERNS
from value_model.narrative.sentence import Sentence
from value_model.narrative.telling import DIRECT, Teller

MOST_TOPICS = 3
MOST_EXAMPLES = 3  # projects that follow the answer about the portfolio
MOST_SENTENCES = 4  # about one subject
AT_A_GLANCE = ("benefits.realized", "benefits.forecast", "cost.approved", "fit.share", "fit.weight")


@dataclass(frozen=True)
class Passage:
    """What is said about one subject: its scope and name, proved sentences, lines of figures, and the page that shows more."""

    scope: str
    name: str
    sentences: tuple[Sentence, ...]
    figures: tuple[Sentence, ...]
    page: str = "story"

    @property
    def references(self) -> tuple[str, ...]:
        """Every figure the passage states, each once."""
        return tuple(dict.fromkeys(ref for said in (*self.sentences, *self.figures) for ref in said.figures))


@dataclass(frozen=True)
class Answer:
    """The passages that answer a question, and what is said besides: words left out, or what can be asked."""

    asked: str
    passages: tuple[Passage, ...]
    notes: tuple[str, ...] = ()


def ask(question: str, index: Index) -> Answer:
    """Return the answer to a question in words, from what the snapshot already says; no passage where nothing does."""
    heard = _heard(question, index)
    topics = [index.vocabulary.topics[key] for key in heard.topics[:MOST_TOPICS]]
    teller = Teller(index.world)
    if heard.scopes:
        found = [_about(scope, topics, heard.figures, index) for scope in heard.scopes[:MOST_NAMED]]
    elif topics or heard.figures:
        found = [_whole(topics, heard.figures, index, teller), *_examples(topics, index, teller)]
    else:
        found = []
    passages = tuple(p for p in found if p.sentences or p.figures)
    return Answer(question, passages, tuple(notes(heard, index, answered=bool(passages)) if question.strip() else can_ask(index)))


def _heard(question: str, index: Index) -> Heard:
    """Return what a question is about; asked in another language that is understood to the last word, what it means there."""
    heard = hear(question, index.names, index.vocabulary)
    if heard.scopes or heard.topics or heard.figures:
        return heard
    others = (hear(question, index.names, vocabulary(code)) for code in languages())
    return next((one for one in others if one.topics and not one.unheard), heard)


def _whole(topics: Sequence[Topic], ids: Sequence[str], index: Index, teller: Teller) -> Passage:
    insights = (i for topic in topics for key in topic.patterns for i in index.insights[key] if i.scope == index.world.whole)
    said = _told(insights, teller)
    stated = lines([*ids, *(i for topic in topics for i in topic.figures)], index.world, index.vocabulary, but=said)
    page = topics[0].page if topics else "method"
    whole = index.world.whole
    name = index.vocabulary.says["whole"] if whole == PORTFOLIO else index.world.figures.name(whole)
    return Passage(whole, name, said, stated, page)


def _examples(topics: Sequence[Topic], index: Index, teller: Teller) -> Iterator[Passage]:
    """The projects and objectives where most of it lies, one sentence each."""
    narrow = [i for topic in topics for key in topic.patterns for i in index.insights[key] if i.scope != index.world.whole]
    seen: set[str] = set()
    for insight in narrow:
        if len(seen) < MOST_EXAMPLES and insight.scope not in seen:
            seen.add(insight.scope)
            yield Passage(insight.scope, index.world.figures.name(insight.scope), _told([insight], teller), (), _page(insight.scope))


def _about(scope: str, topics: Sequence[Topic], ids: Sequence[str], index: Index) -> Passage:
    """What the topics say of one project or objective; asked for nothing in particular, all there is to say of it."""
    world, wanted = index.within(scope), [key for topic in topics for key in topic.patterns]
    patterns = [p for p in PATTERNS if not p.counts_projects and p.id[0] != "H" and (p.id in wanted or not (topics or ids))]
    insights = [i for p in patterns if _fits(p, scope) for i in find(p, world) if i.scope == scope]
    beside = dict.fromkeys(p.id for p in patterns if not _fits(p, scope))
    insights += [i for key in beside for i in index.insights[key] if i.scope == scope]
    said = _told(_once(insights, wanted), Teller(world))
    asked = [*ids, *(i for topic in topics for i in topic.figures)] or list(AT_A_GLANCE)
    return Passage(scope, index.world.figures.name(scope), said, lines(asked, world, index.vocabulary, but=said), _page(scope))


def _fits(pattern: Pattern, scope: str) -> bool:
    """Whether a pattern can speak from inside a scope; how an objective ranks is seen only beside the others."""
    narrow = pattern.block or pattern.id in DIRECT
    return scope.startswith("project:") or (pattern.id[0] in "AB" and not narrow)


def _once(insights: Iterable[Insight], wanted: Sequence[str]) -> list[Insight]:
    """Leave the general form of a pattern out where it has one for the subject; keep the order asked, largest first."""
    found = list(insights)
    own = {i.pattern.id for i in found if i.pattern.block}
    kept = [i for i in found if i.pattern.block or i.pattern.id not in own]
    place = {key: number for number, key in enumerate(dict.fromkeys(wanted))}
    return sorted(kept, key=lambda i: (place.get(i.pattern.id, 0), i.pattern.id not in ("A1", "A2"), -(i.amount or 0), i.pattern.id))


def _told(insights: Iterable[Insight], teller: Teller) -> tuple[Sentence, ...]:
    said: dict[str, Sentence] = {}
    for insight in insights:
        sentence = teller.tell(insight) if len(said) < MOST_SENTENCES else None
        if sentence:
            said.setdefault(sentence.text, sentence)
    return tuple(said.values())


def _page(scope: str) -> str:
    return "projects" if scope.startswith("project:") else "fit"
