"""An evaluation computed again from its package, by nothing but the text of the method.

    python docs/replay.py DIR        # DIR: a package written by `moksori evaluation export ROUND DIR --by LOGIN`

Python and NumPy alone, written without reading the program's code. It follows the method from top to bottom, prints the
largest difference of each column and every row that differs by more than 1e-9, and ends with 1 if one does, with 2 if
the package cannot be read. Bands and shares hang on random numbers and are not drawn here.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from math import exp, log
from pathlib import Path

import numpy as np

TOLERANCE = 1e-9  # of comparing with cut-offs, and of the results


# 1. Reading
class Row(dict):
    """A row of a table or a part of the scheme; the value read last is the one an error is about."""

    where, last = "scheme.json", ("scheme.json", "the text", None)

    def __getitem__(self, key: str):
        Row.last = self.where, key, self.get(key)
        return super().__getitem__(key)


def rows(folder: Path, name: str) -> list[Row]:
    Row.last = name, "the text", None
    with (folder / name).open(encoding="utf-8", newline="") as file:
        found = [Row(row) for row in csv.DictReader(file)]
    for at, row in enumerate(found, 2):
        row.where = f"{name}, row {at}"
    return found


class Package:
    """What an evaluation read: the scheme, and the tables of `inputs` by their names."""

    def __init__(self, folder: Path) -> None:
        self.scheme = json.loads((folder / "scheme.json").read_text(encoding="utf-8"), object_hook=Row)
        names = ("respondents", "answers", "judgments", "adjudicated", "previous")
        self.tables = {name: rows(folder, f"inputs/{name}.csv") for name in names}
        self.kind = Row({row["area"]: row["kind"] for row in rows(folder, "inputs/areas.csv")})
        self.kind.where = "inputs/areas.csv"
        known = (row for row in rows(folder, "inputs/numbers.csv") if row["y"])  # an empty cell is nothing known
        self.y = {(row["area"], row["indicator"]): float(row["y"]) for row in known}


# 2. Burdens: the respondent is the unit, never the statement
def burdens(package: Package) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """B_j and b_jd: over a respondent's places the largest mean over the coders who judged the place."""
    points = [0.0, *package.scheme["voices"]["severity_points"]]
    domains = [domain["id"] for domain in package.scheme["domains"]]
    # (respondent, place) -> coder -> [(domain, points)]; what settled a place stands in for all its coders.
    places: dict[tuple[str, str], dict[str, list[tuple[str, float]]]] = defaultdict(lambda: defaultdict(list))
    for row in (row for row in package.tables["judgments"] if row["stance"] != "undecided"):
        given = places[row["respondent"], row["place"]][row["coder"]]
        if row["stance"] == "need":
            given.append((row["domain"], points[int(row["severity"])]))
    settled: dict[tuple[str, str], list[tuple[str, float]]] = defaultdict(list)
    for row in package.tables["adjudicated"]:
        settled[row["respondent"], row["place"]].append((row["domain"], points[int(row["severity"] or 0)]))
    places |= {key: {"settled": given} for key, given in settled.items()}
    overall: dict[str, float] = defaultdict(float)
    within: dict[str, dict[str, float]] = defaultdict(lambda: dict.fromkeys(domains, 0.0))
    for (respondent, _place), coders in places.items():
        for wanted in (domains, *([domain] for domain in domains)):
            tops = [max((p for d, p in given if d in wanted), default=0.0) for given in coders.values()]
            held, key = (overall, respondent) if wanted is domains else (within[respondent], wanted[0])
            held[key] = max(held[key], sum(tops) / len(tops))
    return overall, within


