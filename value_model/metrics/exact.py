"""Numbers as they were written: decimals inside a formula, one 8-byte float at the end.

A formula computes in 50-digit decimals, so that three times 0.1 less 0.3 is zero and a small
difference of large amounts keeps its digits. Values leave as floats; what does not fit is `overflow`.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext
from numbers import Integral, Real
from typing import Any, ParamSpec

from value_model.errors import MetricInputError
from value_model.measure import Measure

Number = int | float | Decimal
P = ParamSpec("P")

ZERO, ONE, HALF = Decimal(0), Decimal(1), Decimal("0.5")
ZERO_SHARE = Decimal("1e-12")  # a sum counts as zero below this share of its terms' sizes
SLACK = Decimal("1e-9")  # shares may add to one plus this
DIGITS = 50
EXACT = Context(prec=DIGITS, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[DivisionByZero, InvalidOperation, Overflow])
SETTLED = Context(prec=30, Emax=MAX_EMAX, Emin=MIN_EMIN)  # digits that survive rounding inside a formula


def exact(value: Number, name: str) -> Decimal:
    """Return `value` as the decimal it was written as; NaN, infinity and what is no number is refused by `name`."""
    if isinstance(value, Decimal) and value.is_finite():
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, float) and math.isfinite(value):
        return Decimal(repr(float(value)))
    return _of_a_column(value, name)


def _of_a_column(value: object, name: str) -> Decimal:
    """Return a number of numpy, as the columns of a table hold them, as a decimal; anything else is refused."""
    if isinstance(value, Integral) and not isinstance(value, bool):
        return Decimal(int(value))
    if isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value):
        return Decimal(repr(float(value)))
    raise MetricInputError.not_finite(name, value)


def whole(value: int, name: str) -> int:
    """Return a count as an int; what is no whole number is refused by `name`."""
    number = exact(value, name)
    require(number == number.to_integral_value(), f'"{name}" must be a whole number.')
    return int(number)


def exact_or_none(value: Number | None, name: str) -> Decimal | None:
    """Return `value` as a decimal, and None (nothing recorded) as None."""
    return None if value is None else exact(value, name)


def exact_each(values: Iterable[Number], name: str) -> list[Decimal]:
    """Return each of `values` as a decimal; a float that comes again is written once."""
    written: dict[float, Decimal] = {}
    return [
        written.get(value) or written.setdefault(value, exact(value, name)) if type(value) is float else exact(value, name)
        for value in values
    ]


def exact_list(values: Iterable[Number], name: str) -> list[Decimal]:
    """Return each of `values` as a decimal; at least one is needed."""
    numbers = [exact(value, f"{name}[{place}]") for place, value in enumerate(values)]
    if not numbers:
        raise MetricInputError(f'"{name}" is empty. Give at least one number.')
    return numbers


def recorded_list(values: Iterable[Number | None], name: str) -> list[Decimal | None]:
    """Return each of `values` as a decimal or, where nothing was recorded, None; at least one entry is needed."""
    numbers = [exact_or_none(value, f"{name}[{place}]") for place, value in enumerate(values)]
    if not numbers:
        raise MetricInputError(f'"{name}" is empty. Give at least one number, or null where nothing was recorded.')
    return numbers


def total(terms: Iterable[Decimal]) -> Decimal:
    """Return the sum; zero when it is below 1e-12 of the sum of the terms' sizes. An empty sum is zero."""
    kept = list(terms)
    sizes = sum((abs(term) for term in kept), ZERO)
    result = sum(kept, ZERO)
    return ZERO if abs(result) <= ZERO_SHARE * sizes else result


def share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return ``part / whole``; None when either is missing or the whole is not above zero."""
    return None if part is None or whole is None or whole <= 0 else part / whole


def less(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    """Return ``left - right``; None when either is missing."""
    return None if left is None or right is None else left - right


def settled(value: Decimal) -> Decimal:
    """Return `value` without its last digits of rounding, for comparing with a limit."""
    return SETTLED.plus(value)


def growth(rate: Decimal, exponent: Decimal) -> Decimal:
    """Return ``(1 + rate) ** exponent - 1`` for a rate above -1, precise for tiny rates too."""
    if rate == 0:
        return ZERO
    with localcontext() as wider:
        wider.prec = DIGITS + max(0, -rate.adjusted()) + 5
        return (1 + rate) ** exponent - 1


def require_equal_lengths(**lists: Sequence[Any] | None) -> None:
    """Refuse lists that belong together and differ in length."""
    lengths = {name: len(entries) for name, entries in lists.items() if entries is not None}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f'"{name}" has {length}' for name, length in lengths.items())
        raise MetricInputError(f"{told}: give lists of equal length, with one entry each per period or item.")


def require(holds: bool, sentence: str) -> None:
    """Refuse the input with `sentence` unless the rule holds."""
    if not holds:
        raise MetricInputError(sentence)


def require_word(name: str, word: str, words: Iterable[str]) -> None:
    """Refuse a word that is not on the list."""
    known = list(words)
    if word not in known:
        raise MetricInputError(f'"{name}" is {word!r}. Use one of: {", ".join(known)}.')


def as_float(value: Decimal) -> float | None:
    """Return the nearest float, or None when `value` does not fit one."""
    try:
        number = float(value) + 0.0  # no negative zero
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return as_float(value)
    if isinstance(value, float):
        return value + 0.0 if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, int) and not isinstance(value, bool):
        return value if as_float(Decimal(value)) is not None else None
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


def stated(value: Decimal | str | None, unit: str, reason: str | None = None, /, **detail: Any) -> Measure:
    """Return the measure: `value` as a float, or undefined for `reason`, or `overflow`; details as floats."""
    plain = {name: _plain(inner) for name, inner in detail.items()}
    if reason is not None or value is None:
        return Measure.undefined(reason or "overflow", unit=unit, **plain)
    if isinstance(value, str):
        return Measure(value, unit, None, plain)
    number = as_float(value)
    return Measure.undefined("overflow", unit=unit, **plain) if number is None else Measure(number, unit, None, plain)


def metric(unit: str) -> Callable[[Callable[P, Measure]], Callable[P, Measure]]:
    """Make a formula run in exact decimals; what no decimal can hold is `overflow`."""

    def decorate(formula: Callable[P, Measure]) -> Callable[P, Measure]:
        @functools.wraps(formula)
        def measured(*args: P.args, **kwargs: P.kwargs) -> Measure:
            with localcontext(EXACT):
                try:
                    return formula(*args, **kwargs)
                except (Overflow, InvalidOperation):  # beyond any exponent, so far beyond a float
                    return Measure.undefined("overflow", unit=unit)

        return measured

    return decorate
