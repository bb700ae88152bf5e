"""Score suggestions on the marked corpus, end to end: `python bench/base.py [--part train] [--authors w1a,w9b]`.

What is proposed with the shipped models and codebook is compared with the labels that stand: themes found, and of those
found stance, severity and kind. The part `kept` is scored once, at the end; whoever chooses anything by it has no test
left. On `train` the models have seen the answers: use it to see that the bench runs.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from nlp.base.grading import SURE  # noqa: E402
from nlp.base.marked import KEPT, TRAIN, Marked, read  # noqa: E402
from nlp.lexicon.lexicon import Lexicon  # noqa: E402
from nlp.reading.language import language_of  # noqa: E402
from nlp.suggesting.proposal import Proposal  # noqa: E402
from nlp.suggesting.proposing import proposer_of  # noqa: E402

NEED = "need"


@dataclass(frozen=True)
class Scored:
    """A theme of a statement, by the label, by the machine, or by both."""

    theme: str
    language: str
    label: tuple[str, int | None] | None
    kind: str
    proposal: Proposal | None

    @property
    def right(self) -> bool:
        return self.label is not None and self.proposal is not None

    @property
    def stance(self) -> bool:
        """Whether the stance is right; of a wrong theme it is not."""
        assert self.proposal is not None
        return self.label is not None and self.proposal.suggestion.stance == self.label[0]

    @property
    def all_right(self) -> bool:
        return self.stance and self.proposal is not None and self.proposal.suggestion.statement == self.kind

    @property
    def steps(self) -> int | None:
        """How far the severity is off, where both say a need."""
        said = self.proposal.suggestion.severity if self.proposal else None
        return abs(said - self.label[1]) if said and self.label and self.label[1] else None


def scored(marked: Sequence[Marked], *, vectors: bool) -> list[Scored]:
    """Every theme that a label has or a proposal names."""
    book = json.loads((ROOT / "app" / "codebook" / "codebook.json").read_text(encoding="utf-8"))
    proposals = proposer_of(Lexicon.from_dict(book), vectors=vectors).propose([m.said for m in marked])
    found = []
    for m, own in zip(marked, proposals, strict=True):
        by_theme = {each.suggestion.theme: each for each in own}
        for theme in sorted(m.themes.keys() | by_theme.keys()):
            language = language_of(m.said.text)
            found.append(Scored(theme, language, m.themes.get(theme), m.kind, by_theme.get(theme)))
    return found


def share(of: Iterable[bool]) -> str:
    values = list(of)
    return f"{sum(values) / len(values):.3f} of {len(values):,}" if values else "- of 0"


def measures(found: Sequence[Scored]) -> list[tuple[str, str]]:
    """The figures of a set of themes, each with what it is a share of."""
    proposed = [s for s in found if s.proposal]
    labelled = [s for s in found if s.label]
    both = [s for s in found if s.right]
    needs = [s for s in labelled if s.label and s.label[0] == NEED]
    nones = [s for s in both if s.label and s.label[0] == "none"]
    steps = [s.steps for s in both if s.steps is not None]
    return [
        ("theme precision", share(s.right for s in proposed)),
        ("theme recall", share(s.right for s in labelled)),
        ("stance of right themes", share(s.stance for s in both)),
        ("'none' taken for a need, of those found", share(_called_need(s) for s in nones)),
        ("needs missed, themes not found included", share(not _called_need(s) for s in needs)),
        ("kind of right themes", share(_kind(s) for s in both)),
        ("severity exact", share(n == 0 for n in steps)),
        ("severity within one step", share(n <= 1 for n in steps)),
        ("all right, of proposals", share(s.all_right for s in proposed)),
    ]


def _called_need(one: Scored) -> bool:
    return one.proposal is not None and one.proposal.suggestion.stance == NEED


def _kind(one: Scored) -> bool:
    return one.proposal is not None and one.proposal.suggestion.statement == one.kind


def tell(title: str, columns: dict[str, list[Scored]]) -> None:
    """A table: a measure a line, a set a column."""
    told = {name: dict(measures(own)) for name, own in columns.items()}
    print(f"\n{title}\n\n| measure | {' | '.join(columns)} |\n| --- |{' ---: |' * len(columns)}")
    for measure in dict(measures([])):
        print(f"| {measure} | {' | '.join(told[name][measure] for name in columns)} |")


def by_theme(found: Sequence[Scored]) -> None:
    print("\n| theme | precision | recall | stance | all right |\n| --- | ---: | ---: | ---: | ---: |")
    names = ("theme precision", "theme recall", "stance of right themes", "all right, of proposals")
    for theme in sorted({s.theme for s in found}):
        told = dict(measures([s for s in found if s.theme == theme]))
        print(f"| {theme} | {' | '.join(told[name] for name in names)} |")


def sure_alone(found: Sequence[Scored]) -> list[Scored]:
    """The same with nothing proposed that is only perhaps right."""
    left = [s if s.proposal and s.proposal.grade == SURE else replace(s, proposal=None) for s in found]
    return [s for s in left if s.label or s.proposal]


def report(marked: Sequence[Marked], *, vectors: bool) -> None:
    """The tables of one run: by language, by grade, by theme."""
    found = scored(marked, vectors=vectors)
    print(f"\n## {'with' if vectors else 'without'} vectors: {len(marked):,} statements")
    languages = {language: [s for s in found if s.language == language] for language in ("ko", "en")}
    tell("By language", {"all": list(found), **languages})
    tell("Sure ones alone", {name: sure_alone(own) for name, own in {"all": found, **languages}.items()})
    sure = [s for s in found if s.proposal and s.proposal.grade == SURE]
    perhaps = [s for s in found if s.proposal and s.proposal.grade != SURE]
    print("\n| grade | theme right | stance too | all right |\n| --- | ---: | ---: | ---: |")
    for grade, own in (("sure", sure), ("perhaps", perhaps)):
        told = (share(s.right for s in own), share(s.stance for s in own), share(s.all_right for s in own))
        print(f"| {grade} | {' | '.join(told)} |")
    by_theme(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=(TRAIN, KEPT), default=TRAIN)
    parser.add_argument("--authors", default="", help="only these, separated by commas")
    parser.add_argument("--vectors", choices=("with", "without", "both"), default="both")
    chosen = parser.parse_args()
    wanted = set(filter(None, chosen.authors.split(",")))
    marked = [m for m in read(ROOT / "corpus", part=chosen.part) if not wanted or m.author in wanted]
    if not marked:
        sys.exit(f"no statement of {chosen.authors or chosen.part}: authors stand in corpus/authors.tsv")
    for vectors in {"with": (True,), "without": (False,), "both": (False, True)}[chosen.vectors]:
        report(marked, vectors=vectors)


if __name__ == "__main__":
    main()
