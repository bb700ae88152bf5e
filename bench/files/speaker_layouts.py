"""Invented transcripts as programs, recorders' apps, chats, councils, broadcasters write them; for speakers.py.

Nothing here is shared with the reader: names, words, times and layouts are written by rules of their own.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

SYLLABLES = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호"
NOUNS = [
    "인력",
    "원자재",
    "납품단가",
    "금리",
    "관세",
    "수출",
    "물류",
    "대출",
    "설비",
    "전기료",
    "임금",
    "외상",
    "주문",
    "재고",
    "환율",
    "인증",
    "교육",
    "연구",
]
VERBS = [
    "부족합니다",
    "올랐습니다",
    "걱정입니다",
    "늦어집니다",
    "줄었습니다",
    "필요합니다",
    "어렵습니다",
    "막혔습니다",
    "급합니다",
]
STARTS = ["사실", "요즘", "작년부터", "올해는", "저희도", "아무래도", "그래서", "지금도", "매달", "현장에서는"]
SURNAMES = "김이박최정강조윤장임한오서신권황안송"
ROLES = ["대표", "이사", "부장", "과장", "팀장", "교수", "연구원", "사무국장"]
OFFICES = ["위원장", "경제국장", "기업지원과장", "산업정책관", "일자리경제실장", "부위원장"]
FIRMS = ["예시정밀", "보기금속", "시늉테크", "예시화학", "보기물산"]
LATIN = ["Kim Yesi", "Bogi Park", "sinyung", "J. Lee", "Ann-Marie Oh", "park", "Dr. Choe", "Han S", "이현 (Lee)", "Bo"]
NOTES = ("(웃음)", "[박수]", "(잠시 침묵)")
HEADS = ("※ 서면의견은 따로 붙임", "<종합토론>", "2. 질의응답")


@dataclass
class Said:
    """What a generated file holds: who says which words when, and lines that nobody says."""

    layout: str
    name: str
    data: bytes
    turns: list[tuple[str, float, str]]
    times: bool
    nobody: set[str] = field(default_factory=set)


def person(chance: random.Random, taken: set[str]) -> str:
    """A name: Korean of two to four syllables, with an office, a firm in brackets, a number, or Latin letters."""
    while True:
        name = chance.choice(SURNAMES) + "".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 2, 2, 3))))
        role, firm = chance.choice(ROLES), chance.choice(FIRMS)
        shapes = (name, name, f"{name} {role}", f"{firm} {role}", f"{name}({firm})", chance.choice(LATIN),
                  f"참석자 {chance.randint(1, 40)}", f"Speaker {chance.randint(1, 40)}", f"{name[0]}○○ {role}")  # fmt: skip
        found = chance.choice(shapes)
        if found not in taken:
            taken.add(found)
            return found


def sentence(chance: random.Random) -> str:
    return f"{chance.choice(STARTS)} {chance.choice(NOUNS)}도 {chance.choice(NOUNS)} 문제로 {chance.choice(VERBS)}."


def talk(chance: random.Random, names: list[str]) -> list[tuple[str, float, str]]:
    """Turns in which most people speak several times and some only once."""
    order = names + chance.choices(names[: max(1, len(names) * 2 // 3)], k=2 * len(names) + 6)
    chance.shuffle(order)
    turns, at, before = [], 0, ""
    for name in order:
        if name != before:
            turns.append((name, float(at), " ".join(sentence(chance) for _ in range(chance.randint(1, 3)))))
            at += chance.randint(4, 90)
        before = name
    return turns


def clock(at: float, *, hours: bool = True, mark: str = ".") -> str:
    minutes, seconds = divmod(int(at), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}" + (f"{mark}000" if hours else "")


def short(at: float) -> str:
    """As recorders' apps write times: 05:12, past an hour 1:05:12."""
    minutes, seconds = divmod(int(at), 60)
    return f"{minutes:02}:{seconds:02}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def day(at: float) -> str:
    minutes = 14 * 60 + int(at) // 60
    return f"오후 {(minutes // 60 - 1) % 12 + 1}:{minutes % 60:02}"


Turns = list[tuple[str, float, str]]
LAYOUTS: dict[str, tuple[str, Callable[[Turns], str]]] = {}


def layout(name: str, suffix: str = "txt") -> Callable[[Callable[[Turns], str]], Callable[[Turns], str]]:
    def keep(write: Callable[[Turns], str]) -> Callable[[Turns], str]:
        LAYOUTS[name] = (suffix, write)
        return write

    return keep


