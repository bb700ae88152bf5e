"""How a package is laid out: its description, its schema, its words for a reader without the program."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from app.evaluation.package.results import result_columns
from app.evaluation.reading.tables import COLUMNS

FORMAT, LAYOUT = "moksori-evaluation", 1
# Whose account may export a package: it replays to the byte, so that nothing in it can be withheld.
PERMISSION = "evaluation.answers"
MONTHS = ("area", "indicator", "month", "value", "value_before", "reference", "reference_before", "relative")
# Columns that hold numbers; all others hold words. An empty cell is one that is not known.
WORDS = frozenset(
    {
        *("area", "kind", "indicator", "first_month", "last_month", "reason", "respondent", "item", "coder", "theme"),
        *("domain", "stance", "level", "raw_level", "previous_level", "grade", "K_source", "worst_domain"),
        *("geometric_level", "code", "fit", "month"),
    }
)
TOLD = {
    "inputs/areas": ("평가한 밀집지역과 종류", "areas that took part, and their kinds"),
    "inputs/numbers": (
        "지표: y는 last_month까지 여섯 달의 상대 변화 평균(%p)",
        "register indicators: y is the mean relative change of the six months up to last_month [%p]",
    ),
    "inputs/revisions": ("처음 공표와 달라진 달의 수", "months whose final value differs from the first"),
    "inputs/respondents": (
        "물은 곳: 말했는지, 위기가 아니라고 답했는지, 목소리에 세는지",
        "who was asked: spoke, declared no crisis, counts among the voices",
    ),
    "inputs/answers": ("BSI의 답: 1 좋아짐, 0 비슷함, -1 나빠짐", "answers of a BSI: 1 better, 0 the same, -1 worse"),
    "inputs/judgments": (
        "자리(답 하나 또는 발언 하나)마다 전문가가 판단한 것",
        "what each coder decided of each place (one answer or one turn)",
    ),
    "inputs/adjudicated": ("조정해 정한 자리", "what settled a place where coders differed"),
    "inputs/previous": ("지난 회차의 점수와 단계", "scores and levels of earlier rounds"),
    "evidence/months": ("y의 바탕이 된 달마다의 값", "the monthly values y is the mean of"),
    "results/areas": ("지역마다의 점수와 단계", "score and level of each area"),
    "results/sources": (
        "점수의 출처: 비중 e, 점수 p, 보탠 점수",
        "sources of a score: weight e, points p, contribution",
    ),
    "results/domains": ("영역마다의 지표와 목소리", "numbers beside voices in each domain"),
    "results/respondents": ("목소리에 센 곳의 부담과 점수", "burden and points of those who count"),
}


def columns_of(levels: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Every table of a package to its columns."""
    return {
        **{f"inputs/{name}": columns for name, columns in COLUMNS.items()},
        "evidence/months": MONTHS,
        **{f"results/{name}": columns for name, columns in result_columns(levels).items()},
    }


def described(about: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """`package.json`: what the package is, and the SHA-256 of each of its files."""
    results = sha256(b"".join(f"{n}\n".encode() + files[n] for n in sorted(files) if n.startswith("results/")))
    told = {
        "format": FORMAT,
        "layout": LAYOUT,
        **about,
        "results_sha256": results.hexdigest(),
        "files": {name: sha256(files[name]).hexdigest() for name in sorted(files)},
    }
    return _json(told)


def schema_of(levels: Sequence[str]) -> bytes:
    """`schema.json`: JSON Schema of `package.json`, and of a row of each table with its cells as they are written."""
    tables = {
        name: {
            "description": " / ".join(TOLD[name]),
            "type": "object",
            "required": list(columns),
            "additionalProperties": False,
            "properties": {column: _cell(column) for column in columns},
        }
        for name, columns in columns_of(levels).items()
    }
    package = {
        "type": "object",
        "required": [
            "format",
            "layout",
            "method",
            "round",
            "as_of",
            "draws",
            "seed",
            "scheme",
            "inputs_sha256",
            "files",
        ],
        "properties": {
            "format": {"const": FORMAT},
            "layout": {"const": LAYOUT},
            "method": {"const": 2},
            "trial": {"type": "boolean"},
            "draws": {"type": "integer", "minimum": 1},
            "as_of": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
            "files": {"type": "object", "additionalProperties": {"type": "string", "pattern": "^[0-9a-f]{64}$"}},
        },
    }
    return _json(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "urn:moksori:schema:evaluation-package",
            "title": "A package of an evaluation",
            "description": CONFIDENTIAL,
            "$defs": {"package": package, **tables},
            "$ref": "#/$defs/package",
        }
    )


def _cell(column: str) -> dict[str, Any]:
    if column in WORDS:
        return {"type": "string"}
    return {"type": "string", "pattern": r"^(-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?)?$"}


CONFIDENTIAL = (
    "Single firms' answers stand here by code, unmasked, so that it replays to the byte: exported under the permission "
    f"`{PERMISSION}`, for readers of single answers only. Score, level, points and fit of areas where one or two firms "
    "spoke say what they said. Do not publish it."
)


def readme_of(about: Mapping[str, Any]) -> bytes:
    """`README.md`: what each file holds, in both languages."""
    lines = [
        f"# 종합평가 꾸러미 / Evaluation package: {about['round']} ({about['as_of']})",
        "",
        "이름과 발언은 없고 부호만 있습니다. 바이트까지 다시 계산할 수 있도록 한 곳의 답과 점수를 가리지 않았습니다. "
        f"권한 `{PERMISSION}`(한 곳의 답을 볼 수 있는 분석가·전문가)으로 내보냈으므로 그 밖의 사람에게 넘기거나 공개하지 "
        "마십시오.",
        f"There are codes and no names or words. {CONFIDENTIAL}",
        "",
        "CSV: UTF-8, 빈칸은 모르는 값 / an empty cell is not known. `schema.json`: JSON Schema.",
        "",
        "`moksori evaluation replay DIR`: 데이터베이스 없이 다시 계산해 견줍니다 / computes it again without a database.",
        "",
        "| 파일 / file | 내용 | what it holds |",
        "| --- | --- | --- |",
        "| scheme.json | 평가 방식의 모든 수 | every number of the scheme |",
        *(f"| {name}.csv | {korean} | {english} |" for name, (korean, english) in TOLD.items()),
        "",
    ]
    return "\n".join(lines).encode()


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
