"""Learn the second opinion of stance from marked sentences (tests/nlp/stance): `python bench/stance_fit.py [MORE.csv ...]`.

Rows whose note says "kept" in stance_second.csv, and stance_end.csv as a whole, are left out: they check what was learned.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402

from nlp.reading import english, korean  # noqa: E402
from nlp.stance.stance_opinion import ORDER, WEIGHTS, features  # noqa: E402

HERE = ROOT / "tests" / "nlp" / "stance"
Row = tuple[str, str]


def of_table(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    kept = path.name == "stance_second.csv"
    # Only needs have a severity.
    return [(row["text"], row.get("stance", "need")) for row in rows if not (kept and "kept" in row["note"])]


def of_lines(path: Path) -> list[Row]:
    """The sentences of one mark-up file, each with the stance of its first mention."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line]
    return [
        (re.sub(r"\[\[(.*?)\|.*?\]\]", r"\1", marked), told.split(",")[0])
        for marked, told in lines
        if not marked.startswith("#")
    ]


def repeated(text: str, language: str) -> list[str]:
    tokens = english.analyse(text) if language == "en" else korean.analyse(text)
    return [word for word, at in features(tokens, language, 0, len(tokens)).items() for _ in at]


def fitted(rows: list[Row], language: str) -> dict[str, object]:
    counted = TfidfVectorizer(analyzer=lambda text: repeated(text, language), min_df=2, sublinear_tf=True)
    matrix = counted.fit_transform([text for text, _ in rows])
    model = LogisticRegression(C=3, class_weight="balanced", max_iter=1000).fit(matrix, [told for _, told in rows])
    place = [list(model.classes_).index(label) for label in ORDER]
    weights = {
        word: [round(float(x), 3) for x in (counted.idf_[n], *model.coef_[place, n])]
        for word, n in sorted(counted.vocabulary_.items())
    }
    return {"bias": [round(float(model.intercept_[n]), 3) for n in place], "weights": weights}


def main() -> None:
    names = ("stance_example.csv", "stance_second.csv", "severity_example.csv", "stance_dev.csv")
    tables = [*(HERE / name for name in names), *map(Path, sys.argv[1:])]
    rows = [row for path in tables for row in of_table(path)]
    rows += [row for name in ("stance_sentences.txt", "stance_held_out.txt") for row in of_lines(HERE / name)]
    own = {
        language: [row for row in rows if bool(re.search("[가-힣]", row[0])) == (language == "ko")]
        for language in ("ko", "en")
    }
    learned = {language: fitted(own[language], language) for language in own}
    WEIGHTS.write_text(json.dumps(learned, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print({language: len(own[language]) for language in own}, WEIGHTS.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
