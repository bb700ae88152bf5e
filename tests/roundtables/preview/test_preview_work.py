"""The preview as a place to work: corrections, participants, questions and columns, all without a script."""

from __future__ import annotations

import json
import re
from typing import Any

from flask.testing import FlaskClient
from sqlite_utils import Database

from app.coding.statements.store import turns_to_cut
from tests.conftest import all_rows
from tests.roundtables.conftest import confirm, new_record, send, upload
from tests.transcripts.files import workbook

TALK = (
    "사회자: 시작합니다. 어떻습니까?\n김 대표: 어렵습니다.\n김대표: 사람도 없고요.\n"
    "김 대표: 네.\n김대표: 아니요.\n사회자: 네.\n"
)


def start(words: str) -> int:
    return TALK.index(words)


def opened(facilitator: FlaskClient, data: bytes = TALK.encode(), name: str = "녹취록.txt") -> str:
    return str(upload(facilitator, new_record(facilitator), data, name).location)


def press(client: FlaskClient, preview: str, op: str, **fields: Any) -> str:
    answer = send(client, preview, op=op, **fields)
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def turns(client: FlaskClient, preview: str) -> list[tuple[str, str]]:
    page = client.get(preview).text
    found = re.findall(
        r'<span class="speaker">(.*?)</span>\s*<div class="said"><p class="speech">(.*?)</p>', page, re.S
    )
    return [(re.sub("<[^>]*>", "", speaker), text) for speaker, text in found]


def test_two_labels_are_joined_with_one_button_and_keep_their_participant(facilitator: FlaskClient, firms: Any) -> None:
    preview = opened(facilitator)
    assert "같은 사람으로 보입니다" in facilitator.get(preview).text
    press(facilitator, preview, "same 1 2", **{"speaker-2": "nobody"})
    page = facilitator.get(preview).text
    assert {speaker for speaker, _text in turns(facilitator, preview)} == {"사회자", "김 대표"}
    assert re.search(r'name="speaker-1">.*?<option value="nobody" selected>', page, re.S)


def test_a_turn_is_given_split_joined_set_aside_and_each_is_taken_back(facilitator: FlaskClient, firms: Any) -> None:
    preview = opened(facilitator)
    before = turns(facilitator, preview)
    first = start("사람도")
    where = press(facilitator, preview, f"give {first}", **{f"to-{first}": "새 사람", f"until-{first}": "4"})
    assert where.endswith(f"#t-{first}")
    assert [speaker for speaker, _text in turns(facilitator, preview)][2:4] == ["새 사람", "새 사람"]
    press(facilitator, preview, f"split {start('시작')} {start('어떻')}")
    assert turns(facilitator, preview)[:2] == [("사회자", "시작합니다."), ("사회자", "어떻습니까?")]
    press(facilitator, preview, f"join {start('어떻')}")
    assert turns(facilitator, preview)[0] == ("사회자", "시작합니다. 어떻습니까?")
    press(facilitator, preview, f"aside {start('시작')}")
    assert turns(facilitator, preview)[0] == ("발언 아님", "시작합니다. 어떻습니까?")
    for _edit in range(4):
        press(facilitator, preview, "undo")
    assert turns(facilitator, preview) == before
    press(facilitator, preview, f"aside {start('시작')}")
    press(facilitator, preview, "anew")
    assert turns(facilitator, preview) == before


def test_a_correction_that_says_too_little_is_refused_at_its_field(facilitator: FlaskClient, firms: Any) -> None:
    preview, first = opened(facilitator), start("사람도")
    empty = send(facilitator, preview, op=f"give {first}", **{f"to-{first}": " "})
    assert empty.status_code == 422 and f'id="wrong-to-{first}"' in empty.text
    far = send(facilitator, preview, op=f"give {first}", **{f"to-{first}": "가", f"until-{first}": "99"})
    assert far.status_code == 422 and "3에서 6 사이의 번호" in far.text and 'value="가"' in far.text
    for op in ("split 7 9", "join 99999", "same 0", "give x", "split"):
        assert send(facilitator, preview, op=op).status_code == 422, op


def test_a_second_window_cannot_correct_what_it_does_not_show(facilitator: FlaskClient, firms: Any) -> None:
    preview = opened(facilitator)
    token = re.findall(r'name="seen" value="(\w+)"', facilitator.get(preview).text)[0]
    press(facilitator, preview, f"join {start('사람도')}", seen=token)
    press(facilitator, preview, f"aside {start('네.')}", seen=token)
    assert "다른 창에서 그사이 고친 것이 있어" in facilitator.get(preview).text
    assert "발언 아님" not in dict(turns(facilitator, preview))


