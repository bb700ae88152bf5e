"""What a package says of the criticisms in docs/method.md: silence, single words, hidden domains, double reading.

    moksori --example evaluation export 2026H2 DIR && python bench/package_figures.py DIR

Reads the CSV files alone. Prints one line a figure.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from statistics import mean, median


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def raw_level(score: float, scheme: dict) -> str:
    return str([each["id"] for each in scheme["levels"] if score >= each["start"] - 1e-9][-1])


def main() -> None:
    folder = Path(sys.argv[1])
    scheme = json.loads((folder / "scheme.json").read_text(encoding="utf-8"))
    areas = rows(folder, "results/areas.csv")
    voiced = [each for each in areas if int(each["n"])]
    worst: dict[str, float] = defaultdict(float)
    for each in rows(folder, "results/domains.csv"):
        worst[each["area"]] = max(worst[each["area"]], float(each["Q"] or 0))
    top = scheme["levels"][-1]["start"]
    coders = defaultdict(set)
    for each in rows(folder, "inputs/judgments.csv"):
        coders[each["respondent"], each["place"]].add(each["coder"])
    turned = [v for v in voiced if raw_level(float(v["R_numbers"]), scheme) != v["raw_level"]]
    other = [a for a in areas if a["geometric_level"] and a["geometric_level"] != a["raw_level"]]
    milder = [a for a in other if float(a["geometric"]) < float(a["R"])]
    hidden = [a["area"] for a in areas if a["raw_level"] == scheme["levels"][0]["id"] and worst[a["area"]] >= top]

    def width(group: list[dict[str, str]], low: str, high: str) -> str:
        return f"{median(float(a[high]) - float(a[low]) for a in group if a[low]):.1f}"

    silent = [each for each in areas if each not in voiced]
    print("areas by level:", dict(Counter(a["level"] or "undetermined" for a in areas)))
    print("areas by grade of evidence:", dict(sorted(Counter(a["grade"] for a in areas).items())))
    print("areas somebody spoke in:", len(voiced), "with three or fewer:", sum(int(a["n"]) <= 3 for a in voiced))
    few = [float(a["Z"]) for a in voiced if int(a["n"]) == 3]
    print("Z of three respondents:", f"{min(few):.2f} to {max(few):.2f}")
    print("their mean score, numbers alone:", f"{mean(float(a['R_numbers']) for a in voiced):.1f}", end=" ")
    print("with the voices:", f"{mean(float(a['R']) for a in voiced):.1f}; levels the voices turn: {len(turned)}")
    print("median data band, asked:", width(voiced, "data_low", "data_high"), end=" ")
    print("silent:", width(silent, "data_low", "data_high"))
    print("levels called firm:", sum(a["firm"] == "1" for a in areas), "of", sum(bool(a["level"]) for a in areas))
    print("areas at the best level with a domain at", top, "or more:", len(hidden), *hidden)
    print("geometric mean at another level:", len(other), "of these at a better one:", len(milder))
    print("places judged:", len(coders), "by two or more:", sum(len(each) > 1 for each in coders.values()))


if __name__ == "__main__":
    main()
