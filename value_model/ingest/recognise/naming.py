"""What names a project where no heading says so plainly: the first column of a sheet tool, "Row Labels" of a pivot, "Nombre del PPI"."""

from __future__ import annotations

import re
from functools import cache

from value_model.ingest.block import Block, Heading
from value_model.ingest.recognise import fit
from value_model.ingest.recognise.headings import core, guesses
from value_model.ingest.words import book

_LOOK = 4  # a name stands among the first columns
_DISTINCT, _SOME = 0.9, 0.4  # of the texts; names of measures come again below each project of a pivot
_FEW = 2  # "Project / Programme" is either
_PARTS = re.compile(r"\s*[/>|→»]\s*")
_NAME_OF = re.compile(
    r"(?:nombre|nom|nome|name|titre|title|titulo|bezeichnung|denominacion|denominacao|libelle|intitule) (?:de|del|des|du|da|do|of|der|l|d)\b.*"
)
_PEOPLE = re.compile(r"\b(?:respons\w+|manager|chef|leiter\w*|owner|sponsor|jefe|gerente|entidad|empresa|contrat\w+|supplier|vendor)\b")


def heading(block: Block) -> Heading | None:
    """Return the column among the first that is headed by a word for a label and tells the records apart by words."""
    near = [entry for entry in block.headings[:_LOOK] if is_pivot(entry) or _is_label(core(entry.text))]
    return next((entry for entry in near if _tells_apart(block, entry)), None)


def is_pivot(entry: Heading) -> bool:
    """Tell whether a heading is what a pivot calls its column of names, at whatever level they stand, or names the levels."""
    return core(entry.text) in _listed("pivot") or level(entry.text) is not None


def level(text: str) -> int | None:
    """Return which of the levels that a heading names is that of projects: 2 of "Programme / Project / Measure"."""
    parts = _PARTS.split(text.strip())
    return next((at for at, part in enumerate(parts, 1) if _names_project(part)), None) if len(parts) > _FEW else None


def _names_project(text: str) -> bool:
    return any((guess.table, guess.field) == ("projects", "name") and guess.certainty >= _DISTINCT for guess in guesses(text))


def _is_label(words: str) -> bool:
    return words in _listed("labels") or (bool(_NAME_OF.fullmatch(words)) and not _PEOPLE.search(words))


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(core(word) for word in book("values")["headings"][name])


def _tells_apart(block: Block, entry: Heading) -> bool:
    texts = [text.casefold() for text in block.texts(entry)]
    words = fit.share(block, entry, "projects", fit.NAME)
    distinct = _SOME if is_pivot(entry) else _DISTINCT
    return len(texts) > 1 and len(set(texts)) >= distinct * len(texts) and words is not None and words >= _DISTINCT