def cues(turns: Turns, write: Callable[[str, str], str], *, mark: str = ".") -> str:
    return "\n".join(
        f"{n}\n{clock(at, mark=mark)} --> {clock(at + 3, mark=mark)}\n{write(who, words)}\n"
        for n, (who, at, words) in enumerate(turns, 1)
    )


def lines(write: Callable[[str, float, str], str], between: str = "\n") -> Callable[[Turns], str]:
    return lambda turns: between.join(write(*turn) for turn in turns) + "\n"


layout("zoom vtt", "vtt")(lambda turns: "WEBVTT\n\n" + cues(turns, lambda who, words: f"{who}: {words}"))
layout("teams vtt", "vtt")(lambda turns: "WEBVTT\n\n" + cues(turns, lambda who, words: f"<v {who}>{words}</v>"))
layout("whisperx srt", "srt")(lambda turns: cues(turns, lambda who, words: f"[{who}]: {words}", mark=","))
layout("subsai srt", "srt")(lambda turns: cues(turns, lambda who, words: f"({who})\n{words}", mark=","))
layout("clova note")(lambda turns: "새로운 노트\n2025.04.09 수 오후 3:00 ・ 62분 12초\n예시작성자\n\n\n"
                     + "\n".join(f"{who} {short(at)}\n{words}\n" for who, at, words in turns))  # fmt: skip
layout("clova one line")(lines(lambda who, at, words: f"{who} {short(at)} {words}"))
layout("zoom saved")(lines(lambda who, at, words: f"[{who}] {clock(at, hours=False)}\n{words}\n"))
layout("zoom chat")(lines(lambda who, at, words: f"{clock(at, hours=False)}\t From {who} : {words}"))
layout("teams text")(lines(lambda who, at, words: f"{who}   {short(at)}\n{words}\n"))
layout("teams minutes")(
    lines(lambda who, at, words: f"{who}\n{int(at) // 60}분 {int(at) % 60}초\n{short(at)}\n{words}")
)
layout("kakao pc")(lambda turns: "예시방 님과 카카오톡 대화\n저장한 날짜 : 2025-04-09 18:00:11\n\n"
                   "--------------- 2025년 4월 9일 수요일 ---------------\n"
                   + "\n".join(f"[{who}] [{day(at)}] {words}" for who, at, words in turns))  # fmt: skip
layout("kakao mobile")(lines(lambda who, at, words: f"2025년 4월 9일 {day(at)}, {who} : {words}"))
layout("kakao ios")(lines(lambda who, at, words: f"2025. 4. 9. {day(at)}, {who} : {words}"))
layout("otter")(lines(lambda who, at, words: f"{who}  {short(at)} \n{words} \n"))
layout("f4 stamps")(lines(lambda who, at, words: f"{who}: {words} #{clock(at, hours=False)}-5#"))
layout("stamp in front")(lines(lambda who, at, words: f"[{clock(at, hours=False)}] {who}: {words}"))
layout("stamp and dash")(lines(lambda who, at, words: f"[{clock(at, hours=False)} - {who}] {words}"))
layout("nvivo")(lines(lambda who, at, words: f"[{clock(at, hours=False)}.20] - {who}\n{words}"))
layout("qualcoder @")(lines(lambda who, at, words: f"@{who}: {words}"))
layout("qualcoder {}")(lines(lambda who, at, words: f"{{{who}}} {words}"))
layout("google meet")(lambda turns: "예시 회의 - Transcript\nAttendees\n" + ", ".join(dict.fromkeys(w for w, _, _ in turns))
                      + "\nTranscript\n\n00:00:00\n\n" + "\n".join(f"{who}: {words}" for who, _at, words in turns)
                      + "\n\nTranscription ended after 00:50:12\n")  # fmt: skip
layout("colon")(lines(lambda who, at, words: f"{who}: {words}"))
layout("colon, paragraphs")(lines(lambda who, at, words: f"{who} : {words}\n{words}\n", "\n"))
layout("bracket news")(lines(lambda who, at, words: f"[{who} / 예시 : {words}]\n"))
layout("angle")(lines(lambda who, at, words: f"◇ {who}>\n{words}"))
layout("saved with marks")(lines(lambda who, at, words: f"**{who}:** {words}\n"))
layout("recognizer json", "json")(lambda turns: json.dumps({"segments": [
    {"start": at, "end": at + 3.5, "text": words, "speaker": who} for who, at, words in turns]}))  # fmt: skip

