"""What other rooms say in English has words in German: formulas, sources, settings, fields, and every finding of an import."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from value_model import figures, policy
from value_model.contract import SETTINGS, STAGES, TABLES
from value_model.figures.catalogue import CATALOGUE
from value_model.ingest.read.refuse import SENTENCES
from value_model.narrative.translated import pairs, translated

GERMAN = "de-DE"
PAIRS = pairs(GERMAN)
FIGURES = Path(figures.__file__).parent
INGEST = Path(__file__).resolve().parents[2] / "value_model" / "ingest"
SLOT = re.compile(r"\{(\w+)!?\}")
FOR_FILES = (
    "template.py",
    "read/refuse.py",
    "mapping.py",
    "mapping_file.py",
)  # the blank workbook, refusals (below), mappings of the command line
TURNED = {  # by their file, texts that choose their words: each stands below as it reads
    "checks/periods.py": 1, "checks/required.py": 1, "checks/units.py": 1, "checks/values.py": 1, "columns.py": 2, "left_lines.py": 1,
    "read/notes.py": 5,
}  # fmt: skip
READ = (
    "B1: 1 month of actual (1,000) had not ended on 2026-09-30; it is not used.",
    "B1: 3 months of forecast (1,000) had ended on 2026-09-30; they are not used.",
    "The planned benefit cannot be read, so the row was left out (also missing: name).",
    "The name is missing, so the row was left out.",
    "Alpha: budget is about 1,000 times smaller than that of the other projects; it is kept as typed.",
    "Alpha: budget is about 1,000 times larger than that of the other projects; it is kept as typed.",
    "Alpha: percent_complete is 140%.",
    ' In "Start" the day stands first.',
    ' In "Start" the month stands first.',
    'Its dates could be read two ways; with the day first no finish lies before its start (beside "Start"), with the other order one does.',
    'Its dates could be read two ways; with the month first no finish lies before its start (beside "Start"), with the other order one does.',
    '1 row that is no record (headings again, notes, sections): 7. The first reads "Total".',
    '12 rows that are no record (headings again, notes, sections): 7, 9. The first reads "Total".',
    "1 cell shows the error #REF! (B4).",
    "4 cells show the error #REF! (B4, B5, B6 and 1 more).",
    "2 numbers are stored as text (B4, B5).",
    "1 formula has no saved result (B4).",
    '2 cells marked as dates hold none (B4, B5; "soon").',
    '1 cell marked as a number holds none (B4; "soon").',
    'No data found in hidden sheet "Old".',
)
ENGLISH = re.compile(r"\b(?:the|of|and|is|are|were|from|with|this|that|for|it|they|on|to|by|at|not)\b")


def said() -> Iterator[str]:
    """Yield every text of another room that a page shows."""
    for entry in CATALOGUE:
        yield from (entry.formula, entry.source, entry.unit)
    for setting in policy.load():
        yield from (setting.source, setting.owner)
    yield from (field.label for table in TABLES.values() for field in table.fields)
    yield from (table.sheet for table in TABLES.values() if table.sheet)
    yield from (name.replace("_", " ").capitalize().replace("Pmo", "PMO") for name in SETTINGS)
    yield from (word.capitalize() for word in (*STAGES, *(TABLES["benefits"]["kind"].choices)))
    yield from ("published", "draft", "higher", "lower", "neither")


def has_words(text: str) -> bool:
    """Whether German has words for a text, of which no English one is left."""
    return text in PAIRS or (translated(text, GERMAN) != text and not ENGLISH.search(translated(text, GERMAN).replace("Review of", "")))


def test_german_has_words_for_everything_that_a_page_shows_of_other_rooms() -> None:
    assert [text for text in said() if not has_words(text)] == []


def test_a_translation_fills_the_same_slots_and_no_other() -> None:
    apart = {text: german for text, german in PAIRS.items() if set(SLOT.findall(text)) != set(SLOT.findall(german))}
    assert apart == {}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_file_that_is_refused_is_refused_in_german(code: str) -> None:
    sentence = SENTENCES[code].format_map(dict.fromkeys(SLOT.findall(SENTENCES[code]), "7"))
    assert has_words(f'"plan.xlsx" {sentence}')


def test_every_finding_of_an_import_is_said_in_german() -> None:
    silent = {
        path.relative_to(INGEST).as_posix(): [text for text in sentences(path) if not has_words(text)]
        for path in sorted(INGEST.rglob("*.py"))
    }
    assert {name: len(texts) for name, texts in silent.items() if texts and name not in FOR_FILES} == TURNED
    assert [text for text in READ if not has_words(text)] == []


def test_every_input_of_a_figure_that_is_no_figure_itself_has_a_german_name() -> None:
    called = [
        node
        for path in FIGURES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    made = (worded(node.args[0]) for node in called if isinstance(node.func, ast.Name) and node.func.id in ("entry", "Input") and node.args)
    assert [name for name in made if name and "." not in name and not has_words(name)] == []


def test_names_in_quotes_stay_and_numbers_take_german_marks() -> None:
    assert translated('"Costs" is not a setting.', GERMAN) == "„Costs“ ist keine Einstellung."
    assert translated("1,200 rows had no project_id; it was made from the name.", GERMAN).startswith("1.200 Zeilen ohne Projektkennung;")
    assert translated("Nobody says this.", GERMAN) == "Nobody says this."
    assert translated("The budget is missing, so the row was left out.") == "The budget is missing, so the row was left out."


def worded(node: ast.expr) -> str | None:
    """A text as it reads with every slot filled by "7", of an f-string, a sum of texts or a text; None of anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
    return None


def sentences(path: Path) -> Iterator[str]:
    """Yield the sentences that a file of the import says to a reader: not its docstrings, nor what it raises."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    apart = {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.Expr | ast.Raise) for part in ast.walk(node) if speaks_inside(node)
    }
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node) if part is not node}
    for node in ast.walk(tree):
        text = worded(node) if isinstance(node, ast.expr) and id(node) not in apart | inside else None
        if text and text.endswith(".") and " " in text.strip():
            yield text


def speaks_inside(node: ast.Expr | ast.Raise) -> bool:
    return isinstance(node, ast.Raise) or isinstance(node.value, ast.Constant)
