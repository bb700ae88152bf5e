"""Korean words for kinds of personal information, and why something was taken for it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "personal": {
        "person": _l("사람 이름"),
        "firm": _l("기업 이름"),
        "phone": _l("전화번호"),
        "email": _l("이메일"),
        "resident": _l("주민등록번호"),
        "business": _l("사업자등록번호"),
        "account": _l("계좌번호"),
        "card": _l("카드번호"),
        "word": _l("더 바꿀 말"),
        "web": _l("누리집 주소"),
        "contact": _l("메신저 계정"),
        "corporate": _l("법인등록번호"),
        "passport": _l("여권번호"),
        "plate": _l("차량번호"),
        "birth": _l("생년월일"),
        "place": _l("주소"),
    },
    "found_because": {
        "address": _l("이메일 주소"),
        "after_title": _l("직함 뒤의 이름"),
        "birth_date": _l("생년월일이 맞는 번호"),
        "check_digit": _l("검증 숫자가 맞는 번호"),
        "digits": _l("계좌번호처럼 생긴 숫자"),
        "firm_shape": _l("기업 이름처럼 끝나는 말"),
        "firm_mark": _l("(주), 주식회사 등이 붙은 말"),
        "given_alone": _l("이름만 나온 곳"),
        "given_name": _l("성을 뺀 이름"),
        "introduced": _l("자기소개"),
        "known_person": _l("발언자나 참여자"),
        "listed_firm": _l("명부에 있는 기업"),
        "name_word": _l("흔한 낱말이기도 한 이름"),
        "name_part": _l("이름의 일부"),
        "own_word": _l("직접 적은 말"),
        "participating_firm": _l("참여 기업"),
        "polite_word": _l("‘씨’나 ‘님’이 붙은 이름"),
        "same_word": _l("같은 이름이 또 나온 곳"),
        "shape": _l("번호의 모양이 맞음"),
        "short_firm": _l("흔한 낱말일 수 있는 기업 이름"),
        "surname_title": _l("성과 직함"),
        "street": _l("지역·길 이름과 번호"),
        "title": _l("직함이 붙은 이름"),
        "website": _l("누리집 주소"),
        "word_near": _l("앞뒤에 ‘계좌’, ‘전화’, ‘카톡’ 같은 말이 있음"),
    },
}
