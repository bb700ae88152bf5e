"""Why people set another level than the computed one: a reason code, a text, references to look up."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace

REASONS = ("site_finding", "data_error", "later_change", "missing_voices", "local_context", "other")
KINDS = ("segment", "observation", "text")


@dataclass(frozen=True)
class Reference:
    """One piece of evidence.

    Attributes
    ----------
    kind : str
        "segment" or "observation": `ref` is the id of what was said or of the observed value; "text": `text`
        tells what somebody saw, in words.
    """

    kind: str
    ref: str = ""
    text: str = ""


@dataclass(frozen=True)
class Grounds:
    """Reason code (one of REASONS, "" for none), text and evidence behind a level."""

    code: str = ""
    reason: str = ""
    evidence: tuple[Reference, ...] = ()

    @property
    def gaps(self) -> tuple[str, ...]:
        """What an override still lacks: "code", "reason", "evidence"."""
        lacking = {
            "code": self.code not in REASONS,
            "reason": not self.reason.strip(),
            "evidence": not self.evidence,
        }
        return tuple(name for name, lacks in lacking.items() if lacks)

    def in_words(self, change: Callable[[str], str]) -> Grounds:
        """The same with its texts changed."""
        evidence = tuple(replace(each, text=change(each.text)) for each in self.evidence)
        return Grounds(self.code, change(self.reason), evidence)


def reference(text: str) -> Reference | None:
    """A reference written as kind:id ("segment:0192…"); None where it is nothing of the kind."""
    kind, _colon, ref = text.partition(":")
    return Reference(kind, ref) if kind in ("segment", "observation") and ref else None


def references(chosen: Iterable[str], seen: str = "") -> tuple[Reference, ...]:
    """What a form brings: chosen references, and what was seen in words."""
    found = [each for each in map(reference, chosen) if each]
    return (*found, *([Reference("text", text=seen.strip())] if seen.strip() else []))


def joined(all_grounds: Iterable[Grounds]) -> Grounds:
    """Grounds of several people as one: the code named most, all texts, every reference once."""
    given = [each for each in all_grounds if each.code]
    codes = Counter(each.code for each in given)
    code = min(codes, key=lambda c: (-codes[c], REASONS.index(c))) if codes else ""
    evidence = tuple(dict.fromkeys(ref for each in given for ref in each.evidence))
    return Grounds(code, "\n".join(each.reason for each in given if each.reason), evidence)


def as_list(evidence: Iterable[Reference]) -> list[dict[str, str]]:
    """Evidence as it is stored."""
    return [{key: value for key, value in asdict(each).items() if value} for each in evidence]


def from_json(text: str) -> tuple[Reference, ...]:
    """Stored evidence read back."""
    return tuple(Reference(e["kind"], e.get("ref", ""), e.get("text", "")) for e in json.loads(text))