COUNCIL = {
    "council gap": "○{who}  {words}",
    "council space": "○{who} {words}",
    "council alone": "○{who}\n{words}",
    "council marks": "## ○{who}  {words}",
}
# Minutes in which every fourth turn has no sign, as in files that several people typed: (as most, as some).
MIXED = {
    "council, some without sign": ("○{who}  {words}", "{who} {words}"),
    "council, some gapped": ("○{who}  {words}", "{who}  {words}"),
    "council, some alone": ("○{who}  {words}", "{who}\n{words}"),
    "colon, some without sign": ("{who}: {words}", "{who} {words}"),
    "colon, some alone": ("{who}: {words}", "{who}\n{words}"),
    "stamp, some without sign": ("[00:10] {who}: {words}", "[00:10] {who} {words}"),
}
# What programs write behind the last words.
CLOSINGS = (
    "회의가 00:50:12 후에 종료되었습니다 👋",
    "이 수정 가능한 스크립트는 컴퓨터로 생성되었으며 오류가 있을 수 있습니다.",
    "김예시님이 대화 내용 기록을 중지했습니다.",
    "Kim Yesi stopped transcription",
    "clovanote.naver.com",
    "Transcribed by https://otter.ai",
    "(11시 05분 회의중지)",
)
UNTIMED = {"qualcoder @", "qualcoder {}", "google meet", "colon", "colon, paragraphs", "bracket news", "angle",
           "saved with marks", *COUNCIL, *MIXED}  # fmt: skip
NO_NOTES = {"recognizer json", "bracket news", "clova one line", "f4 stamps"}


def member(chance: random.Random, taken: set[str]) -> str:
    """As councils write people: an office and a name, or a name and an office."""
    while True:
        name = chance.choice(SURNAMES) + "".join(chance.choices(SYLLABLES, k=2))
        found = chance.choice((f"{chance.choice(OFFICES)} {name}", f"{name} 위원", f"{name} 의원"))
        if found not in taken:
            taken.add(found)
            return found


def generated(count: int, seed: int) -> Iterator[Said]:
    """Files of all layouts in turn, with 1 to 40 speakers."""
    chance = random.Random(seed)
    kinds = [*LAYOUTS, *COUNCIL, *MIXED]
    for number in range(count):
        kind = kinds[number % len(kinds)]
        taken: set[str] = set()
        make = member if kind in COUNCIL or kind in MIXED else person
        people = chance.choice((1, 2, 3, 4, 6, 8, 12, 20, 40))
        turns = talk(chance, [make(chance, taken) for _ in range(people)])
        nobody: set[str] = set()
        if kind not in NO_NOTES and not kind.endswith(("vtt", "srt")):
            for place in chance.sample(range(len(turns)), k=min(2, len(turns))):
                note = chance.choice((*NOTES, *HEADS))
                who, at, words = turns[place]
                turns[place] = (who, at, f"{words}\n{note}")
                nobody.add(note)
            if kind not in COUNCIL:
                closing = chance.choice(CLOSINGS)
                turns[-1] = (*turns[-1][:2], f"{turns[-1][2]}\n{closing}")
                nobody.add(closing)
        yield written(kind, number, turns, nobody)


def written(kind: str, number: int, turns: Turns, nobody: set[str]) -> Said:
    if kind in MIXED:
        most, some = MIXED[kind]
        body = [
            (some if at % 4 == 3 else most).format(who=who, words=words) for at, (who, _, words) in enumerate(turns)
        ]
        return Said(kind, f"{number}.txt", ("\n".join(body) + "\n").encode(), turns, False, nobody)
    if kind in COUNCIL:
        body = "\n".join(COUNCIL[kind].format(who=who, words=words) for who, _at, words in turns)
        head, foot = (
            "제301회 예시구의회\n경제위원회회의록\n(10시 02분 개의)",
            "(12시 10분 산회)\n○출석위원(2인)\n 김예시 박보기",
        )
        text = f"{head}\n{body}\n{foot}\n"
        return Said(kind, f"{number}.txt", text.encode(), turns, False, nobody)
    suffix, write = LAYOUTS[kind]
    if kind == "bracket news":
        turns = [(f"{who} / 예시", at, words) for who, at, words in turns]
        text = "".join(f"[{who} : {words}]\n\n" for who, _at, words in turns)
    else:
        text = write(turns)
    return Said(kind, f"{number}.{suffix}", text.encode(), turns, kind not in UNTIMED, nobody)
