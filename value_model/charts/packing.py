"""A drawing written shorter: what neighboring layers have in common stands once."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

Layer = dict[str, Any]
COMMON = ("data", "encoding")


def packed(spec: Layer) -> Layer:
    """Return a spec that draws the same, in which words and their halo are one layer of two marks.

    An axis stays described in every layer: where some leave it out, Vega-Lite drops a part of it.
    """
    layers = [_together(list(alike)) for _, alike in groupby(spec.get("layer", []), _common)]
    return spec | {"layer": layers} if layers else spec


def _common(layer: Layer) -> str:
    return json.dumps([layer.get(name) for name in COMMON], sort_keys=True)


def _together(layers: list[Layer]) -> Layer:
    """Layers of the same rows at the same places as one."""
    first = layers[0]
    if len(layers) == 1:
        return first
    own = [{name: value for name, value in layer.items() if name not in COMMON} for layer in layers]
    return {name: first[name] for name in COMMON if name in first} | {"layer": own}
