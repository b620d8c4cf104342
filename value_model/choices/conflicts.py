"""Why no mix is possible, as facts with a sentence each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["nothing", "both", "apart", "needs_excluded", "needs_missing", "apart_now", "needs_now", "budget", "effort"]
Write = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One reason: the projects it is about, and the amounts it compares (needed, then available)."""

    kind: Kind
    projects: tuple[str, ...] = ()
    needed: float = 0.0
    available: float = 0.0

    def sentence(self, names: Mapping[str, str] | None = None, money: Write | None = None) -> str:
        """Return the sentence. `names` are words by project id, `money` writes an amount; without them ids and digits."""
        known = [(names or {}).get(one, one) for one in self.projects]
        write, s = money or _digits, "s" if len(known) == 1 else ""
        if self.kind == "budget":
            return (
                f"{_projects(known)} must be in the mix and cost{s} {write(self.needed)} to come, "
                f"{write(self.needed - self.available)} more than the budget of {write(self.available)}."
            )
        if self.kind == "effort":
            return (
                f"{_projects(known)} must be in the mix and need{s} {_digits(self.needed)} people-months, "
                f"{_digits(self.needed - self.available)} more than the {_digits(self.available)} available."
            )
        if self.kind == "nothing":
            return f"No project has both a cost to come and {_BROUGHT[self.projects[0]]} on record, so there is nothing to choose from."
        return _SENTENCES[self.kind].format(*known)


_SENTENCES: Mapping[str, str] = {
    "both": "{0} must be in the mix and must be left out of it.",
    "apart": "{0} and {1} cannot be combined, and both must be in the mix.",
    "needs_excluded": "{0} must be in the mix and needs {1}, which must be left out.",
    "needs_missing": "{0} must be in the mix and needs {1}, which is not among the projects.",
    "apart_now": "{0} and {1} cannot be combined, and today's mix holds both.",
    "needs_now": "{0} needs {1}, which today's mix does not hold.",
}

_BROUGHT: Mapping[str, str] = {
    "benefits_to_come": "benefits to come",
    "npv": "a net present value to go",
    "expected_benefits": "expected benefits to come",
    "fit_value": "a contribution to a weighted objective",
}


def _projects(names: list[str]) -> str:
    if len(names) > 3:
        return f"{', '.join(names[:2])} and {len(names) - 2} others"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _digits(amount: float) -> str:
    return f"{amount:,.2f}".rstrip("0").rstrip(".")
