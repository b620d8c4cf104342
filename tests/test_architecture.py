"""The house has rooms with one purpose and imports that point one way; this reads the imports."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOUNDATION = (
    "records",
    "held",
    "coded",
    "amounts",
    "texts",
    "ahead",
    "memory",
    "contract",
    "measure",
    "policy",
    "errors",
)  # each may import those to its right
SHOWING = {"figures", "narrative", "charts", "store", "ingest", "choices", "exports"}
ROOMS = {"ingest", "store", "sql", "metrics", "figures", "narrative", "charts", "choices", "exports", "cli"}
MAY_IMPORT = {
    "exports": {"narrative", "charts", "figures", "store"},
    "narrative": {"figures", "measure", "policy"},
    "charts": {"figures", "measure", "policy"},
    "choices": {"figures", "metrics", "measure", "policy"},
    "figures": {"store", "metrics", "measure", "policy", "contract"},
    "store": {"records", "held", "coded", "amounts", "texts", "ahead", "memory", "contract", "sql", "errors", "measure"},
    "ingest": {"records", "held", "coded", "amounts", "texts", "ahead", "memory", "contract", "policy", "errors"},
    "metrics": {"measure", "errors"},
    "sql": set(),
    "cli": ROOMS | set(FOUNDATION),
}
# Every room may raise and catch the house's own errors, whatever else it may import.
ALWAYS = {"errors"}
ONLY_IN = {"duckdb": "value_model/store", "altair": "value_model/charts", "openpyxl": "value_model/ingest", "streamlit": "pages"}


def modules() -> list[Path]:
    return [p for p in [ROOT / "app.py", ROOT / "serve.py", *ROOT.glob("value_model/**/*.py"), *ROOT.glob("pages/**/*.py")] if p.exists()]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room(name: str) -> str | None:
    """The room of a dotted import name below value_model, or None for anything else."""
    parts = name.split(".")
    return parts[1] if parts[0] == "value_model" and len(parts) > 1 else None


@pytest.mark.parametrize("path", modules(), ids=place)
def test_imports_point_one_way(path: Path) -> None:
    here = place(path).removesuffix(".py").split("/")
    wanted = {r for r in map(room, imports(path)) if r}
    if here[0] == "value_model" and len(here) > 1 and here[1] in MAY_IMPORT:
        allowed = MAY_IMPORT[here[1]] | {here[1]} | ALWAYS
    elif here[0] == "value_model" and here[1] in FOUNDATION:
        allowed = set(FOUNDATION[FOUNDATION.index(here[1]) :])
    elif here[:2] == ["pages", "components"]:
        allowed = SHOWING | set(FOUNDATION)
    elif here[0] == "pages":
        allowed = (ROOMS - {"sql", "metrics", "cli"}) | set(FOUNDATION)
    else:
        allowed = ROOMS | set(FOUNDATION)
    assert wanted <= allowed, f"{place(path)} imports {sorted(wanted - allowed)}"


@pytest.mark.parametrize("path", modules(), ids=place)
def test_value_model_knows_no_screen_and_pages_do_not_import_pages(path: Path) -> None:
    names = list(imports(path))
    if place(path).startswith("value_model/"):
        assert not [n for n in names if n.split(".")[0] in {"streamlit", "pages", "app"}]
    elif place(path).startswith("pages/") and not place(path).startswith("pages/components/"):
        assert not [n for n in names if n.startswith("pages.") and not n.startswith("pages.components")]


@pytest.mark.parametrize(("library", "home"), ONLY_IN.items())
def test_each_library_has_one_home(library: str, home: str) -> None:
    users = [place(p) for p in modules() if any(n.split(".")[0] == library for n in imports(p))]
    strangers = [u for u in users if not u.startswith(home) and not (library == "streamlit" and u in {"app.py", "serve.py"})]
    if library == "openpyxl":
        strangers = [u for u in strangers if not u.startswith("value_model/exports")]
    assert not strangers, f"{library} is imported in {strangers}; it belongs in {home}"


def test_no_page_script_lies_directly_in_pages() -> None:
    # Such a script would be opened by a mailed link on a cold server without app.py.
    assert [p.name for p in (ROOT / "pages").glob("*.py")] in ([], ["__init__.py"])


def test_pages_do_not_compute() -> None:
    forbidden = re.compile(r"\.groupby\(|\.merge\(|\.execute\(|\bselect .* from\b|\bsum\(|\.sum\(|\.mean\(", re.IGNORECASE)
    guilty = [f"{place(p)}: {m.group()}" for p in ROOT.glob("pages/**/*.py") for m in forbidden.finditer(p.read_text(encoding="utf-8"))]
    assert not guilty


def test_files_speak_of_the_project_alone() -> None:
    # Spelled apart, so that this file does not find itself.
    paths = re.compile("|".join(["/wor" + "k/", "/ro" + "ot/", "/tmp/ba" + "sh", "/ho" + "me/"]))
    texts = [
        p for p in ROOT.rglob("*") if p.suffix in {".py", ".md", ".toml", ".sql", ".txt", ".yml", ".sh", ".css"} and ".venv" not in p.parts
    ]
    assert not [place(p) for p in texts if paths.search(p.read_text(encoding="utf-8"))]
