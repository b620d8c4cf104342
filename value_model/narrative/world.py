"""Everything a sentence may be about: figures with the snapshot they are compared with, policy and words."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from value_model.figures.figure import PORTFOLIO, Figure, FigureSet
from value_model.narrative.language import Language
from value_model.narrative.rounding import Style, decimal
from value_model.narrative.slot import Ref
from value_model.policy import Policy


@dataclass(frozen=True)
class World:
    """Figures, policy and words together. `known` only remembers scopes by kind, which are costly to sort."""

    figures: FigureSet
    policy: Policy
    language: Language
    known: dict[str, list[str]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def style(self) -> Style:
        currencies = self.figures.context.settings.get("currencies", "")
        return Style(self.language, self.figures.context.currency, code=len(currencies.replace(",", " ").split()) > 1)

    @property
    def whole(self) -> str:
        """The scope the page speaks of: the portfolio, or the one it is filtered to."""
        return self.figures.scope

    @property
    def is_part(self) -> bool:
        """Whether the page speaks of a part of the portfolio, which bears a name of its own."""
        return self.whole != PORTFOLIO or self.figures.context.only.is_on

    def then(self) -> World | None:
        """The same of the compared snapshot, or None where there is none."""
        return World(self.figures.compared, self.policy, self.language) if self.figures.compared else None

    def figure(self, ref: Ref) -> Figure | None:
        """Return a figure now or then, whether or not it has a value."""
        figures = self.figures.compared if ref.then else self.figures
        return figures.get(ref.id, ref.scope or self.whole) if figures else None

    def number(self, ref: Ref) -> Decimal | None:
        """Return the number of a figure, or None where it is absent, undefined or no number."""
        found = self.figure(ref)
        return decimal(found.value) if found and isinstance(found.value, (int, float)) else None

    def value(self, figure_id: str, scope: str | None = None) -> Decimal | None:
        """Return the number of a figure by id ("then …" for the compared snapshot), at the whole unless told where."""
        return self.number(Ref(figure_id.removeprefix("then "), scope or self.whole, figure_id.startswith("then ")))

    def scopes(self, kind: str) -> list[str]:
        """Return the scopes of a kind in the order of their names; only itself where the page is about one of them.

        A page about one project knows no other scope.
        """
        if kind not in self.known:
            self.known[kind] = self._scopes(kind)
        return self.known[kind]

    def _scopes(self, kind: str) -> list[str]:
        if self.whole.startswith("project:"):
            return [self.whole] if kind == "project" else []
        return [self.whole] if self.whole.startswith(kind + ":") else self.figures.scopes(kind)

    def ids(self, start: str) -> list[str]:
        """Return the ids at the whole that begin with `start`, without settling any figure."""
        return sorted(self.figures.ids(start, self.whole))

    def setting(self, key: str) -> Decimal:
        return decimal(self.policy[key])
