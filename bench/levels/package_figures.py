"""What a package says of the criticisms in docs/method.md: silence, single words, hidden domains, double reading.

    moksori --example evaluation export 2026H2 DIR --by analyst && python bench/levels/package_figures.py DIR

Reads the CSV files alone. Prints one line a figure; `--write` keeps them, with every area's score, in
docs/example_round.json, beside the areas' scores by version 1, which stay as they were taken before it went.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from statistics import mean, median
from typing import Any

KEPT = Path(__file__).parents[2] / "docs" / "example_round.json"
Row = dict[str, str]


def rows(folder: Path, name: str) -> list[Row]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def raw_level(score: float, scheme: dict[str, Any]) -> str:
    return str([each["id"] for each in scheme["levels"] if score >= each["start"] - 1e-9][-1])


def width(areas: list[Row]) -> float:
    return round(median(float(a["data_high"]) - float(a["data_low"]) for a in areas if a["data_low"]), 1)


def of_areas(areas: list[Row]) -> dict[str, Any]:
    """Levels, evidence, and how wide the bands are."""
    return {
        "levels": dict(sorted(Counter(a["level"] or "undetermined" for a in areas).items())),
        "grades": dict(sorted(Counter(a["grade"] for a in areas).items())),
        "with_level": sum(bool(a["level"]) for a in areas),
        "firm": sum(a["firm"] == "1" for a in areas),
        "band_asked": width([a for a in areas if int(a["n"])]),
        "band_silent": width([a for a in areas if not int(a["n"])]),
    }


def of_voices(areas: list[Row], scheme: dict[str, Any]) -> dict[str, Any]:
    """What those who spoke weigh, and what they turn."""
    voiced = [a for a in areas if int(a["n"])]
    few = [float(a["Z"]) for a in voiced if int(a["n"]) == 3]
    return {
        "voiced": len(voiced),
        "of_three": len(few),
        "Z_of_three": [round(min(few), 2), round(max(few), 2)],
        "mean_numbers": round(mean(float(a["R_numbers"]) for a in voiced), 1),
        "mean_both": round(mean(float(a["R"]) for a in voiced), 1),
        "turned": [a["area"] for a in voiced if raw_level(float(a["R_numbers"]), scheme) != a["raw_level"]],
    }


def of_domains(folder: Path, areas: list[Row], scheme: dict[str, Any]) -> dict[str, Any]:
    """What a mean hides: bad domains of good areas, and what a geometric mean would say instead."""
    worst: dict[str, float] = defaultdict(float)
    for each in rows(folder, "results/domains.csv"):
        worst[each["area"]] = max(worst[each["area"]], float(each["Q"] or 0))
    best, top = scheme["levels"][0]["id"], scheme["levels"][-1]["start"]
    other = [a for a in areas if a["geometric_level"] and a["geometric_level"] != a["raw_level"]]
    return {
        "hidden": [a["area"] for a in areas if a["raw_level"] == best and worst[a["area"]] >= top],
        "geometric_other": len(other),
        "geometric_milder": sum(float(a["geometric"]) < float(a["R"]) for a in other),
    }


def of_places(folder: Path) -> dict[str, Any]:
    """How many coders judged the places that were judged, and how large the package is."""
    coders = defaultdict(set)
    for each in rows(folder, "inputs/judgments.csv"):
        coders[each["respondent"], each["place"]].add(each["coder"])
    return {
        "places": len(coders),
        "places_of_two": sum(len(each) > 1 for each in coders.values()),
        "sources": len(rows(folder, "results/sources.csv")),
        "respondents": len(rows(folder, "results/respondents.csv")),
    }


def figures(folder: Path) -> dict[str, Any]:
    scheme = json.loads((folder / "scheme.json").read_text(encoding="utf-8"))
    areas = rows(folder, "results/areas.csv")
    return of_areas(areas) | of_voices(areas, scheme) | of_domains(folder, areas, scheme) | of_places(folder)


def of(cell: str) -> float | None:
    return round(float(cell), 4) if cell else None


def kept(folder: Path) -> dict[str, Any]:
    """What `--write` keeps: version 1 as it is kept already, version 2 from the package."""
    before = json.loads(KEPT.read_text(encoding="utf-8"))
    about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    second = {
        each["area"]: [of(each["R"]), each["level"] or None, int(each["n"]), of(each["R_numbers"]), of(each["L"])]
        for each in rows(folder, "results/areas.csv")
    }
    day = {
        "round": about["round"],
        "as_of": about["as_of"],
        "areas": "[score, level, who counts, score of numbers alone, points of the voices]",
    }
    return day | {"first": before["first"], "second": second, "figures": figures(folder)}


def main() -> None:
    folder = Path(sys.argv[1])
    for name, value in figures(folder).items():
        print(f"{name}: {value}")
    if "--write" in sys.argv:
        parts = [f'"{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in kept(folder).items()]
        KEPT.write_text("{" + ",\n ".join(parts) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