# 3. Credibility: how much a sample of an area is worth, told by the other areas
class Samples:
    """For each area the values x of its respondents with their weights omega."""

    def __init__(self, kind: dict[str, str]) -> None:
        self.kind = kind
        self.x: dict[str, list[float]] = defaultdict(list)
        self.omega: dict[str, list[float]] = defaultdict(list)

    def n(self, area: str) -> float:
        """n_eff = (sum omega)^2 / sum omega^2; 0 where nobody is."""
        omega = np.array(self.omega.get(area, []))
        return float(omega.sum() ** 2 / (omega**2).sum()) if omega.size else 0.0

    def mean(self, area: str) -> float:
        return float(np.average(self.x[area], weights=self.omega[area])) if area in self.x else float("nan")

    def variances(self, area: str, prior: dict, least: int, between: float | None = None) -> tuple[float, float]:
        """s2 and a2 for an area, from the others of its kind; from all others where fewer than `least` of those spoke."""
        # `between`: the prior of a2 where the method gives a number for it, and not s2 / K0.
        others = [each for each in self.x if each != area and self.kind[each] == self.kind[area]]
        others = others if len(others) >= least else [each for each in self.x if each != area]
        nu, squares, freedom = prior["prior_weight"], 0.0, 0.0
        for each in others:
            x, omega, n = np.array(self.x[each]), np.array(self.omega[each]), self.n(each)
            squares += n / omega.sum() * float((omega * (x - self.mean(each)) ** 2).sum())
            freedom += n - 1
        s2 = (nu * prior["within"] + squares) / (nu + freedom)
        between, degrees, spread = s2 / prior["prior_K"] if between is None else between, max(len(others) - 1, 0), 0.0
        if degrees:
            n, x = np.array([self.n(each) for each in others]), np.array([self.mean(each) for each in others])
            around = n * (x - (n * x).sum() / n.sum()) ** 2
            spread = (around.sum() - degrees * s2) / (n.sum() - (n**2).sum() / n.sum())
        return s2, float(nu * between + degrees * max(spread, 0.0)) / (nu + degrees)


# 4. Merging: every source weighs policy weight times how well it is known
def points_of(y: float, upper: float, lower: float) -> float:
    """n = 100 clip((u - y) / (u - l), 0, 1): of a burden as well, with u_b and l_b."""
    return 100 * min(max((upper - y) / (upper - lower), 0.0), 1.0)


def voices_of(package: Package) -> tuple[Samples, dict[str, dict[str, float]]]:
    """x_j = l_j / 100 of all who count, and of each area the sums of omega b_jd by domain."""
    rule = package.scheme["voices"]
    overall, within = burdens(package)
    samples, laid = Samples(package.kind), defaultdict(lambda: defaultdict(float))
    for row in (row for row in package.tables["respondents"] if row["counts"] == "1"):
        name, omega = row["respondent"], float(row["omega"])
        samples.x[row["area"]].append(points_of(overall.get(name, 0.0), rule["calm"], rule["crisis"]) / 100)
        samples.omega[row["area"]].append(omega)
        for domain, burden in within.get(name, {}).items():
            laid[row["area"]][domain] += omega * burden
    return samples, laid


def surveys_of(package: Package) -> dict[str, Samples]:
    """Of each survey item the answers +1, 0, -1 of firms."""
    experts = {row["respondent"] for row in package.tables["respondents"] if row["kind"] != "firm"}
    found: dict[str, Samples] = defaultdict(lambda: Samples(package.kind))
    for row in package.tables["answers"]:
        if row["respondent"] not in experts:
            found[row["item"]].x[row["area"]].append(float(row["x"]))
            found[row["item"]].omega[row["area"]].append(float(row["omega"]))
    return found


