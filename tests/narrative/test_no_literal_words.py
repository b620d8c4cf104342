"""No words are shown but those of the catalogue: what pages, charts, exports and choices hold as literals is no sentence, label or heading."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("pages", "value_model/charts", "value_model/exports", "value_model/choices")
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
SHOWN = re.compile(r"^[A-Z][a-z]+|[A-Za-z]{2,}[,.:;?!]? [A-Za-z]|^[●○▲◆←→] ")  # a capital, two words, or a mark before a word
FIELDS = {  # of the records that a chart hands to Vega, never seen; what a table shows has its headings from the catalogue
    "All", "Amount", "Approved", "Baseline", "Benefits", "Best", "Bottom", "Budget", "Capability", "Column", "Cost", "Delivery",
    "Difference", "Done", "Evidence", "Expected", "Flow", "Forecast", "From", "Gap", "High", "Key", "Kind", "Late", "Low", "Marked",
    "End", "Milestone", "Name", "Net", "Next", "Objective", "Open", "Panel", "Place", "Plan", "Project", "Quarter", "Realized", "Review", "Row",
    "Share", "Shown", "Size", "Start", "Step", "Text", "To", "Top", "Total", "Value", "Weight", "Year", "Zero", "At most",
}  # fmt: skip
NO_WORDS = {  # names of keys, of headers, of what is never read by a person
    "Left", "Right", "Home", "Mobi", "User-Agent", "Sec-CH-UA-Mobile", "Scene", "Made", "Pmo", "PMO", "Share", "Key", "Scope", "Id",
    "Cc", "Cf", "Text", "No data", "Source Sans, Source Sans Pro, sans-serif", "No objective",
    "Enterprise portfolio", "Sample data",  # names in the sample's own data
    "to come", "whole life", "to date",  # values in a link
    "share of spend", "of items", "as of",  # columns of a file for programs
}  # fmt: skip


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Yield what a file holds as text: not its docstrings, not what it raises or declares."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not apart(node, above):
            yield node.lineno, node.value


def apart(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    """Whether a text is a docstring, a message of an error, an exported name, a type or a key of the catalogue."""
    while node in above:
        inner, node = node, above[node]
        if isinstance(node, ast.Expr | ast.Raise):
            return isinstance(node, ast.Raise) or isinstance(inner, ast.Constant)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal":
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("TypeVar", "cast"):
            return True
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id.lower() == "log"
        ):
            return True
        if isinstance(node, ast.Assign) and any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets):
            return True
        if isinstance(node, ast.AnnAssign | ast.arg) and inner is node.annotation:
            return True
    return False


def words(path: Path) -> list[str]:
    charts = "charts" in path.parts
    return [
        f"{path.relative_to(ROOT)}:{line}: {text!r}"
        for line, text in literals(path)
        if SHOWN.search(text) and text not in NO_WORDS and not (charts and text.partition(":")[0] in FIELDS) and not is_code(text)
    ]


def is_code(text: str) -> bool:
    """Markup, Vega expressions, commands and names of files are written for machines."""
    return bool(re.search(r"datum|<[a-z]|class=|\.ttf$|Σ|\w\.to_come|python -m|isValid|/\w+\.|\bwidth\b|\{:|^--|Vega", text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_file_shows_words_of_its_own(path: Path) -> None:
    assert not words(path)
