"""The portfolios of the gallery, each in a store of its own: the sample, none, a thin one, a large one, a single project, and hostile names."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.browser.server import ROOT
from tests.portfolios import portfolio
from value_model.contract import Import
from value_model.store import open_store

LARGE = 500
UNSAID = ("costs", "contributions", "milestones", "risks")  # sheets that the thin portfolio lacks


def fill(name: str, store: Path) -> None:
    """Fill a store with the portfolio of a name: sample, empty, partial, large, one or names."""
    if name == "sample":
        environment = os.environ | {"VALUE_STORE": str(store)}
        subprocess.run([sys.executable, "-m", "value_model", "sample", "--quiet"], cwd=ROOT, env=environment, check=True)
    elif name == "partial":
        _publish(store, _thin(portfolio(9, seed=4)))
    elif name == "names":
        _publish(store, portfolio(16, hostile=True))
    elif name in ("large", "one"):
        _publish(store, portfolio(LARGE if name == "large" else 1, seed=2))


NAMES = ("sample", "empty", "partial", "large", "one", "names")


def _thin(imported: Import) -> Import:
    """Drop the sheets that a first workbook often lacks, and every actual."""
    for table in UNSAID:
        imported.records[table] = []
    imported.records["benefit_values"] = [row for row in imported.records["benefit_values"] if row.values["stream"] != "actual"]
    return imported


def _publish(path: Path, imported: Import) -> None:
    store = open_store(str(path))
    draft, _ = store.save_draft("Random portfolio", imported, as_of=date.fromisoformat(imported.settings["as_of"]))
    store.publish(draft.id, by="PMO lead", note="gallery", accept_warnings=True)
    store.close()
