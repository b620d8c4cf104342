"""The lead: two or three sentences after the headline that do not repeat it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from value_model.narrative import proof, readability
from value_model.narrative.opening import about
from value_model.narrative.pattern import Insight
from value_model.narrative.sentence import Sentence
from value_model.narrative.slots import compared, figure, minus
from value_model.narrative.telling import Teller

LEADING = ("B", "E")  # families that may follow the headline
HALF_POINT = 200  # a difference of fractions times this is below one when it rounds to no point


def lead(headline: Sentence, insights: Sequence[Insight], teller: Teller) -> tuple[Sentence, ...]:
    """Return percent of plan with its change, the strongest benefit statement or warning, and the forecast."""
    places = (_percent(headline, teller), _warning(headline, insights, teller), _forecast(headline, teller))
    kept: list[Sentence] = []
    for sentence in places:
        if sentence and _length([*kept, sentence]) <= readability.LEAD_WORDS:
            kept.append(sentence)
    return tuple(kept)


def _length(sentences: Iterable[Sentence]) -> int:
    return sum(len(readability.words(proof.condensed(s))) for s in sentences)


def _percent(headline: Sentence, teller: Teller) -> Sentence | None:
    if headline.pattern != "A1":
        return None
    whole = teller.world.whole
    slots = {
        "pct": figure("realization.to_date").at(whole, whole),
        "points": minus("realization.to_date", "then realization.to_date", "points").at(whole, whole),
        "review": compared(),
    }
    now, then = teller.world.value("realization.to_date"), teller.world.value("then realization.to_date")
    if now is None or then is None:
        return teller.say("say", "A1.lead.only", slots, pattern="A1")
    same = abs(now - then) * HALF_POINT < 1
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
    found = about("A2", teller.world) if headline.pattern != "A2" else None
    return teller.tell(found) if found else None
