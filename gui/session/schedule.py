"""Who is shown next, and how long work may go on before: deadlines for views, a share for work. Knows neither Qt nor the time."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from weakref import WeakKeyDictionary

FRAME = 0.014  # seconds; a timer counts in whole milliseconds and work before it may run over, so 60 a second are reached
SHARE = 0.8  # of the time may go into showing things more often than they must be shown
TENTH = 1 / 9  # work for each second of showing: a tenth of both
PLANNED = 0.8  # of the largest age: what is planned later than that comes too late on a busy machine
UNKNOWN, LEAST = 0.004, 0.001  # seconds: what a view costs that was never shown, and what a slice of work takes at least


@dataclass(frozen=True)
class Pace:
    """How often something is shown while work goes on.

    It rests at least `rest` seconds, since text must stand still to be read and axes are costly to draw, and is never older than
    `limit` as long as that is possible. When nothing runs, what is `patient` comes after the others.
    """

    rest: float = 0.0
    limit: float = 0.2
    patient: bool = False


class Schedule:
    """Decides by the deadlines of what waits and by what everything has cost; the caller tells the time.

    Every view wants to be shown again after its rest. Where all rests together would take more than half of the time, they are
    stretched, at most to the limits. A view whose limit draws near is shown before anything else, the most urgent one first; work
    still gets a tenth. So under any load nothing starves: with too much to do for all limits, everything is late by the same time.
    """

    def __init__(self) -> None:
        self.running = False
        self.waiting: dict[object, Pace] = {}
        self._shown: WeakKeyDictionary[object, float] = WeakKeyDictionary()
        self._cost: WeakKeyDictionary[object, float] = WeakKeyDictionary()
        self._began = self._ended = -inf  # the last frame
        self._owed = 0.0  # seconds of work before the next frame
        self._slice = LEAST

    def ask(self, key: object, pace: Pace) -> bool:
        """Something of a view has changed; whether that is news."""
        news = key not in self.waiting
        self.waiting[key] = pace
        return news

    def left(self, now: float) -> float:
        """Seconds until the next frame is due: what a slice of work may use."""
        if not self.waiting:
            return inf
        if not self.running:
            patient = all(pace.patient for pace in self.waiting.values())
            return max(0.0, (self._ended if patient else self._began + FRAME) - now)
        wanted = min(self._wanted().values())
        left = max(self._ended + self._owed, min(wanted, self._latest())) - now
        return left if left >= LEAST else 0.0

    def take(self, now: float) -> list[object]:
        """The views of this frame, which wait no more: the most urgent one, and as many others as fit into a frame."""
        if not self.running:
            keys = [key for key, pace in self.waiting.items() if not pace.patient]
            chosen = keys or self._fitting(list(self.waiting))
        else:
            wanted = self._wanted()
            ready = sorted((key for key, at in wanted.items() if at < now + LEAST), key=self._deadline)
            chosen = self._fitting(ready) if ready else [min(wanted, key=self._deadline)]
        credit = max(FRAME, self._slice)  # a slice that could not be cut has paid for what follows
        self._owed = max(-credit, self._owed - (now - self._ended)) if self._ended > -inf else 0.0
        self._began = now
        for key in chosen:
            del self.waiting[key]
            self._shown[key] = now
        return chosen

    def took(self, spent: dict[object, float], now: float) -> None:
        """The frame is on the screen: what each view itself has spent; the rest of the time went into painting them."""
        cost = now - self._began
        known = {key: self._cost.get(key, UNKNOWN) for key in spent}
        painting = max(0.0, cost - sum(spent.values())) / max(sum(known.values()), 1e-9)
        for key, own in spent.items():
            fresh = own + painting * known[key]
            self._cost[key] = fresh if key not in self._cost else 0.7 * known[key] + 0.3 * fresh
        self._ended = now
        self._owed += TENTH * cost

    def costs(self) -> dict[object, float]:
        """Seconds that showing each view takes, its painting included: a running mean."""
        return dict(self._cost)

    def worked(self, planned: float, seconds: float) -> None:
        """A slice of work is done: if it took longer than planned, it cannot be cut shorter."""
        self._slice = max(LEAST, seconds) if seconds > 2 * planned else LEAST

    def _price(self, key: object) -> float:
        return self._cost.get(key, UNKNOWN)

    def _deadline(self, key: object) -> float:
        return self._shown.get(key, -inf) + PLANNED * self.waiting[key].limit

    def _wanted(self) -> dict[object, float]:
        """When each view would like to be shown."""
        rests = {key: max(FRAME, pace.rest) for key, pace in self.waiting.items()}
        stretch = max(1.0, sum(self._price(key) / rest for key, rest in rests.items()) / SHARE)
        return {key: min(self._shown.get(key, -inf) + stretch * rest, self._deadline(key)) for key, rest in rests.items()}

    def _latest(self) -> float:
        """When showing must begin, after one more slice of work, so that nothing comes too late."""
        latest, before = inf, 0.0
        for key in sorted(self.waiting, key=self._deadline):
            before += (1 + TENTH) * self._price(key)
            latest = min(latest, self._deadline(key) - before)
        return latest - self._slice

    def _fitting(self, keys: list[object]) -> list[object]:
        chosen, room = keys[:1], FRAME - self._price(keys[0])
        for key in keys[1:]:
            room -= self._price(key)
            if room < 0:
                break
            chosen.append(key)
        return chosen