def test_a_participant_is_added_on_the_spot_for_a_speaker(facilitator: FlaskClient, db: Database, firms: Any) -> None:
    preview = opened(facilitator)
    person = {"new_for": "김 대표", "new_organization": "예시기업 F1", "new_org_kind": "", "new_firm": "예시기업 F1"}
    clash = send(facilitator, preview, op="person", **{**person, "new_label": "사회자"})
    assert clash.status_code == 422 and 'id="wrong-new_label"' in clash.text
    unknown = send(facilitator, preview, op="person", **{**person, "new_firm": "없는 기업", "new_org_kind": "firm"})
    assert unknown.status_code == 422 and 'id="wrong-new_firm"' in unknown.text
    press(facilitator, preview, "person", **person)
    (added,) = [r for r in all_rows(db, "participant") if r["label"] == "김 대표"]
    assert added["org_kind"] == "firm" and added["respondent_id"]
    assert f'<option value="{added["id"]}" selected>' in facilitator.get(preview).text


def test_a_long_transcript_is_shown_a_hundred_turns_a_page_and_searched(facilitator: FlaskClient, firms: Any) -> None:
    talk = "".join(f"사회자: 질문 {n}.\n청중: 대답 {n}.\n" for n in range(1, 151))
    preview = opened(facilitator, talk.encode())
    assert len(turns(facilitator, preview)) == 100 and len(turns(facilitator, f"{preview}?page=3")) == 100
    assert turns(facilitator, f"{preview}?q=대답 9.") == [("청중", "<mark>대답 9.</mark>")]
    assert len(turns(facilitator, f"{preview}?speaker=청중&page=2")) == 50
    place = talk.index("질문 120.")
    assert "page=3" in press(facilitator, preview, f"aside {place}")


def test_an_open_question_must_be_answered_before_the_next_step(facilitator: FlaskClient, firms: Any) -> None:
    data = "사회자: 시작합니다.\n참가자 1: 네.\n가온테크: 저희는요.\n".encode()
    preview = opened(facilitator, data)
    refused = send(facilitator, preview)
    assert refused.status_code == 422 and 'id="wrong-question-0"' in refused.text
    press(facilitator, preview, "answer", **{"question-0": "no"})
    assert turns(facilitator, preview)[1] == ("참가자 1", "네.\n가온테크: 저희는요.")
    assert send(facilitator, preview).location.endswith("/names")


def test_a_label_that_is_a_participants_own_needs_no_question(facilitator: FlaskClient, firms: Any) -> None:
    preview = opened(facilitator, "사회자: 네.\n참가자 1: 네.\nA정밀: 저희는요.\n".encode())
    assert "파일에서 알 수 없는 것" not in facilitator.get(preview).text


def test_the_encoding_is_asked_about_with_a_sample_of_each(facilitator: FlaskClient, firms: Any) -> None:
    broken = TALK.encode("cp949").decode("latin-1").encode()
    preview = opened(facilitator, broken)
    page = facilitator.get(preview).text
    assert "깨져서 저장된 CP949를 되돌림" in page and "사회자: 시작합니다." in page
    press(facilitator, preview, "guess")
    assert turns(facilitator, preview)[0] == ("사회자", "시작합니다. 어떻습니까?")


def test_the_columns_of_a_workbook_are_chosen_on_a_page_of_its_first_rows(facilitator: FlaskClient, firms: Any) -> None:
    rows: list[list[object]] = [
        ["구분", "회사", "적은 말"],
        ["1", "가온", "구할 사람이 없습니다."],
        ["2", "나래", "저희도요."],
    ]
    preview = opened(facilitator, workbook(rows), "표.xlsx")
    assert "어느 열이 발언자이고" in facilitator.get(preview).text
    page = facilitator.get(f"{preview}/columns").text
    assert "C · 적은 말" in page and "구할 사람이 없습니다." in page
    twice = send(facilitator, f"{preview}/columns", **{"sheet": "0", "head-0": "1", "speaker-0": "2", "text-0": "2"})
    assert twice.status_code == 422 and "한 열을 두 번 골랐습니다" in twice.text
    none = send(facilitator, f"{preview}/columns", **{"sheet": "0", "head-0": "1", "speaker-0": "1", "text-0": ""})
    assert none.status_code == 422 and 'id="wrong-text-0"' in none.text
    done = send(facilitator, f"{preview}/columns", **{"sheet": "0", "head-0": "1", "speaker-0": "1", "text-0": "2"})
    assert done.status_code == 302
    assert turns(facilitator, preview) == [("가온", "구할 사람이 없습니다."), ("나래", "저희도요.")]
    assert "열 다시 고르기" in facilitator.get(preview).text


