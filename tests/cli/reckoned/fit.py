"""Strategic fit, reckoned from section 9 of the reference. (AHP against powers of the matrix: tests/metrics.)"""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import Any

import numpy as np

from tests.cli.reckoned.plain import Found, Refused, added, over, product, same_length

Given = dict[str, Any]
ZERO = Decimal(0)
INDEX = {
    "saaty_classic": [0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49],
    "saaty_2005": [0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59],
    "donegan_dodd": [0.4914, 0.8286, 1.0591, 1.1797, 1.2519, 1.3171, 1.3733, 1.4055, 1.4213, 1.4497, 1.4643, 1.4822, 1.4969],
}


def weighted_score(g: Given) -> Found:
    weights, scores, scale, flip = g["weights"], g["scores"], g.get("scale"), g.get("inverted")
    same_length(weights, scores, flip)
    if (scale and scale[0] >= scale[1]) or (flip and any(flip) and not scale):
        raise Refused
    if scale and any(s is not None and not scale[0] <= s <= scale[1] for s in scores):
        raise Refused
    turned = [None if s is None else scale[0] + scale[1] - s if flip and flip[k] else s for k, s in enumerate(scores)]
    told = [(w, s) for w, s in zip(weights, turned, strict=True) if s is not None]
    whole, scored, least = added(weights), added(w for w, _ in told), g.get("min_coverage")
    least = Decimal("0.6") if least is None else least
    covered, plain = over(scored, whole), added(w * s for w, s in told) if told else None
    detail = {"coverage": covered, "weighted_sum": plain}
    if whole == 0:
        return None, "no_weights", detail
    if covered == 0 or covered < least - Decimal("1e-12"):
        return None, "low_coverage", detail
    return plain / scored, None, detail


def rank_stability(g: Given) -> Found:
    weights, options, top = g["weights"], g["options"], g.get("top") or 1
    shift = Decimal("0.2") if g.get("shift") is None else g["shift"]
    if any(len(o) != len(weights) for o in options) or top > len(options):
        raise Refused
    if added(weights) == 0:
        return None, "no_weights", {"top": None, "changed_by": None}

    def best(w: list[Decimal]) -> set[int]:
        return set(sorted(range(len(options)), key=lambda k: (-product(w, options[k]), k))[:top])

    base, same, changed = best(weights), 0, []
    for k in range(len(weights)):
        kept = [best([w * (1 + sign * shift) if j == k else w for j, w in enumerate(weights)]) == base for sign in (-1, 1)]
        same += sum(kept)
        changed += [] if all(kept) else [k]
    return Decimal(same) / (2 * len(weights)), None, {"top": sorted(base), "changed_by": changed}


def _matrix(upper: list[list[Decimal]]) -> np.ndarray:
    n = len(upper) + 1
    if [len(row) for row in upper] != list(range(n - 1, 0, -1)):
        raise Refused
    matrix = np.ones((n, n))
    for i, row in enumerate(upper):
        for j, value in enumerate(row, i + 1):
            matrix[i, j], matrix[j, i] = float(value), 1 / float(value)
    return matrix


def _eigen(matrix: np.ndarray) -> tuple[np.ndarray, float]:
    values, vectors = np.linalg.eig(matrix)
    place = int(np.argmax(values.real))
    vector = np.abs(vectors[:, place].real)
    return vector / vector.sum(), float(values[place].real)


def _ratio(matrix: np.ndarray, table: str) -> tuple[np.ndarray, float, float, float | None, float | None]:
    n = len(matrix)
    weights, top = _eigen(matrix)
    ci = 0.0 if n <= 2 else max(0.0, (top - n) / (n - 1))
    index = INDEX[table][n - 3] if 3 <= n < 3 + len(INDEX[table]) else None
    return weights, top, ci, index, 0.0 if n <= 2 else None if index is None else ci / index


