"""The Story page in words: headline, lead, statements, decisions, cards, strip and chart title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from value_model.errors import ProofFailed
from value_model.figures.figure import FigureSet
from value_model.narrative import card_rules, cards, language, proof, rank, selection
from value_model.narrative.charts import title
from value_model.narrative.decisions import decisions
from value_model.narrative.lead import lead
from value_model.narrative.opening import first_of
from value_model.narrative.pattern import Insight
from value_model.narrative.patterns import PATTERNS
from value_model.narrative.sentence import Sentence, Story
from value_model.narrative.strip import COUNTS, strip
from value_model.narrative.telling import Teller
from value_model.narrative.world import World
from value_model.policy import Policy

HEADLINES = ("A1", "A2", "A0", "H1")


def story(figures: FigureSet, policy: Policy, *, limit: int | None = None, words: str = language.DEFAULT) -> Story:
    """Return the whole Story page. Same figures and policy, same words, byte for byte.

    `limit` is how many statements to hold (the policy's number by default).
    """
    teller = Teller(World(figures, policy, language.load(words)))
    insights = rank.ranked((p for p in PATTERNS if not p.only_page), teller.world)
    headline = first_of(HEADLINES, teller, place="headline")
    led = lead(headline, insights, teller)
    coverage = quality(insights, teller) if headline.pattern != "H1" else None
    said = [headline, *led, *([coverage] if coverage else [])]
    told = Story(
        headline=headline,
        lead=led,
        statements=statements(insights, teller, limit, after=said),
        decisions=decisions(insights, teller),
        cards=tuple(cards.make(rule, teller) for rule in card_rules.STORY),
        coverage=coverage,
        chart_title=title("scurve", teller),
    )
    return finished(told, teller)


def finished(told: Story, teller: Teller) -> Story:
    """Return the story with its strip, which says where what it shows does not add up, and with what was withheld."""
    parts = strip(teller, sentences(told))
    brief = tuple(text for key, text in parts.items() if key not in COUNTS)
    return replace(told, strip=tuple(parts.values()), note=parts.get("sums", ""), footer=brief, withheld=teller.withheld)


def quality(insights: Iterable[Insight], teller: Teller) -> Sentence | None:
    """Return the one line on coverage, where coverage is short."""
    found = next((i for i in insights if i.pattern.id == "H1"), None)
    return teller.tell(found) if found else None


def statements(
    insights: Sequence[Insight],
    teller: Teller,
    limit: int | None = None,
    *,
    after: Sequence[Sentence] = (),
    alone: bool = False,
) -> tuple[Sentence, ...]:
    """Return the statements that follow what was said: ranked, without repeats, balanced, each project at most twice.

    `alone` is for the page of one project, which holds as many statements about it as there are.
    """
    world = teller.world
    heard = {(s.pattern, s.scope) for s in after}
    open_ = [i for i in insights if alone or not i.pattern.block]
    kept = selection.without_repeats(sorted(open_, key=lambda i: (i.pattern.id, i.scope) not in heard))
    parts = {(i.template, i.scope): folded for i, folded in kept}
    new = (i for i, _ in kept if (i.pattern.id, i.scope) not in heard)
    fair = list(new) if alone else selection.at_most_per_project(new, int(world.setting("plan.statements_per_project")))
    fair = selection.at_most_per_pattern(fair, int(world.setting("plan.statements_per_pattern")))
    told: dict[str, Sentence] = {}
    for insight in selection.balanced(fair, int(world.setting("plan.statements")) if limit is None else limit):
        part = selection.largest_part(insight, parts[insight.template, insight.scope], world)
        for said in (teller.tell(insight), teller.tell(part) if part else None):
            if said and said.text not in {s.text for s in after}:
                told.setdefault(said.text, said)
    return tuple(told.values())


def sentences(told: Story) -> Iterator[Sentence]:
    """Yield every proved sentence of a story, those inside cards and decisions included."""
    yield from (told.headline, *told.lead, *told.statements)
    for decision in told.decisions:
        yield from (decision.evidence, *decision.proved)
    for card in told.cards:
        yield from card.proved
    yield from (s for s in (told.coverage, told.chart_title) if s)
    yield from told.chart_titles.values()


def verify(told: Story, figures: FigureSet, policy: Policy, *, words: str = language.DEFAULT) -> list[str]:
    """Prove a story again against figures computed anew; return what differs, in sentences (nothing when all holds)."""
    world = World(figures, policy, language.load(words))
    problems = []
    for sentence in sentences(told):
        try:
            proof.check(sentence, world)
        except ProofFailed as failure:
            problems.append(str(failure))
    return problems
