"""Korean words (English through the catalogue) for every code stored in a table. One dict a kind of code."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.words.personal_labels import PERSONAL
from app.words.place_labels import PLACES

LABELS = {
    "record_field": {
        "kind": _l("종류"),
        "title": _l("제목"),
        "title_en": _l("영문 제목"),
        "held_on": _l("날짜"),
        "starts_at": _l("시작"),
        "ends_at": _l("끝"),
        "place": _l("장소"),
        "series": _l("시리즈"),
        "industry_code": _l("업종"),
        "language": _l("언어"),
        "area_codes": _l("밀집지역"),
        "topics": _l("논의 주제"),
        "participants": _l("참여자"),
    },
    "role": {
        "researcher": _l("조사원"),
        "facilitator": _l("진행자"),
        "expert": _l("전문가"),
        "analyst": _l("분석가"),
        "official": _l("공무원"),
        "admin": _l("관리자"),
    },
    **PLACES,
    "size_band": {
        "micro": _l("소상공인"),
        "small": _l("소기업"),
        "medium": _l("중기업"),
        "large": _l("중견·대기업"),
    },
    "growth_stage": {
        "startup": _l("창업기"),
        "growth": _l("성장기"),
        "mature": _l("성숙기"),
        "renewal": _l("재도약기"),
    },
    "industry_kind": {"main": _l("주력산업"), "future": _l("미래 신산업"), "other": _l("그 밖의 산업")},
    "roundtable_kind": {
        "roundtable": _l("FGI 협의체"),
        "interview": _l("심층 인터뷰"),
        "field_note": _l("현장 기록"),
    },
    "org_kind": {
        "city": _l("부산시·구군"),
        "council": _l("시의회"),
        "technopark": _l("테크노파크"),
        "support": _l("지원기관"),
        "ministry": _l("중앙정부"),
        "agency": _l("진흥기관"),
        "firm": _l("기업"),
        "expert": _l("외부 전문가"),
        "moderator": _l("사회자"),
    },
    "transcript_state": {"none": _l("녹취록 없음"), "speakers": _l("발언자 확인 필요"), "done": _l("완료")},
    "seat": {
        "city": _l("부산시 공무원"),
        "technopark": _l("부산테크노파크"),
        "support_center": _l("지역 중소기업 지원센터"),
        "mss": _l("부산지방중소벤처기업청"),
        "expert": _l("외부 전문가"),
    },
    "stance": {
        "need": _l("애로·요구"),
        "none": _l("문제 없음"),
        "resolved": _l("해소됨"),
        "undecided": _l("판단 보류"),
    },
    "domain": {
        "finance": _l("금융"),
        "market": _l("시장"),
        "technology": _l("기술"),
        "hr": _l("인력"),
        "rnd": _l("연구개발"),
        "external": _l("외부 충격"),
    },
    "statement": {
        "difficulty": _l("어려움"),
        "request": _l("요청"),
        "proposal": _l("개선 제안"),
        "praise": _l("좋은 평가"),
        "fact": _l("사실 설명"),
    },
    "fit": {
        "agreement": _l("일치"),
        "partial": _l("부분 일치"),
        "dissonance": _l("불일치"),
        "silence": _l("한쪽 침묵"),
    },
    "level": {
        "good": _l("양호"),
        "caution": _l("주의"),
        "warning": _l("경고"),
        "serious": _l("심각"),
        "danger": _l("위험"),
    },
    "level_state": {
        "computed": _l("산출"),
        "validated": _l("현장검증"),
        "decided": _l("의결"),
        "confirmed": _l("확정"),
    },
    "override_reason": {
        "site_finding": _l("현장에서 확인한 사실"),
        "data_error": _l("자료의 오류나 누락"),
        "later_change": _l("기준일 뒤에 달라진 사정"),
        "missing_voices": _l("조사에 잡히지 않은 목소리"),
        "local_context": _l("지역 사정에 대한 판단"),
        "other": _l("그 밖의 사유"),
    },
    "evidence_kind": {"segment": _l("발언·답변"), "observation": _l("지표 값"), "text": _l("확인한 내용")},
    "monitoring_state": {"stable": _l("안정"), "watch": _l("관찰"), "undetermined": _l("판단 유보")},
    "channel": {"online": _l("온라인"), "onsite": _l("현장 방문"), "paper": _l("종이")},
    "action": {
        "accept": _l("채택"),
        "change": _l("변경"),
        "reject": _l("반려"),
        "add": _l("추가"),
        "retract": _l("판단 취소"),
        "nothing": _l("해당 없음"),
    },
    "job_state": {"queued": _l("대기"), "running": _l("진행 중"), "done": _l("완료"), "failed": _l("실패")},
    "language": {"ko": _l("한국어"), "en": _l("영어")},
    "audit": {
        "sign-in": _l("로그인"),
        "sign-in refused": _l("로그인 거부"),
        "data downloaded": _l("자료 내려받기"),
        "person added": _l("사람 추가"),
        "person opened": _l("계정 다시 사용"),
        "person closed": _l("계정 정지"),
        "password set": _l("비밀번호 설정"),
        "scope set": _l("담당 지역 변경"),
        "office set": _l("조사 기관 변경"),
        "file imported": _l("파일 가져오기"),
        "quarter classified": _l("분기 분류"),
        "questionnaire published": _l("설문지 게시"),
        "survey opened": _l("조사 열기"),
        "link made": _l("응답 링크 만들기"),
        "link revoked": _l("응답 링크 폐기"),
        "response accepted": _l("응답 접수"),
        "round opened": _l("회차 열기"),
        "roundtable added": _l("간담회 기록 추가"),
        "roundtable changed": _l("간담회 기록 변경"),
        "transcript stored": _l("녹취록 저장"),
        "transcript withdrawn": _l("녹취록 철회"),
        "speakers matched": _l("발언자 확인"),
        "personal information left": _l("개인정보를 그대로 둠"),
        "sealed refused": _l("원본 열람 거부"),
        "raw transcript read": _l("원본 글 열람"),
        "key read": _l("이름 대조표 열람"),
        "original downloaded": _l("원본 파일 내려받기"),
        "original kept until": _l("원본 보관 기한 변경"),
        "originals destroyed": _l("원본 파기"),
        "codebook published": _l("코드북 게시"),
        "codebook draft begun": _l("코드북 초안 시작"),
        "codebook draft dropped": _l("코드북 초안 버리기"),
        "codebook draft carried over": _l("코드북 초안을 새 판으로 옮기기"),
        "round evaluated": _l("종합평가 실행"),
        "round evaluated again": _l("같은 자료로 다시 평가"),
        "seat assigned": _l("검증단 자리 지정"),
        "vote cast": _l("현장검증 표 제출"),
        "level validated": _l("현장검증 마침"),
        "level decided": _l("협의회 의결 기록"),
        "level confirmed": _l("확정 기록"),
        "statement added": _l("의견 기록"),
        "themes suggested": _l("주제 제안 실행"),
        "segment judged": _l("문장 판단"),
        "judgment taken back": _l("판단 되돌리기"),
        "model learned": _l("판단에서 학습"),
    },
    "audit_object": {
        "person": _l("사람"),
        "quarter": _l("분기"),
        "round": _l("회차"),
        "area": _l("밀집지역"),
        "import": _l("가져온 파일"),
        "office": _l("조사 기관"),
        "questionnaire": _l("설문지"),
        "survey": _l("조사"),
        "invitation": _l("응답 링크"),
        "response": _l("응답"),
        "roundtable": _l("간담회"),
        "codebook": _l("코드북"),
        "segment": _l("문장"),
        "evaluation": _l("종합평가"),
        "area_result": _l("지역 평가 결과"),
        "model": _l("학습 모델"),
    },
    "import_kind": {
        "areas": _l("밀집지역 명부"),
        "firms": _l("기업 명부"),
        "observations": _l("지표 자료"),
        "responses": _l("설문 응답"),
        "codings": _l("전문가 판단"),
        "votes": _l("현장검증 표"),
    },
    "download": {
        "responses": _l("설문 응답"),
        "texts": _l("주관식 답"),
        "links": _l("응답 링크"),
        "roundtables": _l("간담회 목록"),
        "transcript": _l("녹취록"),
        "transcript_named": _l("녹취록(참여자 이름 포함)"),
        "codings": _l("전문가 판단"),
        "comparison": _l("분석 비교"),
        "audit": _l("감사 기록"),
    },
    **PERSONAL,
    "bsi_item": {
        "biz": _l("업황"),
        "sales": _l("매출"),
        "exports": _l("수출"),
        "profit": _l("수익성"),
        "funding": _l("자금 사정"),
        "staffing": _l("인력 사정"),
    },
    "survey_state": {"waiting": _l("시작 전"), "open": _l("진행 중"), "closed": _l("마감")},
    "job_kind": {
        "suggest": _l("주제 제안"),
        "refit": _l("판단에서 학습"),
        "evaluate": _l("평가 실행"),
        "preview_terms": _l("바뀐 용어 미리 보기"),
    },
    "job_phase": {
        "segments": _l("문장으로 나누는 중"),
        "suggestions": _l("주제를 제안하는 중"),
        "reading": _l("글을 읽는 중"),
        "learning": _l("판단에서 배우는 중"),
        "attitudes": _l("태도와 발언 종류를 배우는 중"),
        "readings": _l("배운 것으로 문장을 살피는 중"),
        "preview": _l("바뀐 용어를 문장에 적용해 보는 중"),
    },
    "term_kind": {"surface": _l("그대로"), "near": _l("가까이 나온 두 용어")},
    "change": {"added": _l("추가됨"), "removed": _l("삭제됨"), "changed": _l("수정됨")},
    "draft_words": {
        "name_ko": _l("이름(한국어)"),
        "name_en": _l("이름(영어)"),
        "definition_ko": _l("정의(한국어)"),
        "definition_en": _l("정의(영어)"),
        "include_ko": _l("포함 기준(한국어)"),
        "include_en": _l("포함 기준(영어)"),
        "exclude_ko": _l("제외 기준(한국어)"),
        "exclude_en": _l("제외 기준(영어)"),
    },
    "model_kind": {"theme": _l("주제"), "stance": _l("태도"), "statement": _l("발언 종류")},
    "difference": {
        "only_a": _l("앞 분석에만"),
        "only_b": _l("뒤 분석에만"),
        "stance": _l("태도가 바뀜"),
        "score": _l("점수가 바뀜"),
        "same": _l("같음"),
    },
    "voice_source": {"roundtable": _l("간담회·인터뷰"), "survey": _l("설문")},
    "respondent_kind": {"firm": _l("기업"), "expert": _l("전문가")},
}

LEVEL_SHAPES = {"good": "●", "caution": "▲", "warning": "◆", "serious": "■", "danger": "⬟"}


def label(code: str | None, kind: str) -> str:
    """The word for a stored code; a dash for none, the code itself where no word exists."""
    if code is None or code == "":
        return "–"
    return str(LABELS[kind].get(code, code))


def code_for(text: str, kind: str) -> str | None:
    """The stored code for a word a person wrote (the Korean word, in any spacing, or the code itself)."""
    squeezed = "".join(text.split())
    for code, word in LABELS[kind].items():
        korean = str(getattr(word, "_args", (word,))[0])
        if squeezed in (code, korean.replace(" ", "")):
            return code
    return None


def choices(kind: str) -> list[tuple[str, str]]:
    """Codes and words, in order, for a select field."""
    return [(code, str(word)) for code, word in LABELS[kind].items()]
