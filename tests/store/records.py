"""Small imports for the store's tests."""

from __future__ import annotations

from decimal import Decimal

from value_model.contract import Cell, Finding, Import, Row, SourceFile


def project(number: int, **values: object) -> Row:
    given = {"project_id": f"P{number:03}", "name": f"Project {number}", **values}
    cells = {name: Cell(f"A{number + 1}", str(value)) for name, value in given.items()}
    return Row("projects", given, sheet="Projects", row=number + 1, cells=cells)  # type: ignore[arg-type]


def an_import(content: str = "a", *, projects: int = 3, findings: tuple[Finding, ...] = ()) -> Import:
    rows = [project(n, budget=Decimal("100.25") * n) for n in range(1, projects + 1)]
    files = [SourceFile(f"{content}.xlsx", content, len(content))]
    return Import(files=files, records={"projects": rows}, settings={"reporting_currency": "USD"}, findings=list(findings))
