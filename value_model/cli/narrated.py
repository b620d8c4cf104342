"""What `story` and `ask` share: whose figures, compared with what, in which language; and how a sentence is printed."""

from __future__ import annotations

import argparse
from typing import Any

from value_model import choices as mixes
from value_model import figures, policy
from value_model.figures import FigureSet, Source
from value_model.narrative import language
from value_model.narrative.sentence import Sentence
from value_model.store import Snapshot, Store

KINDS = ("project", "objective", "measure")


def choices(command: argparse.ArgumentParser) -> None:
    """Add the options that say which snapshot is meant and how to speak of it."""
    command.add_argument("--snapshot", default=None, help="snapshot id (default: the newest published one, else the newest draft)")
    command.add_argument(
        "--compared", default="previous", help="id of the snapshot to compare with, or none (default: the published one before)"
    )
    command.add_argument("--language", default=language.DEFAULT, help="en-US (default) or de-DE")


def figures_of(store: Store, snapshot: Snapshot, options: argparse.Namespace) -> FigureSet:
    """Return the figures of a snapshot, against the one the options name."""
    compared = None if options.compared == "none" else options.compared
    return mixes.complete(figures.compute(store, snapshot.id, compared=compared, by=KINDS), Source(store), policy.load())


def said(sentence: Sentence) -> dict[str, Any]:
    """Return a sentence with the figures it states, as JSON holds it."""
    return {"pattern": sentence.pattern, "scope": sentence.scope, "text": sentence.text, "figures": list(sentence.figures)}
