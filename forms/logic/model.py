"""A program laid out for running: who stands in which repeat, who waits for whom, in which order all can be reckoned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Part = Mapping[str, Any]


class Model:
    """A program with its order; made once per version and used for any number of returns.

    Attributes
    ----------
    questions, sections : dict
        By id, in the order of the page.
    repeats : dict of str to tuple of str
        Repeats around a question or section, outermost first; a repeat is not around itself.
    order : tuple of str
        Sections and questions so that whoever another speaks of comes first.
    """

    def __init__(self, program: Mapping[str, Any]) -> None:
        self.languages: list[str] = list(program.get("languages") or ["ko", "en"])
        self.sections: dict[str, Part] = {each["id"]: each for each in program.get("sections", [])}
        self.questions: dict[str, Part] = {each["id"]: each for each in program.get("questions", [])}
        self.repeats = {id: self._around(id) for id in (*self.sections, *self.questions)}
        self.needs = {id: self._needs(id) for id in (*self.sections, *self.questions)}
        self.order = tuple(self._ordered())

    def part(self, id: str) -> Part:
        return self.sections[id] if id in self.sections else self.questions[id]

    def above(self, id: str) -> str | None:
        """The section a question or section stands in."""
        found = self.sections[id].get("parent") if id in self.sections else self.questions[id].get("section")
        return found if found in self.sections else None

    def upwards(self, id: str) -> list[str]:
        """The sections around, innermost first."""
        found: list[str] = []
        above = self.above(id)
        while above is not None and above not in found and above != id:
            found.append(above)
            above = self.above(above)
        return found

    def repeating(self, id: str | None) -> bool:
        return id in self.sections and self.sections[str(id)].get("repeat") is not None

    def inside(self, section: str | None) -> tuple[str, ...]:
        """Repeats around what stands in a section."""
        if section is None:
            return ()
        return (*self.repeats[section], *([section] if self.repeating(section) else []))

    def _around(self, id: str) -> tuple[str, ...]:
        return tuple(each for each in reversed(self.upwards(id)) if self.repeating(each))

    def _needs(self, id: str) -> list[str]:
        above = self.above(id)
        named = [name for tree in reckoned(self.part(id)) for name in needed(tree, id)]
        return list(dict.fromkeys(name for name in ([above] if above else []) + named if name in self.repeats))

    def _ordered(self) -> Iterator[str]:
        """Depth first, without recursion: chains of hundreds are usual. An arrow that closes a circle is left out."""
        met: set[str] = set()
        for first in self.repeats:
            waiting = [] if first in met else [(first, iter(self.needs[first]))]
            met.add(first)
            while waiting:
                id, rest = waiting[-1]
                unmet = next((name for name in rest if name not in met), None)
                if unmet is None:
                    waiting.pop()
                    yield id
                else:
                    met.add(unmet)
                    waiting.append((unmet, iter(self.needs[unmet])))


def reckoned(part: Part) -> list[Any]:
    """Trees on which a part's presence and value stand."""
    default, repeat = part.get("default"), part.get("repeat")
    found = [part.get("relevant"), part.get("calculation")]
    found += [default["tree"]] if isinstance(default, Mapping) and "tree" in default else []
    return [*found, (repeat or {}).get("count")]


def needed(tree: Any, id: str) -> list[str]:
    """Names a tree reads, in their order; `indexed-repeat` may read the own question in another instance."""
    found: list[str] = []
    waiting = [(tree, False)]
    while waiting:
        each, earlier = waiting.pop()
        if not isinstance(each, list) or not each or each[0] == "matcher":
            continue
        if each[0] == "get" and not (earlier and each[1] == id):
            found.append(each[1])
        indexed = each[0] == "indexed-repeat"
        waiting.extend((argument, indexed and place == 0) for place, argument in enumerate(each[1:]))
    return found
