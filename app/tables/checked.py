"""Reads policy files (JSON) and lists every fault with its place, instead of stopping at the first one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf, isfinite
from typing import Any


def N_(text: str) -> str:
    """Mark a message for the catalogue; it is translated where it is shown."""
    return text


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in a file: the place, the message (a catalogue entry) and what was found."""

    where: str
    message: str
    found: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" + (f" (현재 값: {self.found})" if self.found else "")


class FaultyFile(ValueError):
    """A file cannot be used; `faults` names everything that is wrong with it.

    Parameters
    ----------
    faults : list of Fault
    """

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(p) for p in faults))
        self.faults = tuple(faults)


class Checked:
    """One JSON object being read. Wrong values become faults and harmless stand-ins, so that reading goes on.

    The stand-ins never leave a reader: whoever makes a `Checked` raises `FaultyFile` if `faults` is not
    empty.
    """

    def __init__(self, data: object, where: str = "", faults: list[Fault] | None = None) -> None:
        self.where = where
        self.faults: list[Fault] = [] if faults is None else faults
        self._read: set[str] = set()
        self._data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        if not isinstance(data, Mapping):
            self.faults.append(Fault(where or "/", N_("이름과 값의 묶음({ })이어야 합니다."), repr(data)[:60]))

    def place(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    def say(self, key: str, message: str, found: object = "") -> None:
        """Note a fault at `key`."""
        self.faults.append(Fault(self.place(key), message, str(found)[:80]))

    def has(self, key: str) -> bool:
        return key in self._data

    def get(self, key: str) -> Any:
        """The raw value; a missing key is a fault."""
        self._read.add(key)
        if key not in self._data:
            self.say(key, N_("값이 없습니다."))
        return self._data.get(key)

    def number(self, key: str, low: float = -inf, high: float = inf) -> float:
        """A finite number within [low, high]."""
        value = self.get(key)
        if key not in self._data:
            return 0.0
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            self.say(key, N_("숫자여야 합니다."), repr(value))
            return 0.0
        if not low <= value <= high:
            self.say(key, N_("허용 범위를 벗어났습니다."), f"{value}, {low}~{high}")
        return float(value)

    def whole(self, key: str, low: int = 0, high: int = 10**9) -> int:
        """A whole number within [low, high]."""
        value = self.number(key, low, high)
        if value != int(value):
            self.say(key, N_("정수여야 합니다."), value)
        return int(value)

    def word(self, key: str, choices: tuple[str, ...] = ()) -> str:
        """A text that is not empty and, where choices are given, one of them."""
        value = self.get(key)
        if key not in self._data:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.say(key, N_("빈칸이 아닌 글이어야 합니다."), repr(value))
            return ""
        if choices and value not in choices:
            self.say(key, N_("정해진 값 가운데 하나여야 합니다."), f"{value}: {', '.join(choices)}")
        return value

    def part(self, key: str) -> Checked:
        """The object under `key`."""
        value = self.get(key)
        return Checked({} if value is None else value, self.place(key), self.faults)

    def parts(self, key: str) -> Iterator[Checked]:
        """The objects of the list under `key`."""
        for place, value in self.values(key):
            yield Checked(value, place, self.faults)

    def values(self, key: str) -> list[tuple[str, Any]]:
        """The values of the list under `key`, each with its place."""
        value = self.get(key)
        if key in self._data and not isinstance(value, list):
            self.say(key, N_("목록([ ])이어야 합니다."), repr(value))
            return []
        return [(f"{self.place(key)}[{i}]", each) for i, each in enumerate(value or [])]

    def names(self) -> list[str]:
        return list(self._data)

    def finish(self) -> None:
        """Name the keys nobody asked for: a misspelt policy must not be passed over in silence."""
        for key in self._data:
            if key not in self._read:
                self.say(key, N_("알 수 없는 이름입니다."))
