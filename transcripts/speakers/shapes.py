"""A document's shape judges its labels: where most lines or paragraphs begin in one form, all of that form speak."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict

from transcripts.speakers.candidates import time_of
from transcripts.speakers.figures import of_figures
from transcripts.speakers.labels import Label
from transcripts.speakers.people import (
    directs,
    heads,
    is_code,
    is_full_name,
    is_roled_name,
    listed,
    opens,
    plain,
    plainly,
    plausible,
)
from transcripts.speakers.present import ends
from transcripts.speakers.singles import People, latin_name, short_name
from transcripts.speakers.unclosed import SHAPES as UNCLOSED
from transcripts.speakers.unclosed import verdict
from transcripts.speakers.words import GROUPS, ROLES
from transcripts.text.questions import Answers

_PAIRS = (("Q", "A"), ("문", "답"), ("질문", "답변"))
# Half of the lines, or of the paragraphs: then the form is the document's way of writing who speaks.
_MOST = 0.5
# Where nearly every caption carries one, even names that never come back are names.
_NEARLY_ALL = 0.8
# Fewer labels are no shape yet: what comes once among them is asked about.
_ENOUGH = 6
_FEW = 2
_FEW_TIMES = 3
# Shapes of words that may as well be spoken of: they make no name come back.
_SPOKEN_OF = frozenset(("bare",))
# A name beside a time is closed by a sign, a bracket or its line's end: then no share is needed.
_CLOSED = frozenset(":：↵]>")


class Work:
    """The candidates of one document, grouped by form, on their way to a judgment."""

    def __init__(self, lines: list[str], found: dict[int, Label], answers: Answers, *, timed: bool) -> None:
        self.answers, self.timed = answers, timed
        self.known = listed(answers)
        self.refused = {key.removeprefix("label:") for key, said in answers.items() if said == "no"}
        self.all = found
        self.found = {at: each for at, each in found.items() if each.name and each.name not in self.refused}
        self.lines = lines
        self.filled = [at for at, line in enumerate(lines) if line.strip()]
        self.blocks = [at for at in self.filled if not at or not lines[at - 1].strip()]
        self.figures = set() if timed else of_figures(lines, self.found)
        closed = [label for label in self.found.values() if label.shape not in UNCLOSED]
        self.closed = {label.name for label in closed}
        self.names = Counter(label.name for label in self.found.values() if label.shape not in _SPOKEN_OF)
        self.bare = Counter(label.name for label in self.found.values() if label.shape in _SPOKEN_OF)
        self.spoken = Counter((label.name, label.shape) for label in self.found.values())
        self.shapes = Counter(label.shape for label in self.found.values())
        self.coded = any(is_code(label.name or "") for label in self.found.values() if label.shape == "colon")
        self.forms: dict[str, list[int]] = defaultdict(list)
        for at, label in self.found.items():
            self.forms[label.form].append(at)
        self.sure: set[int] = set()
        self.doubts: dict[int, tuple[str, str]] = {}
        self.unsigned: dict[int, tuple[str, str]] = {}

    def judge(self) -> None:
        ruling = {form for form, places in self.forms.items() if self.rules(places)}
        for at, label in self.found.items():
            if label.shape in UNCLOSED:
                self.unclosed(at, label)
            elif self.told(label):
                self.sure.add(at)
            elif self.introduces(at, label):
                self.doubts |= {at: (label.name or "", "no")} if label.strict else {}
            elif at in self.figures or (label.shape in ("bracket", "round") and directs(label.name or "")):
                asked = at in self.figures or label.form in ruling or self.names[label.name] > 1
                self.doubts |= {at: (label.name or "", "no")} if asked and label.strict else {}
            elif label.form in ruling:
                self.fit(at, label)
            elif label.strict and self.supported(label):
                self.sure.add(at)
        self.single(ruling)

    def told(self, label: Label) -> bool:
        """Whether a person has said so: on the record's list, or asked."""
        return plainly(label.name) in self.known or self.answers.get(f"label:{label.name}") == "yes"

    def introduces(self, at: int, label: Label) -> bool:
        """Whether nothing but a person's office and name follows: ``담당자: 주무관 박보기``; nobody answers so for long."""
        return label.shape == "colon" and is_roled_name(self.lines[at][label.end :].strip())

    def rules(self, places: list[int]) -> bool:
        """Whether one form is the document's way of writing who speaks."""
        begun = min(places)
        lines, blocks = (len(each) - bisect_left(each, begun) for each in (self.filled, self.blocks))
        starting = sum(1 for at in places if at == 0 or not self.lines[at - 1].strip())
        stamped = all(self.found[at].stamp for at in places)
        timed = self.timed or stamped
        # One paragraph tells nothing of paragraphs, unless the talk begins with it.
        telling = blocks > 1 or timed or begun == self.filled[0]
        share = max(len(places) / lines, starting / max(blocks, 1) if telling else 0)
        if stamped and len(places) >= _FEW and set(self.found[begun].form) & _CLOSED:
            return True
        if share < _MOST or (len(places) < _FEW and not timed):
            return False
        if self.timed and share >= _NEARLY_ALL:
            return True
        labels = [self.found[at] for at in places]
        if all(label.stamp for label in labels) and len(labels) >= _FEW_TIMES:
            return True
        return sum(map(self.personal, labels)) >= _MOST * len(labels)

    def personal(self, label: Label) -> bool:
        """Whether a label by itself looks like somebody: it names one, comes back, or has a name's shape."""
        name = label.name or ""
        if heads(name):
            return False
        return label.certain or self.names[name] > 1 or is_full_name(plain(name)) or is_code(name) or latin_name(name)

    def fit(self, at: int, label: Label) -> None:
        """Take a label of the document's form; the odd one is asked about."""
        name = label.name or ""
        odd = (
            name in GROUPS
            or (opens(name) and self.names[name] == 1)
            or (heads(name) and not (self.timed and self.names[name] > 1))
        )
        if plausible(name) and not odd:
            self.sure.add(at)
            told = label.certain or self.names[name] > 1 or is_code(name)
            enough = self.timed or label.stamp or (label.shape != "pair" and len(self.forms[label.form]) >= _ENOUGH)
            if not (told or enough):
                self.doubts[at] = (name, "yes")
            return
        often = self.names[name] > 1 and name not in GROUPS and (plausible(name) or is_full_name(plain(name)))
        # Nobody writes a time beside a word that names nobody.
        again = often or short_name(name) or (label.stamp is not None and not heads(name))
        self.doubts[at] = (name, "yes" if again else "no")
        self.sure |= {at} if again else set()

    def unclosed(self, at: int, label: Label) -> None:
        """Take a label without a sign, or have it asked about."""
        name = label.name or ""
        closed = name in self.closed
        # Where a sign closes the name elsewhere, the answer is about the lines without one alone.
        asked = f"{name} …" if closed and label.shape != "bold" else name
        answer = self.answers.get(f"label:{asked}")
        again = self.names[name] > 1 or self.bare[name] > 1
        said = verdict(label, told=answer == "yes" or self.told(label), again=again, closed=closed)
        # "대표 …" is an office that somebody may speak of, unless others are called by theirs alone.
        alone = label.shape == "bare" and name in ROLES and not any(other in ROLES for other in self.closed)
        if answer == "no" or not said or alone:
            return
        self.sure |= {at} if said in ("sure", "yes") else set()
        self.unsigned |= {at: (asked, said)} if said in ("yes", "no") else {}

    def unled(self) -> None:
        """Leave out names without a sign before anybody else speaks, but for those that introduce a sentence."""
        first = min((at for at in self.sure if self.found[at].shape not in _SPOKEN_OF), default=None)
        for at, (_name, _guess) in list(self.unsigned.items()):
            early = at < first if first is not None else not self.known
            if self.found[at].shape in _SPOKEN_OF and early and (first is None or not self.speaks(at)):
                del self.unsigned[at]
                self.sure.discard(at)

    def speaks(self, at: int) -> bool:
        """Whether a sentence follows a name, on its line or beneath it."""
        return ends(self.lines[at] if not self.fills(at) else "".join(self.lines[at + 1 : at + 3]))

    def supported(self, label: Label) -> bool:
        """Whether words that could be a label in any document are one in this."""
        if label.certain:
            return True
        if label.shape == "answer":
            paired = any(label.name in pair and all(self.spoken[(side, "answer")] for side in pair) for pair in _PAIRS)
            # "A: … B: … A: …" are people, not questions and answers.
            return paired or self.coded
        if label.shape in ("caps", "dash", "gap", "behind"):
            return self.shapes[label.shape] > 1
        if label.shape == "bullet":
            return len(self.forms[label.form]) > 1
        return self.spoken[(label.name, label.shape)] > 1

    def single(self, ruling: set[str]) -> None:
        """What is left comes once or is odd: taken where it may be a name, asked about in every case."""
        self.unled()
        known = {self.found[at].name or "" for at in self.sure}
        first = min(self.sure, default=None)
        used = Counter(self.found[at].form for at in self.sure)
        people = People(known)
        for at, label in self.found.items():
            late = first is not None and at > first
            again = label.strict and label.name in known and label.shape not in ("dash", "gap", "listed", "bare")
            if at in self.sure:
                shown = label.form in ruling and (self.timed or len(self.forms[label.form]) >= _ENOUGH)
                # An office alone on a line with words above it may also be those words' end: "변한울 위원".
                within = label.shape == "alone" and not label.stamp and at > 0 and self.lines[at - 1].strip()
                unsure = within or (label.shape == "round" and not label.certain)
                if unsure and not (shown or self.told(label)):
                    self.doubts[at] = (label.name or "", "yes")
            elif at not in self.doubts and (again or (label.strict and people.might(label, late=late))):
                self.sure.add(at)
                if not label.certain and self.names[label.name] == 1:
                    self.doubts[at] = (label.name or "", "yes")
            elif at not in self.doubts and late and self.stands_out(label, used) and self.odd(label):
                # Two words and a wide space are written on purpose; "참가자 - 회사 관계" may be anything.
                self.doubts[at] = (
                    label.name or "",
                    "yes" if label.shape in ("gap", "bullet") and label.strict else "no",
                )
                self.sure |= {at} if self.doubts[at][1] == "yes" else set()
        # A list of those who are there stands at the head of a record, before anybody speaks: nothing to ask.
        begun = min(self.sure, default=len(self.lines))
        heads_ = {
            at for at, (name, _guess) in self.doubts.items() if name in GROUPS or self.introduces(at, self.all[at])
        }
        heading = {at for at in heads_ if at < begun and self.doubts[at][1] == "no"}
        self.doubts = {at: d for at, d in self.doubts.items() if at not in heading and not self.answered(d[0])}
        asked = {key.removeprefix("label:") for key in self.answers}
        self.doubts |= {at: said for at, said in self.unsigned.items() if said[0] not in asked}

    def stands_out(self, label: Label, used: Counter[str]) -> bool:
        """Whether a label is written as speakers are here, or by itself names somebody before a wide space or a dash."""
        roled = label.shape == "bullet" and is_roled_name(label.name or "")
        return bool(used[label.form] or label.stamp) or (label.strict and (roled or label.shape in ("gap", "dash")))

    def odd(self, label: Label) -> bool:
        """Whether words in the speakers' own form should be asked about rather than left in the speech."""
        name = label.name or ""
        may = (plausible(name) or is_full_name(plain(name))) and name not in GROUPS
        # "시장" is a market and a mayor.
        return may and len(name.split()) <= _FEW_TIMES and (not heads(name) or plain(name) in ROLES)

    def answered(self, name: str) -> bool:
        return f"label:{name}" in self.answers or plainly(name) in self.known

    def chosen(self) -> dict[int, Label]:
        """Sure labels, and the times of those that turned out to be speech."""
        bare = self.bare_times()
        kept = {}
        for at, label in self.all.items():
            if at in self.sure or (label.name is None and (label.strict or at in bare)):
                kept[at] = label
            elif label.stamp:
                time = time_of(self.lines[at], bare=at in bare)
                kept |= {at: time} if time else {}
        return kept

    def bare_times(self) -> set[int]:
        """Lines whose bare time counts: alone beneath a name, or at the head of most lines."""
        unsure = {at: label for at, label in self.all.items() if label.stamp and at not in self.sure}
        bare = {at for at, label in unsure.items() if not label.strict or label.shape in _SPOKEN_OF}
        if len(bare) >= max(_FEW_TIMES, _MOST / 2 * len(self.filled)):
            return bare
        return {
            at for at in bare if self.fills(at) and (at - 1 in bare or (at - 1 in self.sure and self.fills(at - 1)))
        }

    def fills(self, at: int) -> bool:
        """Whether the line holds nothing but its label or time."""
        return self.all[at].end >= len(self.lines[at])