def ahp(g: Given) -> Found:
    if g.get("matrix") is not None:
        rows = g["matrix"]
        n = len(rows)
        if any(len(row) != n for row in rows) or any(rows[i][i] != 1 for i in range(n)):
            raise Refused
        if any(abs(rows[i][j] * rows[j][i] - 1) > Decimal("0.005") for i in range(n) for j in range(i)):
            raise Refused
        upper = [row[i + 1 :] for i, row in enumerate(rows[:-1])]
    else:
        upper = g["upper"]
    table = g.get("random_index") or "saaty_classic"
    matrix = _matrix(upper)
    weights, top, ci, index, cr = _ratio(matrix, table)
    sizes = [(abs(np.log(matrix[i, j] * matrix[j, k] / matrix[i, k])), [i, j, k]) for i, j, k in combinations(range(len(matrix)), 3)]
    worst = max((size for size, _ in sizes), default=0)
    triad = next((at for size, at in sizes if size >= worst - 1e-12), None) if worst > 1e-9 else None
    detail = {
        "weights": list(weights), "lambda_max": top, "ci": ci, "ri": index, "cr": cr, "random_index": table,
        "consistent": None if cr is None else cr <= 0.10, "worst_triad": triad,
    }  # fmt: skip
    return cr, None if cr is not None else "no_random_index", detail


def ahp_synthesis(g: Given) -> Found:
    table, criteria = g.get("random_index") or "saaty_classic", _matrix(g["criteria"])
    each = [_matrix(upper) for upper in g["alternatives"]]
    if len(each) != len(criteria) or len({len(m) for m in each}) > 1:
        raise Refused
    found = [_ratio(m, table) for m in (criteria, *each)]
    whole = sum(w * f[0] for w, f in zip(found[0][0], found[1:], strict=True))
    best = next(k for k, w in enumerate(whole) if w >= max(whole) - 1e-12)
    return max(whole), None, {"weights": list(whole), "criteria_weights": list(found[0][0]), "best": best, "cr": [f[4] for f in found]}


def alignment_index(g: Given) -> Found:
    priority = g["priority"]
    if g.get("projects") is not None:
        spend, untagged = {}, ZERO
        for p in g["projects"]:
            if sum(p["shares"].values(), ZERO) > 1 + Decimal("1e-9"):
                raise Refused
            for name, share in p["shares"].items():
                spend[name] = spend.get(name, ZERO) + p["spend"] * share
            untagged += p["spend"] * max(ZERO, 1 - sum(p["shares"].values(), ZERO))
        whole = added(p["spend"] for p in g["projects"])
    else:
        spend, untagged = g["spend"], g.get("untagged") or ZERO
        whole = added([*spend.values(), untagged])
    weight = added(priority.values())
    names = [*priority, *(name for name in spend if name not in priority)]
    shares = {name: spend.get(name, ZERO) / whole for name in names} if whole > 0 else None
    targets = {name: priority.get(name, ZERO) / weight for name in names} if weight > 0 else None
    gaps = {name: shares[name] - targets[name] for name in names} if shares and targets else None
    loose = over(untagged, whole)
    detail = {"shares": shares, "targets": targets, "gaps": gaps, "untagged_share": loose}
    if whole <= 0 or weight <= 0:
        return None, "no_spend" if whole <= 0 else "no_weights", detail
    return 1 - (sum(map(abs, gaps.values())) + loose) / 2, None, detail


def objective_coverage(g: Given) -> Found:
    objectives = g["objectives"]
    if any(name not in objectives for p in g["projects"] for name in p["objectives"]):
        raise Refused
    funded = [p for p in g["projects"] if p["spend"] > 0]
    held = {name for p in funded for name in p["objectives"]}
    measured = {name for p in funded if p.get("measured") for name in p["objectives"]}
    detail = {
        "weighted": over(added(w for name, w in objectives.items() if name in held), added(objectives.values())),
        "without_spend": [name for name in objectives if name not in held],
        "without_measured_benefit": [name for name in objectives if name in held - measured],
        "orphan_projects": [p["id"] for p in funded if not p["objectives"]],
    }  # fmt: skip
    return Decimal(len(held)) / len(objectives), None, detail
