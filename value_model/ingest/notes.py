"""Findings collected as the import goes: everything that was seen is said once, with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from value_model.contract import Finding, Severity
from value_model.ingest.block import Block, Heading
from value_model.ingest.wording import cut


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one value, before its place is known."""

    severity: Severity
    code: str
    problem: str
    fix: str


@dataclass(slots=True)
class Notes:
    """A list of findings about one sheet of one file."""

    file: str = ""
    sheet: str = ""
    findings: list[Finding] = field(default_factory=list)

    def add(self, severity: Severity, code: str, problem: str, fix: str = "", **place: int | str | None) -> None:
        """Add a finding; `place` may hold row, column, cell and value."""
        self.findings.append(Finding(severity, code, problem, fix, self.file, self.sheet, **place))  # type: ignore[arg-type]

    def at(self, flaw: Flaw, block: Block, line: int, heading: Heading, text: str) -> None:
        """Add a finding about one cell."""
        self.add(flaw.severity, flaw.code, flaw.problem, flaw.fix, row=line if block.orientation == "rows" else heading.index,
                 column=heading.text, cell=block.address(line, heading), value=cut(text))  # fmt: skip

    def take(self, findings: Iterable[Finding]) -> None:
        """Add findings made elsewhere, with this file's name where they carry none."""
        self.findings.extend(entry if entry.file else replace(entry, file=self.file) for entry in findings)


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return "1 row" or "12 rows"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
