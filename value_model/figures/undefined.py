"""When a figure cannot be stated: the reason codes that the docstring of the function that answers it names."""

from __future__ import annotations

import re

from value_model.figures.definition import Definition

# Any figure may also say these: a rate for a currency in use is missing, or a draft holds what no formula takes.
ANYWHERE = ("fx_missing", "invalid_input", "overflow")

ALWAYS = "Always stated."
_SENTENCE = re.compile(r"\bUndefined as ((?:``[a-z_]+``(?:, | and )?)+)\.")
_CODE = re.compile(r"``([a-z_]+)``")


def undefined(definition: Definition) -> tuple[str, ...]:
    """Return the reason codes a figure may have in place of a value, those of `ANYWHERE` apart; empty: it always has one.

    Read from its docstring: "Undefined as ``code``, ``code`` and ``code``." or "Always stated." Raises `ValueError` without either.
    """
    said = _SENTENCE.search(definition.doc)
    if said:
        return tuple(_CODE.findall(said.group(1)))
    if ALWAYS in definition.doc:
        return ()
    raise ValueError(f"the docstring behind {definition.id} does not say when it is undefined")
