"""The catalogue of words: the TOML files of a language below `words/` ("en-US.toml", "en-US.charts.toml" …), and nothing worded elsewhere.

US English is complete. A second language is a second file: templates own the word order, `[choices]` the agreement,
`[numbers]` the marks and scales, so no code changes.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from value_model.errors import PolicyError

FOLDER = Path(__file__).resolve().parent / "words"
DEFAULT = os.environ.get("VALUE_LANGUAGE") or "en-US"  # of the pages and of every export; commands take --language
PAGE_WORDS = (
    "panel",
    "mix",
    "columns",
    "draft",
    "told",
    "words",
    "heads",
    "drawn",
    "charts",
    "capabilities",
    "raised_by",
    "export",
    "conflict",
    "missing",
)


@dataclass(frozen=True)
class Language:
    """All words of one language; asked for by section and key."""

    code: str
    tables: Mapping[str, Any]

    def __getitem__(self, section: str) -> Any:
        return self.tables[section]

    def template(self, section: str, key: str) -> str:
        """Return a template; raise `PolicyError` where the catalogue lacks it."""
        try:
            return str(self.tables[section][key])
        except KeyError:
            raise PolicyError(f'The words of {self.code} have no "{key}" under "{section}".') from None

    def has(self, section: str, key: str) -> bool:
        return key in self.tables.get(section, {})

    def reason(self, code: str | None) -> str:
        """Return in words why a number cannot be stated."""
        table: Mapping[str, str] = self.tables["reasons"]
        return table.get(code or "unknown", table["unknown"])

    def phrases(self) -> Iterator[tuple[str, str]]:
        """Yield every template and fixed phrase with its place, for tests and for translators."""
        for section in ("hedge", "say", "title", "ask", "nothing", "page", "strip", "chart", "reasons", "subject", *PAGE_WORDS):
            for key, text in self.tables.get(section, {}).items():
                yield f"{section}.{key}", text
        for card, texts in self.tables["card"].items():
            yield from ((f"card.{card}.{key}", text) for key, text in texts.items())


@lru_cache(maxsize=8)
def load(code: str = DEFAULT) -> Language:
    """Read the words of a language. Raises `PolicyError` when there are none."""
    path = FOLDER / f"{code}.toml"
    if path.parent != FOLDER or not path.is_file():
        raise PolicyError(f'There are no words for the language "{code}".')
    tables: dict[str, Any] = {}
    for part in sorted(FOLDER.glob(f"{code}*.toml")):
        tables |= tomllib.loads(part.read_text(encoding="utf-8"))
    return Language(code, tables)
