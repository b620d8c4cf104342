"""Which code page bytes outside UTF-8 are in, where they leave no doubt: Cyrillic, Greek, Polish and its neighbors, Japanese, Chinese.

Text in Windows-1252 has its letters with accents one by one among plain ones; whole words of such bytes are another script.
Everything that is not told for certain stays Windows-1252, as it was: a wrong guess is worse than none.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

_RUN = re.compile(rb"[\x80-\xff]+")
_LEAST, _WORDS = 12, 0.6  # bytes outside ASCII before another script is thought of, and their share in runs as long as words
_SCRIPT, _USUAL, _NATURAL = 0.97, 0.35, 0.9  # shares of letters in one script, of its ten commonest, and of words written as people do
_ALPHABETS = (
    ("cp1251", "CYRILLIC", frozenset("оеаинтсрвлiі")), ("koi8_r", "CYRILLIC", frozenset("оеаинтсрвл")), ("cp1253", "GREEK", frozenset("αοιετσνηυρόίάέή")),
)  # fmt: skip
# No language of Windows-1252 has these signs inside a word (³ ¹ ¿ ¾ º ¼ œ at odd places): in Windows-1250 they are ł ą ż ľ ş Ľ and ś.
_INSIDE = re.compile(rb"(?<=[A-Za-z\xc0-\xff])[\xb3\xb9\xbf\xba\xbe](?=[a-z\xe0-\xff])")
_KANA = 0.15  # of the letters of a Japanese text are kana
_HANGUL_LEADS = range(0xB0, 0xC9)


def of(data: bytes) -> str | None:
    """Return the name of the code page that `data` is surely in, None for Windows-1252 and what nobody can tell."""
    runs = _RUN.findall(data)
    outside = sum(map(len, runs))
    if outside < _LEAST:
        return None
    if sum(len(run) for run in runs if len(run) > 2) < _WORDS * outside:
        return "cp1250" if _central(data) else None
    return (
        _japanese(data)
        or _chinese(data, runs)
        or next((name for name, script, common in _ALPHABETS if _alphabet(data, name, script, common)), None)
    )


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _central(data: bytes) -> bool:
    """Tell whether signs stand where only Windows-1250 has letters: inside Polish or Romanian words, or as Czech writes them."""
    if _decoded(data, "cp1250") is None:
        return False
    seen = Counter(data)
    inside = len(_INSIDE.findall(data)) > 1
    czech = seen[0xF8] > 1 and seen[0xEC] > 1 and not seen[0xE5] and not seen[0xE6]  # ř and ě: ø and ì stand in no one language
    hungarian = seen[0xF5] > 1 and seen[0xFB] > 1 and not seen[0xE4] and not seen[0xE3]  # ő and ű: õ and û stand in no one language
    return inside or czech or hungarian


def _alphabet(data: bytes, encoding: str, script: str, common: frozenset[str]) -> bool:
    """Tell whether a text decodes to one script whose letters come as often, and in such cases, as people write them."""
    text = _decoded(data, encoding)
    letters = [letter for letter in text if ord(letter) > 127 and letter.isalpha()] if text else []
    if not text or len(letters) < _LEAST:
        return False
    own = sum(unicodedata.name(letter, "").startswith(script) for letter in letters)
    usual = sum(letter.casefold() in common for letter in letters)
    words = [word for word in re.findall(r"[^\W\d_]+", text) if ord(word[0]) > 127]
    natural = sum(word.islower() or word.isupper() or word.istitle() for word in words)
    return own >= _SCRIPT * len(letters) and usual >= _USUAL * len(letters) and natural >= _NATURAL * len(words) and _mostly_small(letters)


def _mostly_small(letters: list[str]) -> bool:
    """Tell whether small letters outnumber capitals: in the wrong one of two Cyrillic code pages it is the other way round."""
    return 2 * sum(letter.islower() for letter in letters) >= len(letters)


def _japanese(data: bytes) -> str | None:
    text = _decoded(data, "cp932")
    wide = [letter for letter in text if ord(letter) > 127] if text else []
    kana = sum("\u3040" <= letter <= "\u30ff" for letter in wide)
    ideographs = sum("\u4e00" <= letter <= "\u9fff" for letter in wide)
    return "cp932" if wide and kana >= _KANA * len(wide) and kana + ideographs >= _NATURAL * len(wide) else None


def _chinese(data: bytes, runs: list[bytes]) -> str | None:
    """Tell Chinese of the mainland: pairs of high bytes, nearly all of them everyday signs, and not those of Korean alone."""
    leads = [lead for run in runs for lead in _leads(run)]
    if _decoded(data, "gb18030") is None or any(len(run) % 2 for run in runs) or min(map(min, runs)) < 0xA1:
        return None
    everyday = sum(0xB0 <= lead <= 0xD7 for lead in leads)
    korean = sum(lead in _HANGUL_LEADS for lead in leads)
    return "gb18030" if everyday >= _NATURAL * len(leads) and korean < _NATURAL * len(leads) else None


def _leads(run: bytes) -> Iterator[int]:
    return iter(run[::2])
