"""Currency: amounts at the rate of their own period, and how much of a change the rates made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from value_model.measure import Measure
from value_model.metrics.exact import ONE, Number, exact, exact_or_none, metric, require, stated, total


@dataclass(frozen=True, slots=True)
class ForeignAmount:
    """An amount in a currency, of a period; each is converted at the rate of its period."""

    amount: Number
    currency: str
    period: str


@metric("money")
def fx_split(amount_before: Number, amount_after: Number, rate_before: Number | None, rate_after: Number | None) -> Measure:
    """Return the change in reporting currency, split into what the amount and what the exchange rate did.

    Rates are reporting units per unit, above zero. Detail: `value_effect` (after - before) · rate_before, `fx_effect`
    after · (rate_after - rate_before); they add to the value. Undefined as ``fx_missing``. Raises MetricInputError.

    >>> fx_split(100, 110, 2.0, 1.5).value
    -35.0
    """
    before, after = exact(amount_before, "amount_before"), exact(amount_after, "amount_after")
    old, new = exact_or_none(rate_before, "rate_before"), exact_or_none(rate_after, "rate_after")
    require((old is None or old > 0) and (new is None or new > 0), '"rate_before" and "rate_after" must be above zero.')
    value_effect = None if old is None else (after - before) * old
    if value_effect is None or old is None or new is None:
        return stated(None, "money", "fx_missing", value_effect=value_effect, fx_effect=None)
    return stated(after * new - before * old, "money", value_effect=value_effect, fx_effect=after * (new - old))


@metric("money")
def convert_currency(amounts: Sequence[ForeignAmount], reporting: str, rates: Mapping[str, Mapping[str, Number]]) -> Measure:
    """Return the sum of `amounts` in the reporting currency, each at the rate of its period.

    `rates` by currency, then period, above zero; rows in the reporting currency need none. Detail: `by_currency`
    (None when a rate is missing), `missing` as "CUR period", each once. Undefined as ``fx_missing``: a missing rate is
    never 1. Raises MetricInputError.

    >>> convert_currency([ForeignAmount(100, "EUR", "2025-Q1")], "USD", {"EUR": {"2025-Q1": 1.1}}).value
    110.0
    """
    require(len(amounts) > 0, '"amounts" is empty. Give at least one.')
    known = {cur: {period: exact(rate, f"rates[{cur}]") for period, rate in by_period.items()} for cur, by_period in rates.items()}
    require(all(rate > 0 for by_period in known.values() for rate in by_period.values()), '"rates" must be above zero.')
    converted: dict[str, list[Decimal]] = {}
    missing: dict[str, None] = {}
    for row in amounts:
        rate = ONE if row.currency == reporting else known.get(row.currency, {}).get(row.period)
        if rate is None:
            missing[f"{row.currency} {row.period}"] = None
        else:
            converted.setdefault(row.currency, []).append(exact(row.amount, "amount") * rate)
    if missing:
        return stated(None, "money", "fx_missing", by_currency=None, missing=list(missing))
    by_currency = {currency: total(parts) for currency, parts in converted.items()}
    return stated(total(part for parts in converted.values() for part in parts), "money", by_currency=by_currency, missing=[])
