"""Where a Korean statement ends: final endings and marks, but never before the word that reports what was said.

Kiwi's own sentences cut at every final ending it finds, also before the words that turn the meaning round
("효과가 없다 | 생각했는데 아니더라고요") and within running talk.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from nlp.reading.tokens import Tokens

# Endings after which nothing but a new statement or a reporting word follows, with a mark or without.
_POLITE = re.compile(r"(?:요|죠|니다|[ᆸ습]니까|시오|세요|십쇼|시다|니더|심다|슴다|능교|[데지네라]예|기라)$")
# A note taker's 있음, 함, 됨, which Kiwi tells from the noun (어려움 호소), and the plain -다 of notes and articles.
_PLAIN = re.compile(r"음|ᆷ|.*다")
_EMOTICON = re.compile(r"[ㅋㅎㅠㅜㅡ^~;♥♡]+")
# Within these no statement ends; what is longer is no quotation in passing. Chosen on the written corpus.
_QUOTED = re.compile(
    r'(?<![^\s(\[,·"])"(?=\S)[^"]{1,160}(?<=\S)"|“[^”]{1,160}”|‘[^’]{1,160}’|(?<!\w)\'[^\']{1,160}\'(?!\w)|\([^()]{1,160}\)|「[^」]{1,160}」'
)
_SAYING = r"말|얘기|이야기|판단|생각|소리|느낌|주장|답|대답|설명|평가|마음|취지|의미|뜻|하[는시고더]|들[었리]|여[기긴]"
# What takes up the words before it, even behind a mark: 라고, 라며, 는 말씀; a mark, or the last syllable of a word broken
# at the end of a line (합니 | 다.).
_TAKES_UP = re.compile(r"이?라[고는며던면]|[고며는](?=\s)|[다까요죠](?=[.?!,])|[.?!,…]")
_REPORTS = re.compile(
    r"하(?:고|는|더|며|니|면|였|시|지(?!만)|길래|기에|대요?)|했|한(?:다|다고|대)|합니|해(?:서|요|도|가)|할|카|캐|캤|칸|칼|싶|"
    r"그러(?:더|데|시|는[데 ]|며|면서|대|지[요])|그럽|그랬|그런다|이러(?:더|고|시|며|면서|는)|이럽|이랬|이런다|이래\s|"
    rf"(?:이렇게|그렇게|이런|그런|이래|그래|요래|그리)\s+(?:\S+\s+){{0,3}}(?:{_SAYING})|"
    r"(?:생각|판단|말씀|말|소리|얘기|이야기|뜻|의미|식|취지|반응|답변|대답|통보|입장|주장)"
    r"(?:[이을은만도]|하|했|한|합|으로|뿐|들|입|였|\s|$)"
)
# Behind a plain ending these question or weigh it: 준다 아닙니까, 산다 이래, 나왔다 어쨌다 하는데.
_WEIGHS = re.compile(
    rf"(?:는|그|이)\s+(?:{_SAYING})|"
    r"아[닙니이입]|이래|그래(?:[야요]?\s|서야)|치[고면자]|보[고니면]|쳐|안\s|못\s|어쨌|말았|[가-힣]{1,4}다\s(?:하|해|그|카)"
)
_ENDING = frozenset({"EF", "SF", "EC", "JX"})
_FINAL = frozenset("다까더꺼")
# Last syllables of polite endings, and the final consonant (ㅂ, ㅆ) of the syllable before.
_SURE = {"니다": 17, "니까": 17, "니더": 17, "니꺼": 17, "심더": 20, "심다": 20}
# So many characters show whether what follows reports.
_AHEAD = 40


def sentences(tokens: Tokens) -> list[tuple[int, int]]:
    """Token ranges [first, last) of the statements of an analysed text, in order, covering all tokens.

    An end needs a space behind it, stands in no quotation, and is a final ending with or without a mark, or a mark.
    """
    quoted = [found.span() for found in _QUOTED.finditer(tokens.text)]
    opens = [begin for begin, _ in quoted]
    borders: list[int] = []
    count, done = len(tokens), 0
    for first, tag in enumerate(tokens.tags):
        # A quick look first: few tokens end anything.
        if first < done or (tag not in _ENDING and tokens.text[tokens.ends[first] - 1] not in _FINAL):
            continue
        strength = _strength(tokens, first)
        if not strength:
            continue
        n = first + 1
        while n < count and _closes(tokens, n):
            n += 1
        done = n
        if n == count:
            break
        place = tokens.ends[n - 1]
        inside = bisect_right(opens, place - 1) - 1
        if (inside < 0 or quoted[inside][1] <= place) and _parts(tokens, first, n, strength):
            borders.append(n)
    return list(zip([0, *borders], [*borders, count], strict=True)) if count else []


def _strength(tokens: Tokens, n: int) -> int:
    """0 where nothing ends, 1 for a plain ending or a mark alone, 2 for a polite ending."""
    tag, form = tokens.tags[n], tokens.forms[n]
    if tag == "EF":
        return 1 + bool(_POLITE.search(form))
    if tag == "SF":
        # "지금 물량으로는... 계산기를" hesitates; "Co. 대표" is an abbreviation.
        short = n > 0 and tokens.tags[n - 1] == "SL" and len(tokens.forms[n - 1]) < 4
        return int(form[:2] not in ("..", "…", "……") and not (form == "." and short))
    if (tag == "EC" and _POLITE.search(form)) or (tag == "JX" and form == "요" and n):
        return 2
    return 2 * _surely(tokens.text, tokens.ends[n])


def _surely(text: str, end: int) -> bool:
    """Whether -ㅂ니다, -ㅂ니까 or the -심더 of dialect stands before `end`, whatever the analyser made of it."""
    final = _SURE.get(text[end - 2 : end]) if end > 2 else None
    return final is not None and "가" <= text[end - 3] <= "힣" and (ord(text[end - 3]) - 0xAC00) % 28 == final


def _closes(tokens: Tokens, n: int) -> bool:
    """Whether a token only closes what ends before it: marks, closing quotes, ㅋㅋ, the 요 or 예 of dialect."""
    tag, form = tokens.tags[n], tokens.forms[n]
    if tag == "SW":
        return _EMOTICON.fullmatch(form) is not None
    closing = tag in ("SF", "SE", "SSC") or (tag in ("JX", "IC") and form in ("요", "예"))
    return closing and tokens.starts[n] <= tokens.ends[n - 1]


def _parts(tokens: Tokens, first: int, n: int, strength: int) -> bool:
    """Whether token `n` begins a statement, where tokens `first` to `n` end one."""
    marked = any(tag == "SF" for tag in tokens.tags[first:n])
    if tokens.starts[n] == tokens.ends[n - 1] and not (marked and strength > 1):
        return False
    closed, plain = tokens.tags[n - 1] == "SSC", strength == 1 and not marked
    if not marked and (closed or (plain and not _PLAIN.fullmatch(tokens.forms[first]))):
        return False
    rest = tokens.text[tokens.starts[n] : tokens.starts[n] + _AHEAD]
    if _TAKES_UP.match(rest) or ((closed or not marked) and _REPORTS.match(rest)):
        return False
    return not (plain and _WEIGHS.match(rest))
