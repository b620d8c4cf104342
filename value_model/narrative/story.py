"""The Story page in words: headline, lead, statements, decisions, cards, strip and chart title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from value_model.figures.figure import FigureSet
from value_model.narrative import card_rules, cards, language, proof, rank, readability
from value_model.narrative.decisions import decisions
from value_model.narrative.pattern import Insight, find, value_of
from value_model.narrative.patterns import PATTERNS
from value_model.narrative.sentence import Card, Sentence, Story
from value_model.narrative.slots import World, compared, figure, minus
from value_model.narrative.strip import strip
from value_model.narrative.telling import Teller
from value_model.policy import Policy

HEADLINES = ("A1", "A2", "A0", "H1")
LEADING = ("B", "E")  # families that may follow the headline


def story(figures: FigureSet, policy: Policy, *, limit: int | None = None, words: str = language.DEFAULT) -> Story:
    """Return the whole Story page. Same figures and policy, same words, byte for byte.

    `limit` is how many statements to hold (the policy's number by default).
    """
    world = World(figures, policy, language.load(words))
    teller = Teller(world)
    insights = rank.ranked((p for p in PATTERNS if not p.only_page), world)
    headline = first_of(HEADLINES, teller)
    lead = _lead(headline, insights, teller)
    made = [cards.make(rule, teller) for rule in card_rules.STORY]
    return _assemble(teller, insights, headline, lead, made, limit)


def _assemble(
    teller: Teller, insights: Sequence[Insight], headline: Sentence, lead: tuple[Sentence, ...], made: list[Card], limit: int | None
) -> Story:
    world = teller.world
    coverage = quality(insights, teller) if headline.pattern != "H1" else None
    said = [headline, *lead, *([coverage] if coverage else [])]
    wanted = int(world.setting("plan.statements")) if limit is None else limit
    statements = telling(insights, teller, wanted, after=said)
    return Story(
        headline=headline,
        lead=lead,
        statements=statements,
        decisions=decisions(insights, teller),
        cards=tuple(made),
        strip=tuple(part.text for part in strip(teller)),
        coverage=coverage,
        chart_title=chart_title(teller),
        withheld=teller.withheld,
    )


def nothing(teller: Teller, key: str = "headline") -> Sentence:
    """Return the sentence for when no figure can be stated."""
    return Sentence("none", teller.world.whole, teller.world.language.template("nothing", key))


def first_of(order: Iterable[str], teller: Teller) -> Sentence:
    """Return the first sentence, in the order of patterns, that can be said of the whole page and is proved."""
    world = teller.world
    for pattern_id in order:
        found = _at_whole(pattern_id, world)
        said = teller.tell(found, place="headline") if found else None
        if said:
            return said
    return _bare_coverage(teller) or nothing(teller)


def _at_whole(pattern_id: str, world: World) -> Insight | None:
    """Return the insight of a pattern about the whole page, whether or not it passes the gate."""
    patterns = (p for p in PATTERNS if p.id == pattern_id and not p.block)
    return next((i for p in patterns for i in find(p, world) if i.scope == world.whole), None)


def _bare_coverage(teller: Teller) -> Sentence | None:
    """Say what the figures cover even where that is nearly all: the last resort of a headline."""
    whole = teller.world.whole
    h1 = next(p for p in PATTERNS if p.id == "H1")
    slots = {key: slot.at(whole, whole) for key, slot in h1.slots.items()}
    return teller.say("say", "H1", slots, pattern="H1")


def quality(insights: Iterable[Insight], teller: Teller) -> Sentence | None:
    """Return the one line on coverage, where coverage is short."""
    found = next((i for i in insights if i.pattern.id == "H1"), None)
    return teller.tell(found) if found else None


# Lead ---------------------------------------------------------------------------------------------


def _lead(headline: Sentence, insights: Sequence[Insight], teller: Teller) -> tuple[Sentence, ...]:
    said = [s for s in (_percent(headline, teller), _warning(headline, insights, teller), _forecast(headline, teller)) if s]
    kept: list[Sentence] = []
    for sentence in said:
        if _length([*kept, sentence]) <= readability.LEAD_WORDS:
            kept.append(sentence)
    return tuple(kept)


def _length(sentences: Iterable[Sentence]) -> int:
    return sum(len(readability.words(proof.masked(s))) for s in sentences)


def _percent(headline: Sentence, teller: Teller) -> Sentence | None:
    if headline.pattern != "A1":
        return None
    whole = teller.world.whole
    slots = {
        "pct": figure("realization.to_date").at(whole, whole),
        "points": minus("realization.to_date", "then realization.to_date", "points").at(whole, whole),
        "review": compared(),
    }
    now, then = (value_of(teller.world, ref) for ref in ("realization.to_date", "then realization.to_date"))
    if now is None or then is None:
        return teller.say("say", "A1.lead.only", slots, pattern="A1")
    same = abs(now - then) * 200 < 1  # less than half a point
    return teller.say("say", "A1.lead.same" if same else "A1.lead", slots, pattern="A1")


def _warning(headline: Sentence, insights: Sequence[Insight], teller: Teller) -> Sentence | None:
    """Return the highest-ranked statement on benefits or early warnings about the whole page."""
    fitting = (i for i in insights if i.pattern.id[0] in LEADING and i.scope == teller.world.whole and not i.pattern.block)
    for insight in fitting:
        said = teller.tell(insight)
        if said and not set(said.figures) & set(headline.figures):
            return said
    return None


def _forecast(headline: Sentence, teller: Teller) -> Sentence | None:
    found = _at_whole("A2", teller.world) if headline.pattern != "A2" else None
    return teller.tell(found) if found else None


# Statements ---------------------------------------------------------------------------------------


def telling(insights: Sequence[Insight], teller: Teller, limit: int, *, after: Sequence[Sentence] = ()) -> tuple[Sentence, ...]:
    """Return the statements that follow what was said: ranked, without repeats, balanced, each project at most twice."""
    world = teller.world
    heard = {(s.pattern, s.scope) for s in after}
    open_ = [i for i in insights if not i.pattern.block]
    kept = [(i, folded) for i, folded in rank.without_repeats(open_) if (i.pattern.id, i.scope) not in heard]
    parts = {i.template + i.scope: folded for i, folded in kept}
    fair = rank.at_most_per_project((i for i, _ in kept), int(world.setting("plan.statements_per_project")))
    told: list[Sentence] = []
    for insight in rank.balanced(fair, limit):
        part = rank.largest_part(insight, parts[insight.template + insight.scope], world)
        told += [s for s in (teller.tell(insight), teller.tell(part) if part else None) if s]
    return tuple({s.text: s for s in told if s.text not in {x.text for x in after}}.values())


# Chart --------------------------------------------------------------------------------------------


def chart_title(teller: Teller) -> Sentence | None:
    """Return the message of the S-curve."""
    world = teller.world
    whole = world.whole
    slots = {
        "gap": figure("benefits.gap_forecast").at(whole, whole),
        "high": minus("benefits.plan", "benefits.forecast.p90").at(whole, whole),
        "approved": figure("benefits.plan").at(whole, whole),
    }
    return teller.say("chart", _chart_key(world), slots, pattern="chart.scurve") or nothing_drawn(teller)


def _chart_key(world: World) -> str:
    gap, plan = value_of(world, "benefits.gap_forecast"), value_of(world, "benefits.plan")
    low, high = value_of(world, "benefits.forecast.p10"), value_of(world, "benefits.forecast.p90")
    if gap is None or plan is None:
        return "scurve.none" if plan is None else "scurve.plan"
    if abs(gap) < world.setting("pattern.F1.level") * abs(plan):
        return "scurve.level"
    if high is None or low is None:
        return "scurve"
    return "scurve.high_short" if high < plan else "scurve.inside" if low <= plan and gap < 0 else "scurve"


def nothing_drawn(teller: Teller) -> Sentence | None:
    return teller.say("chart", "scurve.none", {}, pattern="chart.scurve")
