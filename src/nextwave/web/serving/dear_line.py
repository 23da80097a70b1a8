"""The line of requests that wait for a place for dear work, shared fairly among those who send them.

A client may have the whole line while nobody else wants it. Where it is full, whoever comes with fewer in it takes the
place of the last that came from whoever has the most; and of those who wait, the client whose turn is longest ago is
next. So nobody keeps others out by sending much.
"""

from __future__ import annotations

import threading
from collections import Counter

#: So many clients' last turns are remembered; of the others the next one is their first.
REMEMBERED = 1_000


class Entry:
    """A request that waits: `event` is set when its turn has come, or when it was put off."""

    def __init__(self, client: str) -> None:
        self.client = client
        self.event = threading.Event()
        self.put_off = False


class DearLine:
    """So many places for dear work, and a line of at most `longest` who wait for one."""

    def __init__(self, places: int, longest: int) -> None:
        self.places, self.longest = places, longest
        self.entries: list[Entry] = []
        self._turns: dict[str, int] = {}
        self._turn = 0
        self._lock = threading.Lock()

    def join(self, client: str) -> Entry | None:
        """A place in the line, or None where there is none for this client."""
        entry = Entry(client)
        with self._lock:
            if len(self.entries) >= self.longest and not self._made_room(client):
                return None
            self.entries.append(entry)
            self._next()
        return entry

    def quit(self, entry: Entry) -> None:
        """Leaves the line; where its turn had come, that is given to the next."""
        with self._lock:
            if entry in self.entries:
                self.entries.remove(entry)
            elif not entry.put_off:
                self._give_back()

    def done(self) -> None:
        """Gives a place back."""
        with self._lock:
            self._give_back()

    def _give_back(self) -> None:
        self.places += 1
        self._next()

    def _made_room(self, client: str) -> bool:
        """Puts off the last of whoever has the most, if that is more than this client would have."""
        counts = Counter(entry.client for entry in self.entries)
        if not counts:
            return False
        most, count = counts.most_common(1)[0]
        if count <= counts[client] + 1:
            return False
        last = next(entry for entry in reversed(self.entries) if entry.client == most)
        self.entries.remove(last)
        last.put_off = True
        last.event.set()
        return True

    def _next(self) -> None:
        while self.places > 0 and self.entries:
            entry = min(self.entries, key=lambda one: self._turns.get(one.client, 0))
            self.entries.remove(entry)
            self.places -= 1
            self._turn += 1
            self._turns.pop(entry.client, None)
            self._turns[entry.client] = self._turn
            if len(self._turns) > REMEMBERED:
                del self._turns[next(iter(self._turns))]
            entry.event.set()
