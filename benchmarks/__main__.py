"""`python -m benchmarks`: print every measurement of one run."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import changes, imports, large, mixes, pages, portfolio, ranges, returns, words


def written(name: str, value: float) -> str:
    """A ratio, a gap or difference, megabytes, or seconds."""
    if name.endswith("megabytes"):
        return f"{name:18} {value:8.0f} MB"
    if name.endswith("kilobytes"):
        return f"{name:28} {value:8.1f} KB"
    if name.endswith(("gap", "difference")):
        return f"{name:18} {value:8.1e}"
    return f"{name:18} {value:8.2f}" if name.endswith("ratio") else f"{name:18} {value:8.3f} s"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "value.duckdb")
        subprocess.run([sys.executable, "-m", "value_model", "sample", "--store", store, "--quiet"], check=True, stdout=subprocess.DEVNULL)
        parts = (
            changes.measure, imports.measure, large.measure, words.measure, returns.measure, ranges.measure, mixes.measure,
            portfolio.measure,
        )  # fmt: skip
        for part in (lambda: pages.measure(store), *parts):
            for name, value in part().items():
                print(written(name, value), flush=True)


if __name__ == "__main__":
    main()
