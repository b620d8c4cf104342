"""`export`: charts as pictures, tables as CSV or JSON, slides as pictures; the same bytes for the same snapshot."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import Any

from value_model import choices, exports, figures, narrative, policy
from value_model.cli.common import answer, open_from, pick_snapshot
from value_model.errors import UsageError
from value_model.exports import files
from value_model.exports.material import Material
from value_model.figures import FigureSet, Source
from value_model.narrative.sentence import Story
from value_model.policy import Policy
from value_model.store import Snapshot, Store


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command of this module."""
    command = commands.add_parser("export", parents=[common], help="write charts, slides and tables as files")
    command.add_argument("kind", choices=files.KINDS, help="png and svg are pictures of charts, csv and json are tables and figures")
    command.add_argument("out", type=Path, metavar="OUT", help="a file that ends in the kind, or a folder for one file each")
    command.add_argument("--page", default=None, choices=files.PAGES, help="only what stands on one page; present is the slides")
    command.add_argument("--snapshot", default=None, help="snapshot id (default: the newest published one, else the newest draft)")
    command.add_argument(
        "--compared", default="previous", help="id of the snapshot to compare with, or none (default: the published one before)"
    )
    command.add_argument("--project", default=None, metavar="ID", help="only what stands on the page of one project")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the files and name them. Nothing is written where the number check fails."""
    with open_from(options) as store:
        snapshot = pick_snapshot(store, options)
        written = files.write(_material(store, snapshot, options), options.kind, options.out, options.page)
    rows = [{"file": str(path), "bytes": path.stat().st_size} for path in written]
    document = {"snapshot": snapshot.id, "as_of": snapshot.as_of.isoformat(), "state": snapshot.state, "files": rows}
    answer(options, document, lambda: "\n".join(str(path) for path in written), rows)
    return 0


def _material(store: Store, snapshot: Snapshot, options: argparse.Namespace) -> Material:
    """The material with its words checked against figures computed a second time."""
    rules = policy.load()
    compared = None if options.compared == "none" else options.compared
    found, anew = (_computed(store, snapshot.id, compared, rules) for _ in range(2))
    if options.project is not None:
        found, anew = (_about(one, options.project) for one in (found, anew))
    return exports.gather(
        store,
        snapshot,
        found,
        tell=partial(_tell, found, rules),
        prove=lambda told: narrative.verify(told, anew, rules),
        setting=rules.__getitem__,
        offer=lambda: choices.offer(found, Source(store)),
        pages=exports.PAGES if options.project is None else exports.OF_PROJECT,
    )


def _about(found: FigureSet, project: str) -> FigureSet:
    scope = f"project:{project}"
    if scope not in found.scopes("project"):
        raise UsageError(f'There is no project "{project}" in this snapshot. The command "figures --by project" lists them.')
    return found.about(scope)


def _computed(store: Store, snapshot_id: str, compared: str | None, rules: Policy) -> FigureSet:
    return choices.complete(figures.compute(store, snapshot_id, compared=compared), Source(store), rules)


def _tell(found: FigureSet, rules: Policy, page: str) -> Story:
    if page == "projects":
        return narrative.project(found, found.scope, rules)
    return narrative.story(found, rules) if page == "story" else narrative.page(page, found, rules)
