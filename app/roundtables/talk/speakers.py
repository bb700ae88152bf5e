"""Who speaks in a transcript: how much each label says, and which participant it most likely is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from transcripts.speakers.people import is_full_name
from transcripts.speakers.words import ROLES, SURNAMES

# The answer "this speaker is nobody on the list" (audience, interpreter), as against "not yet said".
NOBODY = "nobody"
# A squeezed label of one syllable and a title: 김교수, 박과장.
_SURNAMED = re.compile(f"(?P<surname>[{SURNAMES}])(?P<title>{'|'.join(sorted(ROLES, key=len, reverse=True))})")
# What transcripts call whoever leads the talk.
_LEADING = re.compile(
    r"사회|진행|(?:사회자|진행자|좌장|모더레이터|퍼실리테이터|인터뷰어|면담자|moderator|facilitator|interviewer|chair).*"
)
_ASIDE = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")


class Speech(Protocol):
    """Anything with a speaker and a stretch of speech."""

    @property
    def speaker(self) -> str | None: ...
    @property
    def position(self) -> int: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True)
class Tally:
    """How much one label says: `share` of all characters, 0 to 1; `first` is its first turn's number."""

    speaker: str | None
    turns: int
    characters: int
    share: float
    first: int
    sample: str


@dataclass(frozen=True)
class Known:
    """What matching needs of a participant."""

    id: str
    label: str
    organization: str
    role: str = ""
    org_kind: str = ""


@dataclass(frozen=True)
class Guess:
    """The participant a speaker most likely is; `exact` when the labels are the same but for spacing.

    `participant_id` is ``nobody`` where the words look like a title line.
    """

    participant_id: str
    exact: bool


def tally(turns: Iterable[Speech], aside: Collection[str | None] = ()) -> list[Tally]:
    """Count turns and characters of every label, in order of first appearance.

    Parameters
    ----------
    turns : iterable of Speech
        In order of the text.
    aside : collection of str or None
        Labels that belong to no participant: listed, but their share is 0 and does not lessen the others'.

    Returns
    -------
    list of Tally
        One for each label; speeches nobody is named for are counted under None.
    """
    spoken: dict[str | None, list[Speech]] = {}
    for turn in turns:
        spoken.setdefault(turn.speaker, []).append(turn)
    characters = {speaker: sum(len(t.text) for t in found) for speaker, found in spoken.items()}
    whole = sum(count for speaker, count in characters.items() if speaker not in aside) or 1
    return [
        Tally(
            speaker=speaker,
            turns=len(found),
            characters=characters[speaker],
            share=0.0 if speaker in aside else characters[speaker] / whole,
            first=found[0].position,
            sample=found[0].text[:80],
        )
        for speaker, found in spoken.items()
    ]


def propose(speakers: Iterable[str | None], participants: Sequence[Known]) -> dict[str, Guess]:
    """Propose a participant for each speaker, by label, then by what only one participant's words contain.

    Parameters
    ----------
    speakers : iterable of str or None
        Labels as the transcript writes them.
    participants : sequence of Known

    Returns
    -------
    dict of str to Guess
        Labels without a likely participant are missing.
    """
    by_label = {squeezed(each.label): each.id for each in participants}
    found: dict[str, Guess] = {}
    for speaker in speakers:
        if not speaker:
            continue
        wanted = squeezed(speaker)
        if wanted in by_label:
            found[speaker] = Guess(by_label[wanted], exact=True)
        elif (only := _likely(speaker, participants)) is not None:
            found[speaker] = Guess(only, exact=False)
    return found


def opens_with_title(counted: Sequence[Tally]) -> bool:
    """Whether the words nobody is named for all stand before the first speaker, as a title line does."""
    unnamed = next((each for each in counted if each.speaker is None), None)
    named = [each.first for each in counted if each.speaker is not None]
    return unnamed is not None and bool(named) and unnamed.first == 1 and min(named) == unnamed.turns + 1


def decided(answers: Mapping[str, str], speaker: str | None) -> tuple[str | None, bool]:
    """The participant chosen for a speaker, and whether anything was chosen at all."""
    answer = answers.get(speaker or "", "")
    return (None, True) if answer == NOBODY else (answer or None, bool(answer))


def _likely(speaker: str, participants: Sequence[Known]) -> str | None:
    wanted = squeezed(speaker)
    ways = (_only_like(wanted, participants), _only_named(speaker, participants))
    return next(filter(None, ways), None) or _only_titled(wanted, participants) or _only_leading(wanted, participants)


def _only_named(speaker: str, participants: Sequence[Known]) -> str | None:
    """The one participant whose label is a word of the speaker's: 사회자 오예시 is 오예시."""
    words = {squeezed(word) for word in speaker.split()}
    named = [each.id for each in participants if squeezed(each.label) in words]
    return named[0] if len(named) == 1 else None


def _only_leading(wanted: str, participants: Sequence[Known]) -> str | None:
    """The record's only moderator, for the label of whoever leads."""
    leading = [each.id for each in participants if each.org_kind == "moderator"]
    return leading[0] if len(leading) == 1 and _LEADING.fullmatch(wanted) else None


def _only_like(wanted: str, participants: Sequence[Known]) -> str | None:
    """The one participant whose label or organization begins like the speaker's label, if just one does."""
    if len(wanted) < 2:
        return None
    alike = [
        each.id
        for each in participants
        if any(_begins_alike(wanted, word) for word in (squeezed(each.label), squeezed(each.organization)))
    ]
    return alike[0] if len(alike) == 1 else None


def _only_titled(wanted: str, participants: Sequence[Known]) -> str | None:
    """The one participant a surname with a title means: 김 교수 is 김철수 교수, or the only 교수 whose name is not told."""
    match = _SURNAMED.fullmatch(wanted)
    if match is None:
        return None
    surname, title = match["surname"], match["title"]
    titled = [each for each in participants if title in (each.role.strip(), squeezed(each.label)[-len(title) :])]
    named = [each.id for each in titled if squeezed(each.label).startswith(surname)]
    unnamed = [each.id for each in titled if not is_full_name(squeezed(each.label).removesuffix(title))]
    fitting = named or unnamed
    return fitting[0] if len(fitting) == 1 else None


def _begins_alike(one: str, other: str) -> bool:
    return len(other) > 1 and (one.startswith(other) or other.startswith(one))


def squeezed(label: str) -> str:
    """A label without asides, spaces, polite 님 and case."""
    bare = _ASIDE.sub("", unicodedata.normalize("NFC", label))
    return "".join(bare.split()).casefold().removesuffix("님")
