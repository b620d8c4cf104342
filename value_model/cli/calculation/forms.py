"""What a metric takes: one form of inputs, or several of which a request fits one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from value_model.cli.calculation.kinds import Field, Fields, Int, Num, Record, Steps, Word, read_fields
from value_model.cli.calculation.lines import Members
from value_model.errors import MetricInputError
from value_model.measure import Measure
from value_model.metrics import Discounting
from value_model.metrics.discounting import COMPOUNDINGS, TIMINGS

# The inputs called DISC in the reference; with and without `first_t`.
DISC: Fields = {
    "rate": Field(Num(), None),
    "schedule": Field(Steps(), None),
    "timing": Field(Word(tuple(TIMINGS)), "start"),
    "periods_per_year": Field(Int(1), 1),
    "compounding": Field(Word(COMPOUNDINGS), "effective"),
}
DISC_FROM: Fields = {**DISC, "first_t": Field(Int(), 0)}


@dataclass(frozen=True, slots=True)
class Form:
    """A function and its inputs; `discounting` fields become one `Discounting`; `chooser` inputs are not passed on."""

    function: Callable[..., Measure]
    fields: Fields
    discounting: Fields | None = None
    when: Callable[[Mapping[str, Any]], bool] | None = None
    chooser: tuple[str, ...] = ()

    @property
    def inputs(self) -> Fields:
        """Every input the form takes, by name."""
        return {**self.fields, **(self.discounting or {})}

    def run(self, raw: Members) -> Measure:
        """Read the inputs and return the measure; raises MetricInputError."""
        values = read_fields(raw, self.inputs)
        for name in self.chooser:
            values.pop(name)
        if self.discounting is not None:
            values["discounting"] = Discounting(**{name: values.pop(name) for name in self.discounting})
        return self.function(**values)


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric of the command: its unit, its forms, and what to say when a request does not fit exactly one."""

    unit: str
    forms: tuple[Form, ...]
    choice: str = ""

    def run(self, raw: Any) -> Measure:
        """Return the measure for the inputs as they came; raises MetricInputError."""
        if not isinstance(raw, Members):
            raise MetricInputError('"inputs" must be an object in curly brackets. Add it.')
        if raw.repeated:
            raise MetricInputError(f'"{raw.repeated[0]}" is given twice. Give it once.')
        fitting = [form for form in self.forms if form.when is None or form.when(raw)]
        if len(fitting) != 1:
            raise MetricInputError(self.choice)
        return fitting[0].run(self._given_to(fitting[0], raw))

    def _given_to(self, form: Form, raw: Members) -> Members:
        """Return what was given; null for an input of another form means that it was not."""
        others = {name for other in self.forms for name in other.inputs} - set(form.inputs)
        return Members([(name, value) for name, value in raw.items() if value is not None or name not in others])


def one(unit: str, function: Callable[..., Measure], fields: Fields, discounting: Fields | None = None) -> Metric:
    """Return a metric with a single form."""
    return Metric(unit, (Form(function, fields, discounting),))


def given(*names: str) -> Callable[[Mapping[str, Any]], bool]:
    """Return the test whether any of `names` was given; null means that it was not."""
    return lambda raw: any(raw.get(name) is not None for name in names)


def says(name: str, word: str) -> Callable[[Mapping[str, Any]], bool]:
    """Return the test whether the input `name` is `word`."""
    return lambda raw: raw.get(name) == word


def required(kind: Any, *names: str) -> dict[str, Field]:
    """Return required fields of one kind."""
    return {name: Field(kind) for name in names}


def optional(kind: Any, default: Any, *names: str) -> dict[str, Field]:
    """Return optional fields of one kind."""
    return {name: Field(kind, default) for name in names}


def record(make: Callable[..., Any], **fields: Field) -> Record:
    """Return an object kind with these fields."""
    return Record(make, fields)
