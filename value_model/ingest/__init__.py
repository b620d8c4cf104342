"""From files to records of the contract: guard, read, recognise, map, coerce, check.

`run` imports files and returns records with findings; `template.write` makes the blank workbook. The
work is imported when it is asked for: the child process that reads a file needs none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from value_model.contract import Import
    from value_model.ingest.mapping import Mapping


def run(
    paths: Sequence[Path],
    *,
    mapping: Mapping | None = None,
    as_of: date | None = None,
    names: Sequence[str] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Import:
    """Import files as one snapshot: records by table, settings, findings, and how each sheet was read.

    `names` are what the reader calls the files; `as_of` overrules the files' own; `progress` is told in
    words how far it is. Faults in the data are findings. Raises `FileRefused` for a file that cannot be read.
    """
    from value_model.ingest import pipeline

    return pipeline.run(paths, mapping=mapping, as_of=as_of, names=names, progress=progress)
