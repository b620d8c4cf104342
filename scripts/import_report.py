"""Score what the import proposes for real files before any mapping is saved: right, wrong, asked or missed, per key field.

    make import-report                        every file of ../shared/data/real
    python scripts/import_report.py A.csv     these files only

The truth is `tests/ingest/proposals.toml`, written by hand. Exits 1 where a proposal is wrong, or where less
than four fifths of the key fields are right.
"""

from __future__ import annotations

import os
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "data" / "real"
TRUTH = ROOT / "tests" / "ingest" / "proposals.toml"
VERDICTS = ("right", "wrong", "asked", "missed")
_LEAST = 0.8


def judged(found: Any | None, truth: Any) -> str:
    """Return the verdict on one field: `found` is the proposed column, `truth` the column, or columns, scale and date order."""
    told: dict[str, Any] = truth if isinstance(truth, dict) else {"column": truth}
    if found is None:
        return "missed"
    if found.status == "asked":
        return "asked"
    accepted = told["column"] if isinstance(told["column"], list) else [told["column"]]
    names = any(fnmatchcase(found.column.casefold(), name.replace("[", "[[]").casefold()) for name in accepted)
    same = found.scale == told.get("scale", 1) and found.date == told.get("date", found.date)
    return "right" if names and same else "wrong"


def verdicts(path: Path, truth: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield table.field, verdict and what was proposed, for each key field of a file and each field that should not be there."""
    from value_model.ingest import proposing

    proposal = proposing.propose([path])
    for table, fields in truth.items():
        found: dict[str, Any] = {}
        for entry in proposal.tables:
            if entry.table == table:
                found = {**entry.fields, **found}
        for name, told in fields.items():
            if name != "may":
                column = found.get(name)
                yield f"{table}.{name}", judged(column, told), column.column if column else ""
        extra = {name: c for name, c in found.items() if name not in fields and name not in fields.get("may", ()) and c.status != "asked"}
        yield from ((f"{table}.{name}", "wrong", column.column) for name, column in extra.items())


def main(arguments: list[str]) -> int:
    """Print the report; return the exit code."""
    truth = tomllib.loads(TRUTH.read_text(encoding="utf-8"))
    chosen = [Path(name) for name in arguments] or [REAL / name for name in truth]
    if not all(path.exists() for path in chosen):
        print(f"The real files are not there: {REAL}.")
        return 2
    total: Counter[str] = Counter()
    print(f"{'file':42}" + "".join(f"{name:>8}" for name in VERDICTS))
    for path in chosen:
        found = list(verdicts(path, truth.get(path.name, {})))
        count = Counter(verdict for _, verdict, _ in found)
        total += count
        print(f"{path.name[:41]:42}" + "".join(f"{count[name]:8}" for name in VERDICTS))
        for field, verdict, column in found:
            if verdict != "right":
                print(f"    {verdict:7} {field:32} {' '.join(column.split())[:70]}")
    share = total["right"] / max(1, total.total())
    print(f"{'all':42}" + "".join(f"{total[name]:8}" for name in VERDICTS) + f"    {share:.0%} right")
    return 1 if total["wrong"] or share < _LEAST else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as empty:
        os.environ["VALUE_MAPPINGS"] = empty  # before any saved mapping
        sys.path.insert(0, str(ROOT))
        sys.exit(main(sys.argv[1:]))
