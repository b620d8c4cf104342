"""`bench`: the benchmarks of this checkout, each a ratio within one run."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from value_model.cli.common import answer, say, table
from value_model.errors import UsageError

ROOT = Path(__file__).resolve().parents[2]
OTHERS = ("pyxirr", "numpy_financial", "pulp")  # what the speed is compared with
_MEASURED = re.compile(r"(.+?)\s+([-+.\de]+)(?:\s+(s|KB|MB))?")
HEADINGS = ("name", "value", "unit")


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    commands.add_parser("bench", parents=[common], help="measure the speed, as ratios within one run").set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run every benchmark and print its measurements."""
    if not (ROOT / "benchmarks").is_dir():
        raise UsageError('The folder "benchmarks" is not beside "value_model". Run this in a checkout of the project.')
    missing = [name for name in OTHERS if find_spec(name) is None]
    if missing:
        raise UsageError(f'The benchmarks compare with libraries that are not installed: {", ".join(missing)}. Run "make setup-dev" first.')
    say(options, "Measuring; this takes some minutes …")
    done = subprocess.run([sys.executable, "-m", "benchmarks"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip() or "no message").splitlines()[-1]
        raise UsageError(f'A benchmark stopped: {last} Run "make benchmarks" to see where.')
    rows = read(done.stdout.splitlines())
    answer(options, {"measurements": rows}, lambda: table([[row[name] for name in HEADINGS] for row in rows], HEADINGS), rows)
    return 0


def read(lines: Iterable[str]) -> list[dict[str, Any]]:
    """Return the measurements that the benchmarks print: a name, a number and, where it is no ratio, its unit."""
    found = [_MEASURED.fullmatch(line.strip()) for line in lines]
    return [{"name": one[1], "value": float(one[2]), "unit": one[3] or "ratio"} for one in found if one]
