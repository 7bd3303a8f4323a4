"""CPU and memory of a process with everything below it."""

from __future__ import annotations

from dataclasses import dataclass, field

import psutil

MIB = 2**20


@dataclass
class Meter:
    """CPU seconds, user and system, of a tree since it was made. `look` often enough to see short lives."""

    root: int
    alone: bool = False
    """Without what it started."""
    _first: dict[tuple[int, float], float] = field(default_factory=dict)
    _last: dict[tuple[int, float], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.look(began=True)

    def look(self, *, began: bool = False) -> None:
        for process in tree(self.root)[: 1 if self.alone else None]:
            try:
                key, times = (process.pid, process.create_time()), process.cpu_times()
            except psutil.NoSuchProcess:
                continue
            spent = float(times.user + times.system)
            self._first.setdefault(key, spent if began else 0.0)
            self._last[key] = spent

    def spent(self) -> float:
        self.look()
        return sum(last - self._first[key] for key, last in self._last.items())


def tree(root: int) -> list[psutil.Process]:
    try:
        whole = psutil.Process(root)
        return [whole, *whole.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def memory(root: int) -> float:
    """MiB of the tree; pages that are shared count in parts (PSS)."""
    total = 0
    for process in tree(root):
        try:
            total += process.memory_full_info().pss
        except psutil.NoSuchProcess:
            continue
    return total / MIB


def busy() -> float:
    """CPU seconds that this computer has spent on anything, stolen ones included."""
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - times.iowait - times.guest - times.guest_nice)
