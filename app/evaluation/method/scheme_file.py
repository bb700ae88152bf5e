"""Reads schemes from JSON, names every fault, and computes a scheme's version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.evaluation.method.frame_file import check_frame, frame_values
from app.evaluation.method.old_scheme import OldScheme, read_old
from app.evaluation.method.scheme import Asking, Calibration, Scheme, Steadying, Uncertain, Voices
from app.tables.checked import N_, Checked, FaultyFile

FOLDER = Path(__file__).parents[1] / "schemes"
PRESETS = {path.stem: path for path in sorted(FOLDER.glob("*.json"))}
DEFAULT = "national3"
METHOD = 2
MOST_DRAWS = 100_000  # more would ask for gigabytes and move no band


def load_scheme(name: str = DEFAULT) -> Scheme:
    """A shipped preset by name. Raises KeyError for an unknown one, FaultyFile for a faulty one."""
    return read_scheme(json.loads(PRESETS[name].read_text("utf-8")))


def canonical(data: object) -> str:
    """JSON with sorted keys, no spaces, whole numbers as integers: the same policy gives the same text."""
    return json.dumps(_plain(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def version_of(data: object) -> str:
    """SHA-256 of the canonical JSON, 64 hex digits."""
    return sha256(canonical(data).encode()).hexdigest()


def read_any(data: Mapping[str, Any]) -> Scheme | OldScheme:
    """A stored scheme of any version of the method, to be shown. The first version's had no word for it."""
    return read_scheme(data) if "method" in data else read_old(data, version=version_of(data))


def read_scheme(data: Mapping[str, Any]) -> Scheme:
    """A scheme one can compute with, from parsed JSON.

    Raises
    ------
    FaultyFile
        With every fault of the file.
    """
    top = Checked(data)
    if top.whole("method") != METHOD:
        top.say("method", N_("이 프로그램이 계산하는 방식은 2판입니다. 1판 방식은 지난 평가를 보는 데만 씁니다."))
    quantitative, fit = top.part("quantitative"), top.part("fit")
    frame = frame_values(top, quantitative, fit, method=METHOD)
    scheme = Scheme(**frame, **_parts(top, quantitative, fit))
    if top.has("reasons"):
        _reasons(top.part("reasons"), data["reasons"])
    check_frame(scheme, top)
    _check(scheme, top)
    top.finish()
    if top.faults:
        raise FaultyFile(top.faults)
    return replace(scheme, version=version_of(data))


def _parts(top: Checked, quantitative: Checked, fit: Checked) -> dict[str, Any]:
    values = {
        "calibration": _calibration(top.part("calibration")),
        "least_evidence": quantitative.number("least_evidence", 0, 1),
        "grades": _grades(top.part("grades")),
        "silent_below": fit.number("silent_below", 0, 1),
        **_asking(top.part("asking")),
        "survey": _steadying(top.part("survey"), -1),
        "voices": _voices(top.part("voices")),
        "uncertain": _uncertain(top.part("uncertainty")),
    }
    quantitative.finish()
    fit.finish()
    return values


def _reasons(part: Checked, places: object) -> None:
    """Why values were changed, by their place: for people alone, nothing is computed with them."""
    for place in places if isinstance(places, Mapping) else ():
        why = part.part(place)
        why.word("ko"), why.word("en")
        why.finish()


def _calibration(part: Checked) -> Calibration:
    published = part.get("published")
    if not isinstance(published, bool):
        part.say("published", N_("true나 false여야 합니다."), published)
    calibration = Calibration(
        outcomes=part.whole("outcomes"),
        published=published is True,
        rounds_kept=part.whole("rounds_kept"),
        least_outcomes=part.whole("least_outcomes", 1),
        least_rounds=part.whole("least_rounds", 1),
    )
    part.finish()
    return calibration


def _grades(part: Checked) -> tuple[float, ...]:
    grades = tuple(part.number(grade, 0, 1) for grade in ("C", "B", "A"))
    part.finish()
    return grades


