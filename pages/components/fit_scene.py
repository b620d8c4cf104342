"""The Fit page: share of spend beside the weight of each objective, and the projects that spend it."""

from __future__ import annotations

from pages.components import listing, scenes, spend_list
from pages.components.page_scene import PageScene, made
from value_model.charts.drawing import Look, Record
from value_model.exports.source import NO_OBJECTIVE
from value_model.figures.figure import FigureSet
from value_model.figures.spending import UNLINKED, spending
from value_model.narrative.page_words import say
from value_model.policy import Policy
from value_model.store import Snapshot, Store

MISSING = say("words.no_objective_is_linked_to_a")


def make(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> PageScene:
    """Return the Fit page of a snapshot."""
    source = scenes.source(store, figures, policy, snapshot, scope, look)
    return made(
        "fit", source, policy, unsaid=dict.fromkeys(("dumbbell", "ribbons", "objective_grid"), MISSING), spend=_links(store, figures)
    )


def _links(store: Store, figures: FigureSet) -> list[Record]:
    """Each project's spend by objective as a share of all spend, largest first."""
    names = listing.names(figures)
    found: list[Record] = []
    for spent in spending(store, figures) if figures.scopes("objective") else ():
        for key, share in spent.by_objective.items():
            objective, of = (figures.name(key), key) if key != UNLINKED else (NO_OBJECTIVE, NO_OBJECTIVE)
            found.append(
                {
                    say("words.project"): names[spent.scope],
                    say("words.objective"): objective,
                    spend_list.SHARE: 100 * share,
                    "Key": of,
                    "Scope": spent.scope,
                }
            )
    return sorted(found, key=lambda row: -float(row[spend_list.SHARE]))
