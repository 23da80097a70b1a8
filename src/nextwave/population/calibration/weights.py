"""Weights that come to given totals and stay as near as may be to what they were.

Calibration with the logit distance (Deville and Särndal, "Calibration Estimators in Survey Sampling", Journal of
the American Statistical Association 87, 1992, case 6): each new weight is the old one times a ratio between two
bounds; the ratios are one function of a unit's own counts, which Newton's method finds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: How near totals must come, as a share of each.
NEAR = 1e-10
_STEPS = 200


class Unreached(Exception):
    """No weights within the bounds come to the totals: the number of the total farthest off, and the share."""

    def __init__(self, target: int, share: float) -> None:
        self.target, self.share = target, share
        super().__init__(target, share)


@dataclass(frozen=True, slots=True)
class Calibrated:
    """Ratios of new weights to old, by unit, and the slope of the ratio's logit for each count."""

    ratios: Floats
    slopes: Floats


def calibrated(weights: Floats, counts: Floats, totals: Floats, least: float, most: float) -> Calibrated:
    """Ratios for `weights` (n) so that the weighted columns of `counts` (n, k) come to `totals` (k, above 0).

    Raises Unreached where bounds and counts do not allow it.
    """
    scaled = counts / totals
    sharpness = (most - least) / ((1 - least) * (most - 1))
    odds = (most - 1) / (1 - least)

    def ratios(slopes: Floats) -> tuple[Floats, Floats]:
        inner = np.clip(sharpness * (scaled @ slopes), -500, 500)
        share = 1 / (1 + odds * np.exp(-inner))
        return least + (most - least) * share, (most - least) * sharpness * share * (1 - share)

    def height(slopes: Floats) -> float:
        """What Newton's method makes least: a convex function whose slope is what is missing of the totals."""
        along = scaled @ slopes
        soft = np.logaddexp(np.log(odds), sharpness * along) / sharpness
        return float((weights * (least * along + (most - least) * soft)).sum() - slopes.sum())

    slopes = np.zeros(len(totals))
    for _ in range(_STEPS):
        now, steep = ratios(slopes)
        missing = 1 - scaled.T @ (weights * now)
        if np.abs(missing).max() < NEAR:
            return Calibrated(now, slopes * sharpness / totals)
        bend = scaled.T @ (scaled * (weights * steep)[:, None])
        step = np.linalg.lstsq(bend, missing, rcond=1e-14)[0]
        size, before, gain = 1.0, height(slopes), float(missing @ step)
        while size > 1e-12 and height(slopes + size * step) > before - 1e-4 * size * gain + 1e-12 * abs(before):
            size /= 2
        slopes = slopes + size * step
    worst = int(np.abs(missing).argmax())
    raise Unreached(worst, float(missing[worst]))


def hundredths(weights: Floats) -> NDArray[np.int64]:
    """Whole hundredths, halves up."""
    return np.floor(weights * 100 + 0.5).astype(np.int64)
