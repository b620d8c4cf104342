"""`map`: what each column was recognised as, with certainty and samples; writes a mapping to edit."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from value_model.cli.common import answer, say, table
from value_model.errors import UsageError
from value_model.ingest import proposing, writing
from value_model.ingest.mapping_file import named


def add_map(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the `map` command."""
    command = commands.add_parser("map", parents=[common], help="what each column was recognised as; writes a mapping to edit")
    command.add_argument("files", metavar="FILE", nargs="+", type=Path)
    command.add_argument("--mapping", default=None, help="name of a saved mapping, or a .toml file, to start from")
    command.add_argument("--out", default=None, type=Path, metavar="M.toml", help="write the mapping here")
    command.set_defaults(run=map_file)


def map_file(options: argparse.Namespace) -> int:
    given = named(options.mapping) if options.mapping else None
    proposal = proposing.propose(options.files, mapping=given)
    if options.out:
        _write(options.out, writing.text(proposal.mapping, proposal.remarks))
        say(options, f"Wrote {options.out}. Edit it, then load with --mapping {options.out}.")
    tables = {entry.table: _table(entry) for entry in proposal.tables}
    document = {"file": ", ".join(path.name for path in options.files), "tables": tables, "unused": proposal.unused}
    rows = [{"table": entry.table, "field": name, **_field(field)} for entry in proposal.tables for name, field in entry.fields.items()]
    answer(options, document, lambda: _text(proposal, rows), rows)
    return 0


def _write(path: Path, content: str) -> None:
    try:
        path.write_text(content, encoding="utf-8")
    except OSError as problem:
        raise UsageError(f'"{path.name}" could not be written: {problem.strerror}.') from problem


def _table(entry: proposing.Proposed) -> dict[str, Any]:
    return {
        "sheet": entry.sheet,
        "orientation": entry.orientation,
        "header_rows": list(entry.header_rows),
        "fields": {name: _field(field) for name, field in entry.fields.items()},
    }


def _field(field: proposing.MappedColumn) -> dict[str, Any]:
    status = "saved" if field.status == "exact" else field.status
    return {
        "column": field.column, "scale": field.scale, "currency": field.currency, "date": field.date,
        "certainty": round(field.certainty, 2), "status": status, "samples": list(field.samples),
    }  # fmt: skip


def _text(proposal: proposing.Proposal, rows: Sequence[dict[str, Any]]) -> str:
    headings = ("table", "field", "column", "certainty", "status", "samples")
    body = table([[", ".join(row[h]) if h == "samples" else row[h] for h in headings] for row in rows], headings)
    unused = f"\nNot used: {', '.join(proposal.unused)}." if proposal.unused else ""
    return body + unused
