"""`python -m benchmarks`: print every measurement of one run."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import imports, pages, words


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "value.duckdb")
        subprocess.run([sys.executable, "-m", "value_model", "sample", "--store", store, "--quiet"], check=True, stdout=subprocess.DEVNULL)
        for name, value in {**pages.measure(store), **imports.measure(), **words.measure()}.items():
            print(f"{name:18} {value:8.2f}" + ("" if name.endswith("ratio") else " s"))


main()
