"""The other pages in words: headline, statements, decisions, cards and chart titles of each, and of one project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from value_model.errors import UsageError
from value_model.figures.figure import FigureSet
from value_model.narrative import card_rules, cards, charts, language, outlooks, rank
from value_model.narrative.cards import Rule
from value_model.narrative.decisions import decisions, own_first
from value_model.narrative.opening import first_of, nothing
from value_model.narrative.pattern import Insight
from value_model.narrative.patterns import PATTERNS
from value_model.narrative.sentence import Decision, Sentence, Story
from value_model.narrative.slots import as_of, figure_count
from value_model.narrative.story import HEADLINES, finished, quality, statements
from value_model.narrative.telling import Teller
from value_model.narrative.world import World
from value_model.policy import Policy, load


@dataclass(frozen=True)
class Page:
    """What a page says first, and its cards and charts. `always` is said where no pattern of `order` can be."""

    order: tuple[str, ...]
    cards: tuple[Rule, ...] = ()
    charts: tuple[str, ...] = ()
    always: str = ""


VALUE_CHARTS = (
    *(f"{chart}_{span}" for chart in ("investment_bubble", "net_benefit_bars") for span in ("to_come", "whole_life", "to_date")),
    "value_by_type",
)

PAGES: Mapping[str, Page] = {
    "value": Page(("A5", "A2", "A0"), card_rules.VALUE, VALUE_CHARTS, "roi"),
    "benefits": Page(("A1", "B1", "A2", "A0"), card_rules.BENEFITS, ("waterfall", "benefits_by_quarter", "results_chain")),
    "fit": Page(("C1", "C2", "C5"), card_rules.FIT_PAGE, ("dumbbell", "ribbons", "objective_grid"), "fit"),
    "choices": Page(("D2", "D5"), card_rules.CHOICES, ("frontier",), "choices"),
    "risk": Page(("E1", "E3"), card_rules.RISK_PAGE, ("quadrant", "forecast_history", *outlooks.SAID), "risk"),
    "changes": Page(("F1",), card_rules.CHANGES, ("bridge_benefits", "bridge_npv", "movers"), "changes"),
    "capability": Page(("G1",), card_rules.CAPABILITY, ("evidence_bars",)),
    "data": Page((), card_rules.DATA),
    "method": Page(()),
    "present": Page(HEADLINES),
    "export": Page(()),
    "projects": Page(HEADLINES, card_rules.PROJECT, ("scurve", "results_chain", "milestones")),
}
WORDED = ("method", "export")  # pages whose first sentence is fixed words around one slot
PROJECT = Page(("D4", "E4", "B7", *HEADLINES), card_rules.PROJECT, ("scurve", "results_chain", "milestones"))


def page(name: str, figures: FigureSet, policy: Policy, *, words: str = language.DEFAULT) -> Story:
    """Return the words of a page by its name ("value", "benefits" …); "story" is `story()`. Raises `UsageError` for no page."""
    if name not in PAGES:
        raise UsageError(f'There is no page "{name}". The pages are story, {", ".join(PAGES)}.')
    return _told(name, PAGES[name], Teller(World(figures, policy, language.load(words))))


def project(figures: FigureSet, scope: str, policy: Policy | None = None, *, words: str = language.DEFAULT) -> Story:
    """Return the one-pager of a project ("project:P01") in words: result, decision asked, value, confidence, risks."""
    return _told("projects", PROJECT, Teller(World(figures.about(scope), policy or load(), language.load(words))), whole=True)


def _told(name: str, layout: Page, teller: Teller, *, whole: bool = False) -> Story:
    patterns = (p for p in PATTERNS if (not p.counts_projects if whole else p.page in (name, "data")))
    insights = [i for i in rank.ranked(patterns, teller.world) if not whole or i.scope == teller.world.whole]
    insights = own_first(insights) if whole else insights
    headline = _headline(name, layout, teller)
    coverage = quality(insights, teller) if headline.pattern != "H1" else None
    led = _lead(name, headline, insights, teller)
    told = Story(
        headline=headline,
        lead=led,
        statements=statements(_of(insights, name, whole=whole), teller, after=[headline, *led], alone=whole),
        decisions=_own_first(headline, decisions(_of(insights, name, whole=whole), teller, alone=whole)),
        cards=tuple(cards.make(rule, teller) for rule in layout.cards),
        coverage=coverage,
        chart_titles=charts.titles(layout.charts, teller),
    )
    return finished(told, teller)


def _of(insights: Sequence[Insight], name: str, *, whole: bool) -> list[Insight]:
    return list(insights) if whole else [i for i in insights if i.pattern.page == name]


def _own_first(headline: Sentence, asked: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """Put the decision that the headline asks for before the others."""
    return tuple(sorted(asked, key=lambda decision: decision.pattern != headline.pattern))


def _headline(name: str, layout: Page, teller: Teller) -> Sentence:
    if name in WORDED:
        slots = {"n": figure_count(), "as_of": as_of()}
        return teller.say("page", name, slots, pattern=name) or nothing(teller)
    if name == "changes" and not teller.world.figures.compared:
        return nothing(teller, "one_snapshot")
    return first_of(layout.order, teller, narrow=name == "fit", otherwise=layout.always)


def _lead(name: str, headline: Sentence, insights: Sequence[Insight], teller: Teller) -> tuple[Sentence, ...]:
    """Return the one sentence that follows the headline where the table of pages asks for it: B1 after A1 on Benefits."""
    found = next((i for i in insights if i.pattern.id == "B1"), None) if name == "benefits" and headline.pattern == "A1" else None
    said = teller.tell(found) if found else None
    return (said,) if said else ()