def test_what_is_kept_beside_a_file_is_read_once_for_each_reading(
    facilitator: FlaskClient, firms: Any, monkeypatch: Any
) -> None:
    preview = opened(facilitator)
    monkeypatch.setattr("app.roundtables.preview.preparing.read_limited", lambda *_: 1 / 0)
    press(facilitator, preview, f"aside {start('시작')}")
    assert facilitator.get(preview).status_code == 200
    assert json.dumps(turns(facilitator, preview))


def test_a_line_set_aside_is_stored_so_shown_quietly_and_never_cut_into_segments(
    facilitator: FlaskClient, db: Database, firms: Any
) -> None:
    path = new_record(facilitator)
    talk = "2026년 협의체 녹취록\n\n사회자: 시작합니다.\nA정밀 대표: 사람이 없습니다.\n사회자: 네.\nA정밀 대표: 네.\n"
    preview = str(upload(facilitator, path, talk.encode()).location)
    press(facilitator, preview, "title")
    people = {str(r["label"]): str(r["id"]) for r in all_rows(db, "participant")}
    confirm(facilitator, preview, **{"speaker-0": people["사회자"], "speaker-1": people["A정밀 대표"]})
    assert [r["aside"] for r in all_rows(db, "turn")] == [1, 0, 0, 0, 0]
    page = facilitator.get(f"{path}/transcript").text
    assert "발언 아님" in page and "2026년 협의체 녹취록" in page and "확인 필요" not in page
    (document,) = all_rows(db, "document")
    assert next(source.text for source in turns_to_cut(db, document["id"])) == "시작합니다."


def test_no_button_or_link_of_the_page_loses_who_was_chosen(facilitator: FlaskClient, firms: Any) -> None:
    talk = "".join(f"사회자: 질문 {n}.\n청중: 대답 {n}.\n" for n in range(1, 81))
    preview = opened(facilitator, talk.encode())
    for number, (op, fields, where) in enumerate(
        [
            ("find", {"q": "대답 9.", "speaker": "청중"}, "q=%EB%8C%80%EB%8B%B5+9.&speaker=%EC%B2%AD%EC%A4%91#talk"),
            ("see 1", {}, "speaker=%EC%B2%AD%EC%A4%91#talk"),
            ("page 2", {}, "page=2#talk"),
            ("all", {"q": "x"}, "#talk"),
        ]
    ):
        chosen = "nobody" if number % 2 else ""
        assert press(facilitator, preview, op, **{"speaker-1": chosen}, **fields).endswith(where), op
        assert is_chosen(facilitator, preview, "speaker-1", chosen), op
    held = send(facilitator, preview, op="hold", **{"speaker-1": "nobody"})
    assert held.status_code == 204 and is_chosen(facilitator, preview, "speaker-1", "nobody")
    assert send(facilitator, preview, op="hold", seen="old").status_code == 409


def is_chosen(client: FlaskClient, preview: str, name: str, value: str) -> bool:
    select = re.findall(rf'name="{name}">(.*?)</select>', client.get(preview).text, re.S)[0]
    return f'value="{value}" selected' in select if value else "selected" not in select


def test_an_answer_that_was_only_ticked_is_still_ticked_when_one_comes_back(
    facilitator: FlaskClient, firms: Any
) -> None:
    preview = opened(facilitator, "사회자: 시작합니다.\n참가자 1: 네.\n가온테크: 저희는요.\n".encode())
    assert send(facilitator, preview, op="hold", **{"question-0": "no"}).status_code == 204
    page = facilitator.get(preview).text
    assert 'name="question-0" value="no" checked' in page and "파일에서 알 수 없는 것 1가지" in page


