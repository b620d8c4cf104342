"""A measure: a number that can be stated, or the reason why it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

NO_DETAIL: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Measure:
    """A value with its unit, or None with a reason code of `calc.md`; never zero for unknown.

    `detail` holds what else was computed on the way (inputs, parts, alternatives), by name.
    """

    value: float | str | None
    unit: str
    reason: str | None = None
    detail: Mapping[str, Any] = field(default_factory=lambda: NO_DETAIL)  # Python 3.11 refuses it as a default

    @classmethod
    def undefined(cls, reason: str, *, unit: str, **detail: Any) -> Measure:
        """Return the measure that cannot be stated, for `reason`."""
        return cls(None, unit, reason, detail)

    @property
    def is_defined(self) -> bool:
        return self.value is not None
