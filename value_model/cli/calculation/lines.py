"""One line of JSON in, one line of JSON out: strict reading that survives any line, and plain writing."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

DEEPEST = 40  # levels of lists and objects; the deepest request needs seven
_PIECES = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it was written, so that it can be read exactly and echoed unchanged."""

    text: str


@dataclass(frozen=True, slots=True)
class NotANumber:
    """NaN or an infinity: not JSON, and nothing anyone recorded."""

    text: str


class Members(dict[str, Any]):
    """The members of an object, and the names that were given more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.repeated = [] if len(self) == len(pairs) else [name for name, times in Counter(name for name, _ in pairs).items() if times > 1]


@dataclass(frozen=True, slots=True)
class Request:
    """A line that was read as far as it could be; `problem` says what is wrong with the line itself."""

    id: str | Numeral | None = None
    metric: str | None = None
    inputs: Any = None
    problem: str | None = None


def request(line: bytes) -> Request | None:
    """Return the request on a line, None for a line of white space."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return Request(problem="The line is not UTF-8 text. Save or send it as UTF-8.")
    if not text.strip():
        return None
    return _too_deep(text) if _depth(text) > DEEPEST else _read(text)


def _load(text: str) -> Any:
    return json.loads(text, parse_int=Numeral, parse_float=Numeral, parse_constant=NotANumber, object_pairs_hook=Members)


def _read(text: str) -> Request:
    try:
        members = _load(text)
    except json.JSONDecodeError as wrong:
        return Request(problem=f"The line is not JSON (character {wrong.pos + 1}). Write one complete JSON object a line.")
    if not isinstance(members, Members):
        return Request(problem='The line is not an object. Write {"id": …, "metric": …, "inputs": {…}}.')
    own_id, metric = members.get("id"), members.get("metric")
    known_id, known_metric = own_id if isinstance(own_id, str | Numeral) else None, metric if isinstance(metric, str) else None
    twice = [name for name in members.repeated if name in ("id", "metric", "inputs")]
    problem = f'"{twice[0]}" is given twice. Give it once.' if twice else None
    return Request(known_id, known_metric, members.get("inputs"), problem)


def _depth(text: str) -> int:
    """Return how deep lists and objects are nested, outside quoted text."""
    depth = deepest = 0
    for piece in _PIECES.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(piece.group()[0], 0)
        deepest = max(deepest, depth)
    return deepest


def _too_deep(text: str) -> Request:
    """Read id and metric of a line that is nested too deep, by leaving out what lies below its first level."""
    kept, depth, start = [], 0, 0
    for piece in _PIECES.finditer(text):
        mark = piece.group()
        if mark in "[{":
            depth += 1
            if depth == 2:
                kept.append(text[start : piece.start()] + "null")
        elif mark in "]}":
            depth -= 1
            start = piece.end() if depth == 1 else start
    shallow = _read("".join(kept) + text[start:]) if depth == 0 else Request()
    return Request(shallow.id, shallow.metric, None, f"The line is nested too deep. Use at most {DEEPEST} levels of lists and objects.")


def answer(asked: Request, value: object, unit: str | None, reason: str | None, detail: object) -> bytes:
    """Return the answer as a line of UTF-8 that ends with a line feed."""
    echo = asked.id.text if isinstance(asked.id, Numeral) else _text(asked.id)
    rest = {"metric": asked.metric, "value": value, "unit": unit, "reason": reason, "detail": detail}
    return f'{{"id": {echo}, {_text(rest)[1:]}\n'.encode()


def _text(value: object) -> str:
    """Return JSON; half a surrogate pair, which UTF-8 cannot hold, stays escaped as it came."""
    written = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return written if _encodes(written) else json.dumps(value, allow_nan=False)


def _encodes(text: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in text)