def evaluate(package: Package) -> dict[str, dict]:
    """Everything of every area, by area."""
    scheme = package.scheme
    voices, laid = voices_of(package)
    surveys = surveys_of(package)
    with_indicators = [domain for domain in scheme["domains"] if domain["indicators"]]
    whole = sum(domain["weight"] for domain in with_indicators)
    found = {}
    for area in sorted(package.kind):
        sources, known, register = [], 0.0, 0.0
        for domain in with_indicators:
            inside = domain["weight"] / whole / sum(each["weight"] for each in domain["indicators"])
            for each in domain["indicators"]:
                share = inside * each["weight"]
                if each["source"] == "survey":
                    kind, (z, y) = "survey", survey_of(surveys[each["code"]], area, scheme)
                else:
                    kind, z, y = "register", 1.0, package.y.get((area, each["code"]), float("nan"))
                    register += share
                    known += 0.0 if np.isnan(y) else share
                p = float("nan") if np.isnan(y) else points_of(y, each["upper"], each["lower"])
                e = 0.0 if np.isnan(y) else scheme["lambda"] * share * z
                sources.append((kind, domain["id"], each["code"], e, p))
        out = {"coverage": known / register if register else 0.0, **voices_at(voices, area, scheme["voices"])}
        sources.append(("voices", "", "", (1 - scheme["lambda"]) * out["Z"], out["L"]))
        found[area] = out | merged(sources, laid[area], voices, area, scheme)
    levels(found, package)
    return found


def survey_of(samples: Samples, area: str, scheme: dict) -> tuple[float, float]:
    """Z_i and the BSI of an item; nobody answered: missing."""
    rule, least, n = scheme["survey"], scheme["voices"]["least_areas"], samples.n(area)
    s2, a2 = samples.variances(area, rule, least, rule["within"] / rule["prior_K"])
    return n / (n + s2 / a2), 100 + 100 * samples.mean(area)


def voices_at(voices: Samples, area: str, rule: dict) -> dict:
    s2, a2 = voices.variances(area, rule["steady"], rule["least_areas"])
    n, k, count = voices.n(area), min(s2 / a2, rule["most_K"]), len(voices.x.get(area, []))
    return {"n": count, "n_eff": n, "K": k, "Z": n / (n + k), "L": 100 * voices.mean(area)}


def merged(sources: list, laid: dict, voices: Samples, area: str, scheme: dict) -> dict:
    """R and its parts: sum e p / sum e over what is known."""
    real = [(e, p) for _kind, _domain, _code, e, p in sources if e > 0]
    numbers = mean_of([(e, p) for kind, _domain, _code, e, p in sources if e > 0 and kind != "voices"])
    evidence = sum(e for e, _p in real)
    out: dict = {"E": evidence, "R": mean_of(real), "R_numbers": numbers, "sources": {}, "domains": {}}
    out["geometric"] = exp(sum(e * log(max(p, 1.0)) for e, p in real) / evidence) if real else float("nan")
    for kind, domain, code, e, p in sources:
        out["sources"][kind, domain, code] = {"e": e, "p": p, "contribution": e * p / evidence if e > 0 else 0.0}
    spoken, omega, voiced = sum(laid.values()), sum(voices.omega.get(area, [])), out["sources"]["voices", "", ""]
    for domain in (each["id"] for each in scheme["domains"]):
        own = [(e, p) for kind, d, _code, e, p in sources if d == domain and e > 0]
        share = voiced["contribution"] * laid[domain] / spoken if spoken else 0.0
        total = share + sum(e * p / evidence for e, p in own)
        burden = laid[domain] / omega if omega else float("nan")
        out["domains"][domain,] = {"Q": mean_of(own), "burden": burden, "contribution": total}
        out["sources"]["voices_domain", domain, ""] = {"contribution": share}
    reached = [letter for letter in "CBA" if evidence >= scheme["grades"][letter] - TOLERANCE]
    out["grade"] = reached[-1] if reached and voices.n(area) else "D"
    return out


def mean_of(pairs: list[tuple[float, float]]) -> float:
    return sum(e * p for e, p in pairs) / sum(e for e, _p in pairs) if pairs else float("nan")