def _asking(part: Checked) -> dict[str, Any]:
    problems = part.values("problems")
    for _, value in problems:
        if not isinstance(value, str) or not value:
            part.say("problems", N_("빈칸이 아닌 글이어야 합니다."), repr(value))
    no_crisis = []
    for each in part.parts("no_crisis"):
        no_crisis.append((each.word("question"), each.word("answer")))
        each.finish()
    found = {
        "random_share": part.number("random_share", 0, 1),
        "asking": Asking(tuple(str(value) for _, value in problems), tuple(no_crisis)),
    }
    part.finish()
    return found


def _steadying(part: Checked, low: float) -> Steadying:
    steady = Steadying(
        within=part.number("within", 1e-6),
        prior_K=part.number("prior_K", 1e-6),
        prior_weight=part.number("prior_weight", 1e-6),
        b0=part.number("b0", low, 1),
        b0_weight=part.number("b0_weight", 1e-6),
    )
    part.finish()
    return steady


def _voices(part: Checked) -> Voices:
    points = tuple(value for _, value in part.values("severity_points"))
    if len(points) != 5 or any(not isinstance(p, int | float) for p in points) or list(points) != sorted(points):
        part.say("severity_points", N_("커지는 숫자 다섯 개여야 합니다."), points)
    elif points[0] < 0 or points[-1] > 1:
        part.say("severity_points", N_("0에서 1 사이여야 합니다."), points)
    voices = Voices(
        severity_points=points,
        calm=part.number("calm", 0, 1),
        crisis=part.number("crisis", 0, 1),
        most_K=part.number("most_K", 1e-6),
        least_areas=part.whole("least_areas", 2),
        display_from=part.number("display_from", 0, 1),
        display_to=part.number("display_to", 0, 1),
        steady=_steadying(part.part("steady"), 0),
    )
    part.finish()
    return voices


def _uncertain(part: Checked) -> Uncertain:
    uncertain = Uncertain(
        draws=part.whole("draws", 2, MOST_DRAWS),
        seed=part.whole("seed"),
        domain_concentration=part.number("domain_concentration", 1),
        indicator_shape=part.number("indicator_shape", 0.1),
        lambda_halfwidth=part.number("lambda_halfwidth", 0, 0.5),
        goalpost_shift=part.number("goalpost_shift", 0, 0.49),
        clip_shift=part.number("clip_shift", 0, 49),
        firm_share=part.number("firm_share", 0, 1),
        firm_errors=part.number("firm_errors", 0, 10),
        ridge=part.number("ridge", 1e-6),
        ridge_voices=part.number("ridge_voices", 0),
        mood_common=part.number("mood_common", 0, 1),
        least_revisions=part.whole("least_revisions", 2),
    )
    part.finish()
    return uncertain


def _check(scheme: Scheme, top: Checked) -> None:
    """What one value of method 2 alone cannot show."""
    if scheme.voices.calm >= scheme.voices.crisis:
        top.say("voices.calm", N_("crisis보다 작아야 합니다."), scheme.voices.calm)
    if scheme.voices.display_from >= scheme.voices.display_to:
        top.say("voices.display_from", N_("display_to보다 작아야 합니다."), scheme.voices.display_from)
    if list(scheme.grades) != sorted(scheme.grades):
        top.say("grades", N_("C, B, A의 차례로 커져야 합니다."), scheme.grades)
    if not any(domain.weight > 0 and domain.indicators for domain in scheme.domains):
        top.say("domains", N_("가중치가 0보다 크고 지표가 있는 영역이 하나는 있어야 합니다."))


def _plain(data: Any) -> Any:
    """Numbers in one spelling: 1.0 and 1 are the same policy."""
    if isinstance(data, Mapping):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(value) for value in data]
    return int(data) if isinstance(data, float) and data.is_integer() else data
