"""Korean words (English through the catalogue) for the codes of exchange."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "not_carried": {
        "picture": _l("그림은 옮기지 못했습니다"),
        "audio": _l("소리 파일은 옮기지 못했습니다"),
        "video": _l("영상은 옮기지 못했습니다"),
        "picture_selection": _l("그림 위의 선택은 옮기지 못했습니다"),
        "media_selection": _l("소리·영상의 시간 구간 선택은 옮기지 못했습니다"),
        "pdf_selection": _l("PDF 쪽 위의 사각형 선택은 글에서 찾지 못해 옮기지 못했습니다"),
        "pdf_without_text": _l("글이 딸리지 않은 PDF는 옮기지 못했습니다"),
        "rich_text_only": _l("서식 문서만 있고 글이 딸리지 않아 옮기지 못했습니다"),
        "text_missing": _l("글 파일이 묶음 안에 없어 옮기지 못했습니다"),
        "text_unreadable": _l("글 파일을 읽을 수 없어 옮기지 못했습니다"),
        "out_of_range": _l("글 밖을 가리키는 선택은 옮기지 못했습니다"),
        "no_position": _l("위치가 숫자가 아닌 선택은 옮기지 못했습니다"),
        "code_unknown": _l("코드북에 없는 코드를 가리키는 코딩은 옮기지 못했습니다"),
        "quote_not_found": _l("인용한 글을 본문에서 찾지 못해 옮기지 못했습니다"),
        "quote_many": _l("인용한 글이 본문에 여러 번 나와 자리를 정하지 못했습니다"),
        "set": _l("묶음(세트)은 옮기지 못했습니다"),
        "link": _l("연결(링크)은 옮기지 못했습니다"),
        "graph": _l("그림 관계도(그래프)는 옮기지 못했습니다"),
        "value": _l("없는 변수를 가리키는 값은 옮기지 못했습니다"),
    },
    "quote_check": {
        "named": _l("인용과 같음"),
        "fits": _l("낱말 경계에 맞음"),
        "doubtful": _l("확인 필요"),
    },
    "not_brought": {
        "no_text": _l("저장된 글에서 찾지 못한 문서의 코딩"),
        "no_place": _l("저장된 글에 그 말이 없거나 여러 번 나오는 코딩"),
        "no_segment": _l("들을 수 없거나 문장이 아닌 곳(진행, 지문)의 코딩"),
        "no_theme": _l("주제를 고르지 않은 코드의 코딩"),
        "coder": _l("고르지 않은 사람의 코딩"),
        "settled": _l("조정하여 정한 값: 누구의 판단도 아니므로 담지 않음"),
        "note_there": _l("이미 있는 메모"),
        "note_long": _l("비었거나 8,000자가 넘는 메모"),
        "note_free": _l("글·말·주제에 붙어 있지 않거나 그 글을 찾지 못한 메모"),
        "stands": _l("이미 같은 주제나 ‘해당 없음’으로 판단해 둔 곳의 코딩"),
        "again": _l("같은 문장, 같은 주제로 한 건이 된 코딩"),
    },
    "match_way": {
        "exact": _l("글이 같음"),
        "bare": _l("띄어쓰기·줄만 다름"),
        "quotes": _l("글은 다르나 인용이 있음"),
        "none": _l("저장된 글 없음"),
    },
    "job_kind": {"export_codings": _l("코딩 내보내기")},
    "import_kind": {"exchange": _l("다른 도구의 코딩")},
}
