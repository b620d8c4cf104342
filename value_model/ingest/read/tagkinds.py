"""What each tag of plain worksheet rows is, by its first letters and its length, and what may follow it.

Found for many tags at a time by where their angle brackets stand. Nothing may stand between two tags but a value.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import numpy as np

from value_model.ingest.read.rows import NotPlain

Numbers = np.ndarray[Any, np.dtype[Any]]
(
    _OTHER, _ROW, _ROW_ALONE, _ROW_END, _CELL, _CELL_ALONE, _CELL_END, _VALUE, _VALUE_END, _FORMULA, _FORMULA_ALONE, _FORMULA_END,
    _INLINE, _INLINE_END, _TEXT, _TEXT_END,
) = range(16)  # fmt: skip
_STARTS = {
    b"ro": _ROW, b"/r": _ROW_END, b"c ": _CELL, b"/c": _CELL_END, b"v>": _VALUE, b"/v": _VALUE_END, b"f>": _FORMULA, b"f ": _FORMULA,
    b"f/": _FORMULA, b"/f": _FORMULA_END, b"is": _INLINE, b"/i": _INLINE_END, b"t>": _TEXT, b"t ": _TEXT, b"/t": _TEXT_END,
}  # fmt: skip
_WHOLE = {
    _ROW_END: b"</row>", _CELL_END: b"</c>", _VALUE: b"<v>", _VALUE_END: b"</v>", _FORMULA_END: b"</f>", _INLINE: b"<is>",
    _INLINE_END: b"</is>", _TEXT_END: b"</t>",
}  # fmt: skip
_AFTER_FORMULA = (_VALUE, _INLINE, _CELL_END)
_FOLLOWERS = {
    _ROW: (_CELL, _CELL_ALONE, _ROW_END), _ROW_ALONE: (_ROW, _ROW_ALONE), _ROW_END: (_ROW, _ROW_ALONE),
    _CELL: (_FORMULA, _FORMULA_ALONE, *_AFTER_FORMULA), _CELL_ALONE: (_CELL, _CELL_ALONE, _ROW_END),
    _CELL_END: (_CELL, _CELL_ALONE, _ROW_END), _VALUE: (_VALUE_END,), _VALUE_END: (_CELL_END,), _FORMULA: (_FORMULA_END,),
    _FORMULA_ALONE: _AFTER_FORMULA, _FORMULA_END: _AFTER_FORMULA, _INLINE: (_TEXT,), _INLINE_END: (_CELL_END,), _TEXT: (_TEXT_END,),
    _TEXT_END: (_INLINE_END,),
}  # fmt: skip
_KIND_OF = np.zeros(1 << 16, dtype=np.uint8)
for _letters, _kind in _STARTS.items():
    _KIND_OF[_letters[0] << 8 | _letters[1]] = _kind
_MAY_FOLLOW = np.zeros(256, dtype=bool)
for _kind, _next in _FOLLOWERS.items():
    _MAY_FOLLOW[[_kind << 4 | _other for _other in _next]] = True
HOLDS_TEXT, IS_ROW, IS_CELL, IS_VALUE, IS_FORMULA = (
    np.isin(np.arange(16), kinds)
    for kinds in ((_VALUE, _FORMULA, _TEXT), (_ROW, _ROW_ALONE), (_CELL, _CELL_ALONE), (_VALUE, _TEXT), (_FORMULA, _FORMULA_ALONE))
)
_LENGTH = np.array([len(_WHOLE.get(kind, b"")) for kind in range(16)])
_ALONE = np.zeros(16, dtype=np.uint8)
_ALONE[[_ROW, _CELL, _FORMULA]] = _ROW_ALONE, _CELL_ALONE, _FORMULA_ALONE
_TEXT_TAG = re.compile(rb'<t(?: xml:space="preserve")?>')
ROOM = b" " * 32  # so that looking a few letters on is never beyond the end


class Tags(NamedTuple):
    """The tags of a chunk: its bytes with some room behind them, what each tag is, where it opens and closes, where the next one opens."""

    held: Numbers
    kinds: Numbers
    opens: Numbers
    closes: Numbers
    beyond: Numbers


def of_chunk(chunk: bytes) -> Tags:
    """Return the tags of some whole rows; raise NotPlain where one is not plain or may not stand where it does."""
    held = np.frombuffer(chunk + ROOM, dtype=np.uint8)
    opens, closes = brackets(held)
    kinds = _kinds(chunk, held, opens, closes)
    beyond = np.append(opens[1:], len(chunk))
    if ((beyond != closes + 1) & ~HOLDS_TEXT[kinds]).any():
        raise NotPlain
    return Tags(held, kinds, opens, closes, beyond)


def brackets(held: Numbers) -> tuple[Numbers, Numbers]:
    """Return where each tag opens, and where it closes; a text may hold a lone closing bracket."""
    opens, closes = np.flatnonzero(held == ord("<")), np.flatnonzero(held == ord(">"))
    if len(opens) != len(closes):
        at = np.searchsorted(closes, opens)
        if (at == len(closes)).any():
            raise NotPlain
        closes = closes[at]
    if (opens > closes).any() or (closes[:-1] > opens[1:]).any() or (len(opens) and opens[0]):
        raise NotPlain
    return opens, closes


def _kinds(chunk: bytes, held: Numbers, opens: Numbers, closes: Numbers) -> Numbers:
    """Return what each tag is; raise NotPlain where one is something else, or where it may not stand."""
    kinds: Numbers = _KIND_OF[held[opens + 1].astype(np.uint16) << 8 | held[opens + 2]]
    alone = held[closes - 1] == ord("/")
    kinds[alone] = _ALONE[kinds[alone]]
    wanted = _LENGTH[kinds]
    if (kinds == _OTHER).any() or ((wanted != closes - opens + 1) & (wanted > 0)).any():
        raise NotPlain
    for kind in (_ROW_END, _INLINE_END):
        require(held, opens[kinds == kind], _WHOLE[kind])
    if not all(_TEXT_TAG.fullmatch(chunk, opens[at], closes[at] + 1) for at in np.flatnonzero(kinds == _TEXT).tolist()):
        raise NotPlain
    ends = len(kinds) == 0 or (kinds[0] in (_ROW, _ROW_ALONE) and kinds[-1] in (_ROW_END, _ROW_ALONE))
    if not ends or not _MAY_FOLLOW[kinds[:-1] << 4 | kinds[1:]].all():
        raise NotPlain
    return kinds


def require(held: Numbers, starts: Numbers, wanted: bytes) -> None:
    """Raise NotPlain unless `wanted` stands at each of the places."""
    if any((held[starts + at] != letter).any() for at, letter in enumerate(wanted)):
        raise NotPlain
