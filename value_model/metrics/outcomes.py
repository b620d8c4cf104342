"""Every outcome of a few amounts that arrive in full or not at all, each with its chance: no draws, no error of theirs."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from value_model.metrics.factor_grid import NODES, WEIGHTS
from value_model.metrics.normal import Array, cumulative
from value_model.metrics.uncertainty import Luck

MOST = 12  # amounts: 4,096 outcomes
ROUNDING = 1e-6  # a chance this near to a level has reached it; the normal chances are right to 3e-9


@dataclass(frozen=True, eq=False)
class Outcomes:
    """Totals, rising, each with its chance."""

    totals: Array
    chances: Array

    def quantile(self, level: float) -> float:
        """Return the least total that at least `level` of all cases do not exceed."""
        return float(self.totals[int(np.argmax(np.cumsum(self.chances) >= level - ROUNDING))])

    def chance_above(self, x: float) -> float:
        return math.fsum(self.chances[self.totals > x].tolist())

    @property
    def mean(self) -> float:
        return math.fsum((self.totals * self.chances).tolist())

    @property
    def deviation(self) -> float:
        return math.sqrt(math.fsum((self.chances * (self.totals - self.mean) ** 2).tolist()))


def outcomes(luck: Luck) -> Outcomes:
    """Return every total that the stakes of `luck` can come to beside what is certain; it holds no three-point amounts."""
    totals, chances = np.array([luck.fixed]), np.ones(1)
    for mine, together in _groups(luck):
        sums, joint = np.zeros(1), WEIGHTS[None, :] / WEIGHTS.sum()
        for place in mine:
            arrives = _arrives(float(luck.stake[place]), float(luck.threshold[place]), together)
            sums, joint = np.concatenate([sums, sums + luck.stake[place]]), np.concatenate([joint * (1 - arrives), joint * arrives])
        totals, chances = np.add.outer(totals, sums).ravel(), np.multiply.outer(chances, joint.sum(axis=1)).ravel()
    order = np.argsort(totals, kind="stable")
    return Outcomes(totals[order], chances[order])


def _groups(luck: Luck) -> list[tuple[list[int], float]]:
    """The stakes that share their luck, and how much of it they share; a stake of no group is on its own."""
    alone = [([int(place)], 0.0) for place in np.flatnonzero(luck.stake_group_of < 0)]
    together = [np.flatnonzero(luck.stake_group_of == group).tolist() for group in range(luck.groups)]
    return alone + [(places, luck.correlation) for places in together if places]


def _arrives(stake: float, threshold: float, together: float) -> Array:
    """The chance that a benefit arrives, or a loss falls due, at each node of the shared luck."""
    if math.isinf(threshold):
        above = np.full(len(NODES), float(threshold < 0))
    else:
        above = cumulative((math.sqrt(together) * NODES - threshold) / math.sqrt(1 - together))
    return above if stake > 0 else 1 - above
