"""The child process that marks a copy of one workbook, run as a script: limits first, then the copy on stdout.

python -I marking_worker.py order.json
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

_MOST_WRITTEN = 200_000_000  # bytes of a part while the copy is packed


def main(order: dict[str, Any]) -> None:
    """Open the workbook of `order`, mark it, and write the copy to stdout."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from value_model.ingest.read import worker

    worker.limit(order["limits"], written=_MOST_WRITTEN)
    worker.die_with(int(order["parent"]))
    from openpyxl import load_workbook

    from value_model.ingest import marks

    book = load_workbook(order["path"], keep_links=False)
    marks.mark(book, order["marks"])
    marks.list_findings(book, order["rows"])
    held = io.BytesIO()
    book.save(held)
    sys.stdout.buffer.write(held.getvalue())


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