def test_what_joining_takes_along_is_said_and_the_words_alone_can_be_given(
    facilitator: FlaskClient, firms: Any
) -> None:
    preview = opened(facilitator)
    assert "‘김대표:’까지 앞 발언에 붙이기" in facilitator.get(preview).text
    press(facilitator, preview, f"follow {start('사람도')}")
    assert turns(facilitator, preview)[2] == ("김 대표", "사람도 없고요.")
    press(facilitator, preview, f"split {start('시작')} {start('어떻')}")
    page = facilitator.get(preview).text
    assert re.search(rf'value="join {start("어떻")}">앞 발언에 붙이기<', page)


def test_headings_and_stage_directions_within_turns_are_set_aside_with_one_button(
    facilitator: FlaskClient, firms: Any
) -> None:
    talk = "사회자: 시작합니다.\n2. 질의응답\n여쭙겠습니다.\n청중: 네.\n[웃음]\n사회자: 네.\n- 이상 -\n"
    preview = opened(facilitator, talk.encode())
    offered = re.findall(r'name="lift" value="([\d-]+)" checked>\s*<span>([^<]+)', facilitator.get(preview).text)
    assert [words for _range, words in offered] == ["2. 질의응답", "[웃음]", "- 이상 -"]
    none = send(facilitator, preview, op="lift")
    assert none.status_code == 422 and "발언이 아닌 줄을 골라" in none.text
    press(facilitator, preview, "lift", lift=[place for place, _words in offered[:2]])
    assert turns(facilitator, preview)[:5] == [
        ("사회자", "시작합니다."), ("발언 아님", "2. 질의응답"), ("사회자", "여쭙겠습니다."),
        ("청중", "네."), ("발언 아님", "[웃음]"),
    ]  # fmt: skip
    press(facilitator, preview, "undo")
    place = talk.index("시작합니다")
    pieces = re.findall(rf'value="split {place} (\d+)"', facilitator.get(preview).text)
    assert [talk[int(at) :].split("\n")[0] for at in pieces] == ["2. 질의응답", "여쭙겠습니다."]


def test_the_label_of_a_turn_that_is_given_is_no_speech(facilitator: FlaskClient, firms: Any) -> None:
    talk = "사회자: 시작합니다.\n결론: 새 사람> 더 있습니다.\n청중: 네.\n"
    preview = opened(facilitator, talk.encode())
    press(facilitator, preview, f"split {talk.index('시작')} {talk.index('결론')}")
    press(facilitator, preview, f"give {talk.index('결론')}", **{f"to-{talk.index('결론')}": "결론"})
    where = press(facilitator, preview, f"give {talk.index('새 사람')}", **{f"to-{talk.index('새 사람')}": "새 사람"})
    assert where.endswith(f"#t-{talk.index('더 있')}")
    assert turns(facilitator, preview)[1] == ("새 사람", "더 있습니다.")


def test_a_participant_who_speaks_once_and_first_is_a_speaker_even_after_beginning_anew(
    facilitator: FlaskClient, firms: Any
) -> None:
    person = {
        "participants-2-label": "오예시",
        "participants-2-organization": "예시",
        "participants-2-org_kind": "city",
    }
    talk = "오예시: 시작하겠습니다.\nA정밀 대표: 네.\n".encode()
    preview = str(upload(facilitator, new_record(facilitator, **person), talk).location)
    assert turns(facilitator, preview)[0] == ("오예시", "시작하겠습니다.")
    press(facilitator, preview, "anew")
    assert turns(facilitator, preview)[0] == ("오예시", "시작하겠습니다.")


def test_who_leads_is_proposed_to_be_the_only_moderator(facilitator: FlaskClient, db: Database, firms: Any) -> None:
    path = new_record(facilitator, **{"participants-0-label": "오예시"})
    talk = "진행자: 시작합니다.\n사회자 오예시: 네.\nA정밀 대표: 네.\n사회복지사: 네.\n"
    page = facilitator.get(str(upload(facilitator, path, talk.encode()).location)).text
    leader = next(r["id"] for r in all_rows(db, "participant") if r["label"] == "오예시")
    for number, meant in enumerate((True, True, False, False)):
        select = re.findall(rf'name="speaker-{number}">(.*?)</select>', page, re.S)[0]
        assert (f'value="{leader}" selected' in select) is meant, number


def test_the_english_preview_opens(facilitator: FlaskClient, firms: Any) -> None:
    preview = opened(facilitator)
    assert facilitator.get(f"{preview}?lang=en").status_code == 200
