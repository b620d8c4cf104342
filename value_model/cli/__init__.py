"""The command line: the same figures as on screen, for nightly loads, for finance and for tests.

Exit codes: 0 done; 1 done, with errors found in the data; 2 called wrongly; 3 the file could not be
read; 4 the store could not be used. No traceback reaches the user.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from value_model.errors import ValueModelError

# Each module adds its commands with `add(commands, common)`; a command sets `run`, which takes the
# parsed arguments and returns the exit code. Only the module that a call needs is read: charts and
# solvers take longer to import than most commands take to answer.
GROUPS = {
    "importing": ("template", "sample", "check", "load", "map"),
    "snapshots": ("snapshots", "publish", "discard", "diff", "verify", "doctor", "backup", "restore"),
    "figures": ("figures", "trace"),
    "story": ("story",),
    "asking": ("ask",),
    "choose": ("choose",),
    "exporting": ("export",),
    "calc": ("calc",),
    "bench": ("bench",),
}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}. See --help.\n")


def parser(command: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of one command, or of every command where none or an unknown one is named."""
    common = _Parser(add_help=False)
    common.add_argument("--store", default=None, help="where the snapshots live (default: VALUE_STORE, else data/store/value.duckdb)")
    common.add_argument("--portfolio", default=None, help="name of the portfolio (default: the only one, or the newest)")
    common.add_argument("--format", choices=("text", "json", "csv"), default="text", help="how to answer")
    common.add_argument("--quiet", action="store_true", help="no progress messages")
    top = _Parser(prog="python -m value_model", description="What did we get for the money? Figures with their proof.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    groups = [group for group, names in GROUPS.items() if command in names] or GROUPS
    for group in groups:
        importlib.import_module(f"value_model.cli.{group}").add(commands, common)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        words = sys.argv[1:] if arguments is None else arguments
        options = parser(words[0] if words else None).parse_args(words)
        return int(options.run(options))
    except ValueModelError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    except OSError as refused:
        if os.environ.get("VALUE_DEBUG"):
            raise
        print(f"{_named(refused)} could not be read or written: {refused.strerror or refused}.", file=sys.stderr)
        return 2
    except Exception as bug:
        if os.environ.get("VALUE_DEBUG"):
            raise
        # The last door before the user: a bug is said in a sentence here, never as a traceback.
        print(f"This should not happen ({type(bug).__name__}: {bug}). Set VALUE_DEBUG=1 to see where.", file=sys.stderr)
        return 1


def _named(refused: OSError) -> str:
    """The file that an error is about, by its name alone; the answer itself where it names none."""
    return f'"{Path(os.fsdecode(refused.filename)).name}"' if isinstance(refused.filename, str | bytes) else "The answer"