# 5. Levels
def levels(found: dict[str, dict], package: Package) -> None:
    """The level each score has by the cut-offs, and the one proposed: a better one only after R stayed clear of the cut."""
    starts = [each["start"] for each in package.scheme["levels"]]
    names = [each["id"] for each in package.scheme["levels"]]
    points, running = (package.scheme["step_down"][key] for key in ("points", "evaluations"))
    least = package.scheme["quantitative"]["least_evidence"]
    for area, out in found.items():
        score, out["raw_level"], out["level"] = out["R"], "", ""
        out["undetermined"] = int(np.isnan(score) or out["coverage"] < least - TOLERANCE)
        if np.isnan(score):
            continue
        raw = max(at for at, start in enumerate(starts) if score >= start - TOLERANCE)
        past = [row for row in package.tables["previous"] if row["area"] == area]
        past.sort(key=lambda row: int(row["back"]))
        stood = next((names.index(row["level"]) for row in past if row["level"]), raw)
        run = [score, *(float(row["score"]) for row in past if row["score"])][:running]
        while stood > raw and len(run) == running and max(run) <= starts[stood] - points + TOLERANCE:
            stood -= 1
        out["raw_level"], out["level"] = names[raw], "" if out["undetermined"] else names[max(raw, stood)]


# 6. Comparing
AREA = ["R", "R_numbers", "coverage", "E", "Z", "K", "L", "n", "n_eff", "geometric"]
COMPARED = {
    "areas": (["area"], [*AREA, "undetermined", "grade", "raw_level", "level"]),
    "sources": (["area", "kind", "domain", "code"], ["e", "p", "contribution"]),
    "domains": (["area", "domain"], ["Q", "burden", "contribution"]),
    "respondents": (["area", "respondent"], ["B"]),
}


def by_table(found: dict[str, dict], package: Package) -> dict[str, dict]:
    """What was reached, under the keys of the tables of results."""
    tables: dict[str, dict] = {"areas": {(area,): out for area, out in found.items()}}
    for name in ("sources", "domains"):
        tables[name] = {(area, *key): each for area, out in found.items() for key, each in out[name].items()}
    overall, people = burdens(package)[0], package.tables["respondents"]
    keys = [(row["area"], row["respondent"]) for row in people if row["counts"] == "1"]
    return tables | {"respondents": {key: {"B": overall.get(key[1], 0.0)} for key in keys}}


def apart(ours: str | float, theirs: str) -> float:
    """How far; infinitely, where one alone is not known or a word is another."""
    if isinstance(ours, str) or np.isnan(ours) or not theirs:
        return 0.0 if theirs == ("" if ours != ours else ours) else float("inf")
    return abs(ours - float(theirs))


def compare(name: str, ours: dict, folder: Path) -> set[str]:
    """Print the largest difference of each column and every row that differs; the areas these are of."""
    keys, columns = COMPARED[name]
    stored = {tuple(row[key] for key in keys): row for row in rows(folder, f"results/{name}.csv")}
    wrong = set(ours) ^ set(stored)
    for key in sorted(wrong):
        print(f"DIFFERS {name} {' '.join(key)}: {'not in the results' if key in ours else 'in the results alone'}")
    for column in columns:
        far = {key: apart(ours[key].get(column, float("nan")), stored[key][column]) for key in ours if key in stored}
        print(f"{name}.{column}: {len(far)} compared, largest difference {max(far.values(), default=0):.3g}")
        for key in sorted(key for key, each in far.items() if each > TOLERANCE):
            print(f"DIFFERS {name}.{column} {' '.join(key)}: here {ours[key].get(column)}, there {stored[key][column]}")
            wrong.add(key)
    return {key[0] for key in wrong}


def main() -> int:
    folder = Path(*sys.argv[1:2])
    try:
        package = Package(folder)
        found = evaluate(package)
        wrong = set().union(*(compare(name, ours, folder) for name, ours in by_table(found, package).items()))
    except (OSError, LookupError, TypeError, ValueError):
        where, key, value = Row.last
        why = "is missing or cannot be read" if value is None else f"cannot be {value!r:.60}"
        print(f"{folder / where}: {key} {why} (usage: python docs/replay.py DIR)", file=sys.stderr)
        return 2
    print(f"{len(found)} areas, {len(wrong)} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
