"""Samples, what is read from them, and the table they are printed in."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured thing beside its control.

    ``samples`` and ``control`` are in ``unit`` (ms or MB). ``statistic`` (median, p95, p99) of the samples is what
    must stay at or under ``reach``. ``control_is`` says what the control does, in the same run on this computer.
    """

    name: str
    what: str
    unit: str
    statistic: str
    reach: float
    samples: tuple[float, ...]
    control_is: str
    control: tuple[float, ...]

    @property
    def value(self) -> float:
        """The statistic that is held against ``reach``."""
        return read(self.statistic, self.samples)

    @property
    def is_reached(self) -> bool:
        """Whether it is."""
        return self.value <= self.reach

    def as_json(self) -> dict[str, object]:
        """For ``bench --json``."""
        return {
            "name": self.name,
            "what": self.what,
            "unit": self.unit,
            "count": len(self.samples),
            "median": round(read("median", self.samples), 3),
            "p95": round(read("p95", self.samples), 3),
            "p99": round(read("p99", self.samples), 3),
            "statistic": self.statistic,
            "reach": self.reach,
            "reached": self.is_reached,
            "control": self.control_is,
            "control_median": round(read("median", self.control), 3),
            "control_p99": round(read("p99", self.control), 3),
        }


def read(statistic: str, samples: tuple[float, ...]) -> float:
    """The median, or a percentile by nearest rank: p99 of fewer than 100 samples is their largest."""
    if statistic == "median":
        return statistics.median(samples)
    ordered = sorted(samples)
    rank = -(-int(statistic.removeprefix("p")) * len(ordered) // 100)
    return ordered[max(rank, 1) - 1]


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def table(figures: list[Figure]) -> str:
    """The figures as a plain text table."""
    lines = [
        f"{'':<16}{'median':>9}{'p95':>9}{'p99':>9}{'reach':>15}{'':>8}   control (median, p99)",
    ]
    for each in figures:
        low, middle, high = (read(name, each.samples) for name in ("median", "p95", "p99"))
        reach = f"{each.statistic} ≤ {each.reach:g} {each.unit}"
        control = f"{each.control_is} ({read('median', each.control):.1f}, {read('p99', each.control):.1f})"
        lines.append(
            f"{each.name:<16}{low:>9.1f}{middle:>9.1f}{high:>9.1f}{reach:>15}"
            f"{'  yes' if each.is_reached else '  NO':<8}   {control}"
        )
    return "\n".join(lines)
