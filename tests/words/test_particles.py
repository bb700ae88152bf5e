"""Particles behind values: by the last sound, in pages and in messages, and nowhere both forms in brackets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from flask_babel import gettext, lazy_gettext, ngettext

from app.words.particles import fit

ROOT = Path(__file__).resolve().parents[2]
# 은(는), 을(를), 와(과), (으)로, (이)라고: a form of a particle beside its other one.
BOTH = re.compile(
    r"\((?:으|이)\)(?:로|라|나|며|고|란|든)|(?:은\(는|는\(은|이\(가|가\(이|을\(를|를\(을|와\(과|과\(와)\)"
)


@pytest.mark.parametrize(
    ("sentence", "value", "told"),
    [
        ("‘%(it)s’로 정했습니다", "심각", "‘심각’으로 정했습니다"),
        ("‘%(it)s’으로 정했습니다", "주의", "‘주의’로 정했습니다"),
        ("%(it)s를 분류했습니다", "2026 Q3", "2026 Q3을 분류했습니다"),
        ("점수의 %(it)s을 냈습니다", "30 %", "점수의 30 %를 냈습니다"),
        ("%(it)s가 다시 냈습니다", "예시정밀(주)", "예시정밀(주)이 다시 냈습니다"),
        ("단계(%(it)s)와 다릅니다", "심각", "단계(심각)와 다릅니다"),
        ("%(it)s였습니다", "2027. 2. 15.", "2027. 2. 15.이었습니다"),
        ("%(it)s가 지났습니다", "15:04", "15:04이 지났습니다"),
        ("%(it)s로봇", "심각", "심각로봇"),
    ],
)  # fmt: skip
def test_a_particle_follows_the_last_sound_of_the_value_before_it(sentence: str, value: str, told: str) -> None:
    assert fit(sentence, {"it": value}) % {"it": value} == told


def test_messages_lazy_texts_counts_and_templates_say_it_alike(app: Flask) -> None:
    sentence = "‘%(it)s’로 정했습니다"
    with app.test_request_context("/"):
        assert gettext(sentence, it="심각") == "‘심각’으로 정했습니다"
        assert str(lazy_gettext(sentence, it="심각")) == "‘심각’으로 정했습니다"
        assert ngettext("%(num)s를 넘습니다", "%(num)s를 넘습니다", 3) == "3을 넘습니다"
        page = "{{ _('‘%(it)s’로 정했습니다', it=it) }}"
        assert render_template_string(page, it="<b>심각") == "‘&lt;b&gt;심각’으로 정했습니다"


def test_no_message_or_template_leaves_the_choice_of_a_particle_to_the_reader() -> None:
    files = [
        path
        for part in ("app", "forms", "nlp", "transcripts", "example")
        for path in (ROOT / part).rglob("*")
        if path.suffix in (".py", ".html", ".js", ".json", ".po") and "vendor" not in path.parts
    ]
    assert len(files) > 300
    found = [f"{path.relative_to(ROOT)}: {hit[0]}" for path in files for hit in BOTH.finditer(path.read_text("utf-8"))]
    assert found == []
    assert BOTH.search("‘%(level)s’(으)로") and BOTH.search("%(it)s은(는)") and not BOTH.search("사람(이름)")
