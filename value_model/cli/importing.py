"""`template`, `sample`, `check`, `load`, `map`: from a spreadsheet to a snapshot."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from value_model import figures, ingest
from value_model.cli import history, sample_portfolio
from value_model.cli.against import Against, as_json, in_words
from value_model.cli.common import answer, open_from, say
from value_model.cli.import_report import document, findings, report
from value_model.cli.proposals import add_map
from value_model.cli.snapshots import publish_and_keep
from value_model.contract import Import
from value_model.errors import PublishRefused, UsageError
from value_model.ingest import template
from value_model.ingest.mapping_file import named
from value_model.store import Snapshot, Store, open_store
from value_model.store.difference import against_published
from value_model.store.store import place_of


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this group."""
    blank = commands.add_parser("template", parents=[common], help="write the blank workbook")
    blank.add_argument("out", metavar="OUT.xlsx", type=Path)
    blank.set_defaults(run=write_template)
    sample_portfolio.add(commands, common)
    for name, help_text, run in (
        ("check", "everything load would say; writes nothing", check_files),
        ("load", "import files as one snapshot", load_files),
    ):
        command = commands.add_parser(name, parents=[common], help=help_text)
        command.add_argument("files", metavar="FILE", nargs="+", type=Path)
        command.add_argument("--mapping", default=None, help="name of a saved mapping, or a .toml file")
        command.add_argument("--as-of", dest="as_of", type=_day, default=None, help="the date the figures speak of, as 2026-09-30")
        command.add_argument(
            "--marked", default=None, type=Path, metavar="OUT.xlsx", help="write a copy of the file with what was found on its cells"
        )
        command.set_defaults(run=run)
    command.add_argument(
        "--history", action="store_true", help="keep the earlier reporting dates of the files as snapshots too, oldest first"
    )
    command.add_argument("--label", default=None, help="name of the snapshot")
    command.add_argument("--publish", action="store_true", help="publish it at once")
    command.add_argument("--accept-warnings", action="store_true", help="publish although warnings stay")
    add_map(commands, common)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a date such as 2026-09-30') from None


def write_template(options: argparse.Namespace) -> int:
    try:
        template.write(options.out)
    except OSError as problem:
        raise UsageError(f'"{options.out.name}" could not be written: {problem.strerror}.') from problem
    answer(options, {"written": str(options.out)}, lambda: f"Wrote {options.out}.")
    return 0


def check_files(options: argparse.Namespace) -> int:
    found = _read(options)
    totals, changed = _tried(found, options)
    answer(options, document(found, totals) | as_json(changed), lambda: "\n".join([report(found), *in_words(changed)]), findings(found))
    return 1 if found.count("error") else 0


def load_files(options: argparse.Namespace) -> int:
    found = _read(options)
    as_of = found.settings.get("as_of")
    name = options.portfolio or found.settings.get("portfolio_name")
    if as_of is None:
        answer(options, document(found, {}), lambda: report(found) + "\nNothing was loaded: the as-of date is missing.", findings(found))
        return 1
    if not name:
        raise UsageError("Give the portfolio a name: --portfolio NAME.")
    store = open_from(options)
    past = history.keep_earlier(store, name, found, named(options.mapping) if options.mapping else None, options)
    snapshot, unchanged = store.save_draft(name, found, as_of=date.fromisoformat(as_of), label=options.label)
    changed = None if unchanged else against_published(store, snapshot)
    snapshot, refusal = _publish(store, snapshot, options) if options.publish else (snapshot, None)
    told = document(found, _totals(store, snapshot.id)) | {"snapshot": snapshot.id, "published": snapshot.state == "published"}
    told |= {"unchanged": True} if unchanged else as_json(changed)
    told |= (
        {"history": [{"snapshot": one.id, "as_of": str(one.as_of), "published": one.state == "published"} for one in past]} if past else {}
    )
    answer(
        options,
        told,
        lambda: "\n".join([report(found), *in_words(changed), *history.in_words(past), *_outcome(snapshot, unchanged, refusal)]),
        findings(found),
    )
    return 1 if refusal or (found.count("error") and not unchanged) else 0


def _publish(store: Store, snapshot: Snapshot, options: argparse.Namespace) -> tuple[Snapshot, str | None]:
    try:
        return publish_and_keep(store, snapshot.id, accept_warnings=options.accept_warnings), None
    except PublishRefused as refusal:
        say(options, str(refusal))
        return snapshot, str(refusal)


def _outcome(snapshot: Snapshot, unchanged: bool, refusal: str | None) -> list[str]:
    known = "This is the newest snapshot already; nothing changed." if unchanged else f"Snapshot {snapshot.id} of {snapshot.portfolio}."
    state = f"It is {'published' if snapshot.state == 'published' else 'a draft'}, as of {snapshot.as_of}."
    return [known, refusal or state]


def _read(options: argparse.Namespace) -> Import:
    chosen = named(options.mapping) if options.mapping else None
    found = ingest.run(options.files, mapping=chosen, as_of=options.as_of, progress=_teller(options))
    if options.marked:
        _mark(options, found)
    return found


def _teller(options: argparse.Namespace) -> Callable[[str], None]:
    """Tell each stage once: a stage reports every few rows, for a bar."""
    told: list[str] = []

    def tell(text: str) -> None:
        if told[-1:] != [text]:
            told.append(text)
            say(options, text)

    return tell


def _mark(options: argparse.Namespace, found: Import) -> None:
    if len(options.files) > 1:
        raise UsageError("--marked takes one file: mark the others one by one.")
    from value_model.ingest import marked

    try:
        options.marked.write_bytes(marked.copy(options.files[0], found.findings))
    except OSError as problem:
        raise UsageError(f'"{options.marked.name}" could not be written: {problem.strerror}.') from problem
    say(options, f"Wrote {options.marked}.")


def _totals(store: Store, snapshot_id: str) -> dict[str, Any]:
    computed = figures.compute(store, snapshot_id, by=())
    return {figure.id: figure.value for figure in computed.figures.values() if figure.scope == figures.PORTFOLIO}


def _tried(found: Import, options: argparse.Namespace) -> tuple[dict[str, Any], Against]:
    """The totals a load would show and what it would change, from a store that is thrown away."""
    as_of = found.settings.get("as_of")
    if as_of is None or not found.rows("projects"):
        return {}, None
    name = options.portfolio or found.settings.get("portfolio_name") or "check"
    with tempfile.TemporaryDirectory() as folder:
        tried = open_store(str(Path(folder) / "check.duckdb"))
        try:
            draft, _ = tried.save_draft(name, found, as_of=date.fromisoformat(as_of))
            return _totals(tried, draft.id), _against(options, draft, tried)
        finally:
            tried.close()


def _against(options: argparse.Namespace, draft: Snapshot, tried: Store) -> Against:
    """What the draft would change in the store the command names, where there is one."""
    place = Path(place_of(options.store))
    if not place.is_file():
        return None
    with open_from(options) as store:
        return against_published(store, draft, held_in=tried)
