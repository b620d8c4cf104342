"""What names a project where no heading says so plainly: the first column of a sheet tool, "Row Labels" of a pivot, "Nombre del PPI"."""

from __future__ import annotations

import re
from functools import cache

from value_model.ingest.block import Block, Heading
from value_model.ingest.recognise import fit
from value_model.ingest.recognise.headings import core
from value_model.ingest.words import book

_LOOK = 4  # a name stands among the first columns
_DISTINCT = 0.9
_NAME_OF = re.compile(
    r"(?:nombre|nom|nome|name|titre|title|titulo|bezeichnung|denominacion|denominacao|libelle|intitule) (?:de|del|des|du|da|do|of|der|l|d)\b.*"
)
_PEOPLE = re.compile(r"\b(?:respons\w+|manager|chef|leiter\w*|owner|sponsor|jefe|gerente|entidad|empresa|contrat\w+|supplier|vendor)\b")


def heading(block: Block) -> Heading | None:
    """Return the column among the first that is headed by a word for a label and tells the records apart by words."""
    near = [entry for entry in block.headings[:_LOOK] if _is_label(core(entry.text))]
    return next((entry for entry in near if _tells_apart(block, entry)), None)


def _is_label(words: str) -> bool:
    return words in _labels() or (bool(_NAME_OF.fullmatch(words)) and not _PEOPLE.search(words))


@cache
def _labels() -> frozenset[str]:
    return frozenset(core(word) for word in book("values")["headings"]["labels"])


def _tells_apart(block: Block, entry: Heading) -> bool:
    texts = [text.casefold() for text in block.texts(entry)]
    words = fit.share(block, entry, "projects", fit.NAME)
    return len(texts) > 1 and len(set(texts)) >= _DISTINCT * len(texts) and words is not None and words >= _DISTINCT
