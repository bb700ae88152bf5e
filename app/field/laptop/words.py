"""What the laptop's app says. Its scripts name a key; the words come with the shell, in the shell's language."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

WORDS = {
    # The lock
    "open_title": _l("현장 자료 열기"),
    "login": _l("아이디"),
    "pin": _l("PIN"),
    "open": _l("열기"),
    "first_title": _l("이 기기를 처음 쓰십니까?"),
    "first_text": _l("인터넷이 되는 곳에서 로그인해 준비하면, 그다음부터는 인터넷 없이 열고 저장할 수 있습니다."),
    "prepare": _l("이 기기 준비하기"),
    "forgot": _l("PIN을 잊었습니다"),
    "sign_in_title": _l("먼저 로그인해 주십시오"),
    "sign_in_text": _l(
        "이 기기를 준비하거나 PIN을 새로 정하려면 로그인이 필요합니다. 로그인한 뒤 이 화면으로 돌아옵니다."
    ),
    "sign_in": _l("로그인"),
    "back": _l("뒤로"),
    "need_network": _l("서버에 연결되지 않았습니다. 인터넷이 되는 곳에서 다시 눌러 주십시오."),
    "prepare_title": _l("이 기기 준비하기"),
    "prepare_text": _l(
        "이 기기에 저장하는 모든 자료를 PIN으로 잠급니다. 동료와 한 기기를 써도 서로의 자료와 이름은 보이지 않습니다."
    ),
    "prepare_do": _l("준비하기"),
    "new_pin": _l("새 PIN"),
    "pin_hint": _l("숫자나 글자 6자 이상. 길수록 안전합니다."),
    "pin_again": _l("새 PIN 다시"),
    "pin_short": _l("PIN이 너무 짧습니다. {n}자 이상으로 정해 주십시오."),
    "pin_differs": _l("두 PIN이 다릅니다. 다시 적어 주십시오."),
    "renew_title": _l("PIN 새로 정하기"),
    "renew_text": _l(
        "로그인했으므로 사무실의 비밀값으로 이 기기의 자료를 열고 새 PIN으로 잠급니다. 보내지 않은 답도 그대로입니다."
    ),
    "renew_do": _l("새 PIN으로 열기"),
    "wrong_pin": _l("PIN이 맞지 않습니다. 여러 번 틀리면 기다리는 시간이 길어집니다."),
    "wait_until": _l("PIN을 여러 번 틀렸습니다. {at} 이후에 다시 해 주십시오."),
    "no_store": _l("이 기기에 준비된 자료가 없습니다. 아이디를 확인하거나 이 기기를 준비해 주십시오."),
    "not_now": _l("지금은 하지 못했습니다. 인터넷과 로그인을 확인하고 다시 해 주십시오."),
    # What is saved
    "state_fresh": _l("적으면 1초 안에 이 기기에 저장합니다"),
    "state_writing": _l("저장하는 중…"),
    "state_saved": _l("저장됨"),
    "state_full": _l("저장하지 못함: 저장 공간이 찼습니다"),
    "state_failed": _l("저장하지 못함: 다시 시도합니다"),
    "state_resident": _l("주민등록번호처럼 보이는 답은 저장하지 않습니다. 번호를 지워 주십시오"),
    "full": _l(
        "이 기기의 저장 공간이 찼습니다. 적으신 것은 화면에 있습니다. 이 창을 닫지 말고, ‘보낼 자료’에서 보내거나 "
        "USB로 내려받은 뒤 기기의 다른 파일을 지워 주십시오. 자리가 나면 저절로 저장합니다."
    ),
    "store_closed": _l("브라우저가 저장소를 닫아 다시 열었습니다. 저장된 자료는 그대로입니다."),
    "unforeseen": _l(
        "예상하지 못한 오류가 났습니다. 화면의 ‘저장됨’을 확인하고, "
        "보이지 않으면 이 창을 새로 고치지 말고 사무실에 알려 주십시오."
    ),
    # Asking
    "not_whole": _l("고칠 곳이 {n}곳 있습니다. 표시한 문항을 고친 뒤 다시 눌러 주십시오."),
    "not_saved": _l("아직 이 기기에 저장하지 못했습니다. 위의 까닭을 풀고 다시 눌러 주십시오."),
    "not_sealed": _l("마치지 못했습니다. 적으신 것은 이 기기에 저장되어 있습니다. 다시 눌러 주십시오."),
    "no_form": _l("이 설문지의 문항이 이 기기에 없습니다. 인터넷이 되는 곳에서 ‘새로 받기’를 눌러 주십시오."),
    "other_tab": _l("다른 창에서 쓰고 있는 응답입니다. 여기서는 읽기만 할 수 있습니다."),
    "revision": _l(
        "이미 마친 응답을 고치는 중입니다. 마치면 앞의 응답 대신 이 응답을 셉니다. 앞의 것도 사무실에 남습니다."
    ),
    "finish": _l("마치기"),
    "later": _l("나중에 계속"),
    "sealed": _l("마쳤습니다. 이 기기에 안전하게 저장했고, 인터넷이 되면 저절로 보냅니다."),
    "sealed_visit": _l("응답을 마쳤습니다. 이어서 방문 결과를 확인하고 마쳐 주십시오."),
    "visited": _l("방문 마침"),
    "answered": _l("응답 마침"),
    # Today
    "today_title": _l("오늘의 현장"),
    "taken_at": _l("{at}에 받은 자료"),
    "no_day": _l("아직 받은 자료가 없습니다. 인터넷이 되는 곳에서 로그인하고 ‘새로 받기’를 눌러 주십시오."),
    "writing_title": _l("쓰고 있는 것 {n}건"),
    "go_on": _l("계속"),
    "visits_title": _l("방문 {n}곳"),
    "no_visits": _l("오늘까지 맡은 방문이 없습니다. 아래에서 기업을 찾아 설문할 수 있습니다."),
    "overdue": _l("날짜 지남"),
    "ask": _l("설문하기"),
    "visit_result": _l("방문 결과"),
    "said_last": _l("지난번 답 {wave}"),
    "firms_title": _l("기업 찾기"),
    "survey": _l("설문"),
    "search": _l("기업 이름이나 코드"),
    "more_firms": _l("그 밖에 {n}곳이 더 있습니다. 이름을 더 적어 주십시오."),
    "unlisted": _l("명부에 없는 기업"),
    "no_survey": _l("지금 진행하는 설문이 없습니다."),
    "kind_return": _l("응답"),
    "kind_visit": _l("방문"),
    # A visit
    "outcome": _l("방문 결과"),
    "choose_outcome": _l("방문 결과를 골라 주십시오."),
    "reason": _l("까닭"),
    "choose": _l("골라 주십시오"),
    "choose_reason": _l("까닭을 골라 주십시오."),
    "second_on": _l("다시 방문할 날 (선택)"),
    "note": _l("메모 (선택)"),
    "note_hint": _l("사람 이름과 전화번호는 적지 마십시오."),
    "agreed": _l("위의 내용에 동의하셨습니다"),
    "need_consent": _l("메모나 사진을 남기려면 동의를 받아 표시해 주십시오."),
    "photos": _l("사진 (선택, {n}장까지)"),
    "photos_hint": _l("줄여서 저장하고, 찍은 곳과 시각은 지웁니다. 사람 얼굴은 찍지 마십시오."),
    "photo_n": _l("사진 {n}"),
    "take_out": _l("빼기"),
    # Sending
    "outbox_title": _l("보낼 자료"),
    "unsent": _l("보내지 않음 {n}건"),
    "all_sent": _l("모두 보냄"),
    "not_taken": _l("받지 않은 기록 {n}건"),
    "unsent_title": _l("아직 보내지 않은 것 {n}건"),
    "nothing_unsent": _l("보내지 않은 것이 없습니다."),
    "send_now": _l("지금 보내기"),
    "to_stick": _l("USB로 내려받기"),
    "stick_done": _l(
        "{n}건을 파일로 내려받았습니다. 사무실에서만 열 수 있습니다. 서명된 영수증을 받을 때까지 이 기기에도 남아 있습니다."
    ),
    "record_sealed": _l("보낼 차례"),
    "record_sending": _l("보내는 중"),
    "record_refused": _l("받지 않음"),
    "tries": _l("{n}번 보냄"),
    "try_again": _l("다시 보내기"),
    "change": _l("고쳐서 다시 마치기"),
    "sent_title": _l("보낸 것 {n}건"),
    "sent_text": _l("사무실이 서명한 영수증을 확인한 뒤에만 이 기기에서 내용을 지웁니다."),
    "at_office": _l("사무실에 있는 내 기록 보기(인터넷 필요)"),
    "col_what": _l("무엇"),
    "col_number": _l("접수번호"),
    "col_state": _l("상태"),
    "col_received": _l("받은 때"),
    "state_at_office_accepted": _l("저장됨"),
    "state_at_office_held": _l("사무실에서 확인 중"),
    "signed_out_sent": _l("로그인이 끝나 새 방문과 설문지를 받지 못합니다. 이 기기에서는 그대로 적을 수 있습니다."),
    "signed_out": _l("로그인이 끝나 보내기를 멈추었습니다. 자료는 이 기기에 그대로 있습니다."),
    "other_person": _l(
        "다른 분이 로그인해 있어 보내지 않았습니다. 자료는 그대로 있습니다. 본인이 다시 로그인해 주십시오."
    ),
    "refused": _l(
        "사무실이 받지 않은 기록이 {n}건 있습니다. ‘보낼 자료’에서 까닭을 보고 고쳐 주십시오. 지우지 않았습니다."
    ),
    "no_network": _l("지금은 보낼 수 없습니다({n}건). 자료는 이 기기에 있고, 연결되면 저절로 보냅니다."),
    # The device
    "room_title": _l("이 기기의 저장 공간"),
    "persist_yes": _l("브라우저가 이 자료를 스스로 지우지 않겠다고 했습니다."),
    "persist_no": _l(
        "브라우저가 자료를 지키겠다고 약속하지 않았습니다. 저장 공간이 모자라면 지울 수 있으니 자주 보내고, "
        "오래 보내지 못하면 USB로 내려받아 주십시오. 브라우저의 ‘인터넷 사용 기록 삭제’는 누르지 마십시오."
    ),
    "room": _l("{all} MB 가운데 {used} MB를 쓰고 있습니다."),
    "room_text": _l(
        "자리가 모자라면 사진이 든 기록부터 보내십시오. 보내지 않은 것은 어떤 경우에도 저절로 지우지 않습니다."
    ),
    "clear_ledger": _l("오래된 영수증 {n}건 지우기"),
    "new_version": _l("새 판이 준비되었습니다. 쓰던 것은 저장되어 있습니다."),
    "take_new": _l("새 판으로 열기"),
    "not_ready": _l("이 기기에 아직 화면을 다 받지 않았습니다. 인터넷을 끊기 전에 잠시 기다려 주십시오."),
}


def told() -> dict[str, str]:
    """The words in the language of the request."""
    return {key: str(word) for key, word in WORDS.items()}
