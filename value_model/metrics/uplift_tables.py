"""Published uplifts for optimism bias, as printed, in percent. They are for cost and duration, never for benefits."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from value_model.metrics.exact import require, require_word

KEYS = {
    "mott_macdonald_2002": ("type", "measure", "bound"),
    "stag": ("type", "stage"),
    "flyvbjerg_cowi_2004": ("type", "percentile"),
}

# Mott MacDonald, Review of Large Public Procurement in the UK, 2002: (upper, lower). The greenbook package
# carries 15 % duration for outsourcing; the table itself has none.
_MOTT_MACDONALD = {
    ("standard_buildings", "duration"): (4, 1),
    ("standard_buildings", "capex"): (24, 2),
    ("non_standard_buildings", "duration"): (39, 2),
    ("non_standard_buildings", "capex"): (51, 4),
    ("standard_civil_engineering", "duration"): (20, 1),
    ("standard_civil_engineering", "capex"): (44, 3),
    ("non_standard_civil_engineering", "duration"): (25, 3),
    ("non_standard_civil_engineering", "capex"): (66, 6),
    ("equipment_development", "duration"): (54, 10),
    ("equipment_development", "capex"): (200, 10),
    ("outsourcing", "opex"): (41, 0),
}
# Transport Scotland, STAG, table 13.4: stages 1, 2 and 3.
_STAG = {"roads": (44, 15, 3), "fixed_links": (66, 23, 6), "buildings": (51, None, 4), "it": (200, None, 10)}
# Flyvbjerg and COWI 2004, capital cost at constant prices, by percentile of the reference class.
_FLYVBJERG = {("roads", 50): 15, ("roads", 80): 32, ("fixed_links", 50): 23}

TABLES: dict[str, dict[tuple[Any, ...], int]] = {
    "mott_macdonald_2002": {
        (*key, bound): value for key, pair in _MOTT_MACDONALD.items() for bound, value in zip(("upper", "lower"), pair, strict=True)
    },
    "stag": {(kind, stage): value for kind, row in _STAG.items() for stage, value in enumerate(row, 1) if value is not None},
    "flyvbjerg_cowi_2004": _FLYVBJERG,
}


def cell(table: str, keys: Mapping[str, Any]) -> Decimal | None:
    """Return the uplift of one cell as a fraction; None for a cell that is not printed."""
    require_word("table", table, TABLES)
    wanted = KEYS[table]
    require(set(keys) == set(wanted), f"The table {table} is read with {', '.join(wanted)}. Give exactly these.")
    percent = TABLES[table].get(tuple(keys[name] for name in wanted))
    return None if percent is None else Decimal(percent) / 100
