"""Every mix there is, tried one after the other: what the solver is held against. Shares no code with it."""

from __future__ import annotations

from itertools import product

from value_model.choices import Candidate


def is_allowed(
    projects: list[Candidate], chosen: set[str], budget: float, include: set[str], exclude: set[str], effort: float | None
) -> bool:
    """Whether a mix keeps every rule, read straight from the projects; all of them have cost, value and effort."""
    known = {one.id: one for one in projects}
    held = [known[name] for name in chosen]
    return (
        sum(one.cost or 0 for one in held) <= budget
        and (effort is None or sum(one.effort or 0 for one in held) <= effort)
        and all(one.id in chosen for one in projects if one.mandatory)
        and include <= chosen
        and not exclude & chosen
        and all(set(one.depends_on) <= chosen for one in held)
        and not any(other in chosen for one in held for other in one.excludes)
    )


def best_value(
    projects: list[Candidate], budget: float, include: set[str], exclude: set[str], effort: float | None, measure: str
) -> float | None:
    """The largest total over all 2^n mixes; None where no mix is allowed."""
    found = None
    for taken in product((False, True), repeat=len(projects)):
        chosen = {one.id for one, is_in in zip(projects, taken, strict=True) if is_in}
        if is_allowed(projects, chosen, budget, include, exclude, effort):
            total = sum(one.values[measure] for one in projects if one.id in chosen)
            found = total if found is None else max(found, total)
    return found
