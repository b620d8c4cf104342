"""The names of projects and objectives by their words, and how telling each word is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from value_model.narrative.ask.vocabulary import Phrase, words


@dataclass(frozen=True)
class Names:
    """The names of projects and objectives by their words, and how telling each word is."""

    words: Mapping[str, Phrase]  # by scope
    holding: Mapping[str, frozenset[str]]  # scopes by word
    weight: Mapping[str, float]  # rare words tell more
    ids: Mapping[Phrase, str]  # scopes by identifier

    def share(self, scope: str, heard: Iterable[str]) -> tuple[float, float]:
        """Return the weight of the words heard of a name, and its part of the whole name."""
        name = set(self.words[scope])
        got = sum(self.weight[word] for word in name & set(heard))
        return got, got / (sum(self.weight[word] for word in name) or 1.0)


def names(labels: Mapping[str, str]) -> Names:
    """Return the names of scopes ready to be searched; the identifier of a scope is a name of it as well."""
    by_scope = {scope: words(label) for scope, label in labels.items()}
    holding: dict[str, set[str]] = {}
    for scope, name in by_scope.items():
        for word in name:
            holding.setdefault(word, set()).add(scope)
    weight = {word: math.log(1 + len(by_scope) / len(scopes)) for word, scopes in holding.items()}
    ids = {words(scope.partition(":")[2]): scope for scope in reversed(list(labels))}
    return Names(by_scope, {word: frozenset(scopes) for word, scopes in holding.items()}, weight, ids)
