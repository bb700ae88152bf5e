"""Korean words (English through the catalogue) for the codes of statements, judgments, models and coding's jobs."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "stance": {
        "need": _l("애로·요구"),
        "none": _l("문제 없음"),
        "resolved": _l("해소됨"),
        "undecided": _l("판단 보류"),
    },
    "statement": {
        "difficulty": _l("어려움"),
        "request": _l("요청"),
        "proposal": _l("개선 제안"),
        "praise": _l("좋은 평가"),
        "fact": _l("사실 설명"),
        "other": _l("질문·진행"),
    },
    "grade": {"sure": _l("확실"), "perhaps": _l("불확실")},
    "apart": {
        "assent": _l("맞장구"),
        "greeting": _l("인사"),
        "introduction": _l("자기소개"),
        "procedure": _l("회의 진행"),
        "direction": _l("장면 설명"),
    },
    "voice_source": {"roundtable": _l("간담회·인터뷰"), "survey": _l("설문")},
    "action": {
        "accept": _l("채택"),
        "change": _l("변경"),
        "reject": _l("반려"),
        "add": _l("추가"),
        "retract": _l("판단 취소"),
        "nothing": _l("해당 없음"),
    },
    "model_kind": {"theme": _l("주제"), "stance": _l("태도"), "statement": _l("발언 종류")},
    "difference": {
        "only_a": _l("앞 분석에만"),
        "only_b": _l("뒤 분석에만"),
        "stance": _l("태도가 바뀜"),
        "score": _l("점수가 바뀜"),
        "same": _l("같음"),
    },
    "job_phase": {
        "segments": _l("문장으로 나누는 중"),
        "suggestions": _l("주제를 제안하는 중"),
        "reading": _l("글을 읽는 중"),
        "learning": _l("판단에서 배우는 중"),
        "attitudes": _l("태도와 발언 종류를 배우는 중"),
        "readings": _l("배운 것으로 문장을 살피는 중"),
        "vectors": _l("문장의 뜻을 읽는 중"),
        "preview": _l("바뀐 용어를 문장에 적용해 보는 중"),
    },
    "job_kind": {
        "suggest": _l("주제 제안"),
        "refit": _l("판단에서 학습"),
        "preview_terms": _l("바뀐 용어 미리 보기"),
    },
}
