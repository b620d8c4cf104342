"""`ask`: a question in words, answered with proved sentences and figures that exist already."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from value_model import policy
from value_model.cli.common import answer, open_from, pick_snapshot
from value_model.cli.narrated import choices, figures_of, said
from value_model.narrative import ask
from value_model.narrative.ask import Answer
from value_model.narrative.rephrase import configured, rephrased
from value_model.store import Snapshot


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command of this module."""
    command = commands.add_parser(
        "ask", parents=[common], help='answer a question such as "what did we get from ERP" with proved sentences'
    )
    command.add_argument("question", nargs="+", metavar="QUESTION", help="what to know, in words")
    choices(command)
    command.set_defaults(run=show)


def show(options: argparse.Namespace) -> int:
    """Print what the snapshot says about a question."""
    with open_from(options) as store:
        snapshot = pick_snapshot(store, options)
        index = ask.index(figures_of(store, snapshot, options), policy.load(), words=options.language)
        found = rephrased(ask.ask(" ".join(options.question), index), index, configured())
    answer(options, _document(found, snapshot), lambda: _text(found), list(_rows(found)))
    return 0


def _document(found: Answer, snapshot: Snapshot) -> dict[str, Any]:
    return {
        "snapshot": snapshot.id,
        "as_of": snapshot.as_of.isoformat(),
        "asked": found.asked,
        "passages": [
            {"scope": p.scope, "name": p.name, "page": p.page, "sentences": [*map(said, p.sentences)], "figures": [*map(said, p.figures)]}
            for p in found.passages
        ],
        "notes": list(found.notes),
    }


def _rows(found: Answer) -> Iterator[dict[str, Any]]:
    for passage in found.passages:
        for sentence in (*passage.sentences, *passage.figures):
            yield {"name": passage.name, "page": passage.page, **said(sentence), "figures": " ".join(sentence.figures)}


def _text(found: Answer) -> str:
    lines = []
    for passage in found.passages:
        lines += [passage.name, *(f"  {s.text}" for s in passage.sentences), *(f"  {s.text}" for s in passage.figures), ""]
    return "\n".join([*lines, *found.notes]).strip()
