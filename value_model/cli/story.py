"""`story`: headline, lead, statements and decisions of a snapshot, each with the figures it states."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from value_model import narrative, policy
from value_model.cli.common import answer, open_from, pick_snapshot
from value_model.cli.narrated import choices, figures_of, said
from value_model.errors import UsageError
from value_model.figures import PORTFOLIO, FigureSet
from value_model.narrative import language
from value_model.narrative.sentence import Decision, Story
from value_model.store import Snapshot


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command of this module."""
    command = commands.add_parser("story", parents=[common], help="say what the figures say, with the figures each sentence states")
    choices(command)
    command.add_argument("--scope", default=PORTFOLIO, help="portfolio (default) or one project, such as project:P01")
    command.add_argument("--limit", type=_count, default=None, metavar="N", help="at most N statements and N decisions")
    command.add_argument("--verify", action="store_true", help="compute every figure again, prove every sentence, exit 1 if one differs")
    command.set_defaults(run=show)


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f'"{text}" is not a count; write a number such as 5')
    return int(text)


def show(options: argparse.Namespace) -> int:
    """Print the story; with --verify, prove it once more on figures computed anew."""
    with open_from(options) as store:
        snapshot = pick_snapshot(store, options)
        told = _told(figures_of(store, snapshot, options), options)
        problems = (
            narrative.verify(told, figures_of(store.from_rows(), snapshot, options), policy.load(), words=options.language)
            if options.verify
            else []
        )
    document = _document(told, snapshot, options)
    if options.verify:
        document["verified"] = {"sentences": sum(1 for _ in narrative.sentences(told)), "differ": problems}
    rows = [{**row, "figures": " ".join(row["figures"])} for row in _rows(told, options.limit)]
    answer(options, document, lambda: _text(told, options) + _verified(document, options), rows)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems or (options.verify and told.withheld) else 0


def _told(found: FigureSet, options: argparse.Namespace) -> Story:
    if options.scope == PORTFOLIO:
        return narrative.story(found, policy.load(), limit=options.limit, words=options.language)
    if options.scope not in found.scopes("project"):
        raise UsageError(f'There is no "{options.scope}" in this snapshot. Projects look like project:P01.')
    return narrative.project(found, options.scope, policy.load(), words=options.language)


def _document(told: Story, snapshot: Snapshot, options: argparse.Namespace) -> dict[str, Any]:
    return {
        "snapshot": snapshot.id,
        "as_of": snapshot.as_of.isoformat(),
        "headline": said(told.headline),
        "lead": [said(s) for s in told.lead],
        "statements": [said(s) for s in _first(told.statements, options.limit)],
        "decisions": [_decision(d) for d in _first(told.decisions, options.limit)],
        "coverage": said(told.coverage) if told.coverage else None,
        "withheld": told.withheld,
    }


def _verified(document: dict[str, Any], options: argparse.Namespace) -> str:
    """The report of --verify below the story; nothing where it was not asked for."""
    if not options.verify:
        return ""
    every, differ = document["verified"]["sentences"], len(document["verified"]["differ"])
    report = str(language.load(options.language)["labels"]["verified"])
    return "\n\n" + report.format(count=every - differ, all=every, withheld=document["withheld"])


def _first(items: Sequence[Any], limit: int | None) -> Sequence[Any]:
    return items if limit is None else items[:limit]


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "title": decision.title,
        "evidence": said(decision.evidence),
        "ask": decision.ask,
        "pattern": decision.pattern,
        "scope": decision.scope,
        "page": decision.page,
    }


def _rows(told: Story, limit: int | None) -> Iterator[dict[str, Any]]:
    yield {"place": "headline", **said(told.headline), "ask": ""}
    yield from ({"place": "lead", **said(s), "ask": ""} for s in told.lead)
    yield from ({"place": "statement", **said(s), "ask": ""} for s in _first(told.statements, limit))
    for decision in _first(told.decisions, limit):
        yield {"place": "decision", **said(decision.evidence), "ask": decision.ask}


def _text(told: Story, options: argparse.Namespace) -> str:
    limit, words = options.limit, language.load(options.language)
    lines = [" · ".join(told.strip), "", told.headline.text]
    lines += [" ".join(s.text for s in told.lead)] if told.lead else []
    lines += [told.coverage.text] if told.coverage else []
    statements = _first(told.statements, limit)
    lines += ["", *(f"- {s.text}" for s in statements)] if statements else []
    lines += ["", words["labels"]["decisions"]]
    for number, decision in enumerate(_first(told.decisions, limit), 1):
        evidence = "" if decision.evidence.text == decision.title else f"   {decision.evidence.text}"
        lines += [f"{number}. {decision.title}", *([evidence] if evidence else [])]
        lines += [] if decision.ask.rstrip(".") == decision.title else ["   " + words["labels"]["ask"].format(ask=decision.ask)]
    return "\n".join([*lines, *([] if told.decisions else [words["ask"]["none"]])])
