"""Words for finding persons and firms: titles, syllables of given names, words that only look like a name, particles."""

from __future__ import annotations

import re

from transcripts.personal.lists import (
    CITIES,
    COMMON_WORDS,
    DISTRICTS,
    GIVEN_NAMES,
    GIVEN_WORDS,
    HALF_WORDS,
    KIN,
    LOOK_ALIKES,
    MORE_TITLES,
    NO_PERSONS,
    NOUNS,
    TRADE_WORDS,
    words_of,
)
from transcripts.speakers.words import SURNAMES as LABEL_SURNAMES

# Without a Latin letter no pattern of Latin words need be tried.
LETTER = re.compile("[A-Za-z]")
_TITLES = """
대표이사 대표 사장 부사장 회장 부회장 이사장 이사 상무 전무 부장 차장 과장 대리 주임 계장 팀장 실장 본부장 그룹장
파트장 센터장 지원장 원장 국장 처장 단장 소장 공장장 지점장 지사장 청장 시장 구청장 군수 조합장 협회장 총장 학장 반장
위원장 위원 의원 의장 교수 박사 연구원 연구위원 선임 책임 수석 주무관 사무관 서기관 간사 기자 매니저 컨설턴트
변호사 회계사 노무사 세무사 변리사 선생님 선생 여사 사원 강사 대표님 사모님 어르신
""".split()  # noqa: SIM905 - a list of bare words reads better
TITLES = (*_TITLES, *sorted(MORE_TITLES))
TITLE = "|".join(sorted(TITLES, key=len, reverse=True))
# In labels these are rather a note (나), a particle or a word; before a given name they are surnames.
SURNAMES = LABEL_SURNAMES + "나라소여피빈범팽목승계좌단감"
# Borne by few and begin many words: they count only where the words around call for a name.
RARE_SURNAMES = (
    "가간갈형두빙당대돈동매묵미비상섭수순시야영온옹요운음자점정종준창초춘탄태판평포풍필해호화후흥뇌누궉묘삼승애쌍옥편환"
)
COMPOUND_SURNAMES = "망절|소봉|남궁|황보|제갈|사공|선우|서문|독고|동방"
# Syllables that given names are made of; 노텍 and 제품 are no given names.
GIVEN = frozenset(
    "가강건겸경달고곤관광교구국권규균근금기길나남다단대덕도동두라란람래려련령록롱루률리린림마만명모무문미민바배백범병보"
    "복봄봉빈빛산상새샘서석선설섭성세소솔송수숙순슬승식신실아안애양언업여연열염영예오옥온완용우욱운웅원월유윤율은을음의이"
    "익인일임자잔장재전정제조종주준중지진찬창채천철청초춘충치탁태택평표필하학한해향헌혁현협형혜호홍화환회효후훈휘휴흠희흥"
)
# Words of three syllables that begin like a surname but end like a firm, an office, a group or with a particle.
NO_NAME_ENDS = (
    "게까네데면고며려런떤죠요니의는을를에와도로만사시청측팀실과국처부구군등업단계회별급년월째한대점층읍면력액법론체품비"
)
# Beginning like a surname, made of syllables of names, and yet no names.
NO_NAMES = words_of("no_names")
# A surname that before a title is more often another word: 이 대표, 전 사장, 현 시장, 한 교수.
AMBIGUOUS_SURNAMES = frozenset("이전현한신양구주부반모제도국명편위여어금은연나라소피빈범목승계단남감")
# Squeezed words that are one word: 이사장, 조사원.
NO_SURNAMED = words_of("no_surnamed")
# Firms' names of two letters that are words of every day: as such they are only asked about.
SHORT_WORDS = frozenset(
    """
    미래 희망 우리 하나 세계 나라 사람 대한 한국 부산 동양 서울 현대 미소 행복 성공 자연 바다 하늘 소망 신뢰 사랑 나눔 도움
    기쁨 평화 자유 제일 최고 으뜸 새길 중앙 동부 서부 남부 북부 국제 해양 산업 기술 정보 미국 중국 일본 전자 기계 금속 화학
    """.split()  # noqa: SIM905
)
_PARTICLES = (
    "은|는|이|가|을|를|과|와|의|도|만|에|에서|에게|에는|에도|께서|께|한테|로|으로|부터|까지|처럼|보다|나"
    "|이나|랑|이랑|하고|고|이고"
    "|며|이며|라고|이라고|라는|이라는|란|이란|라|이라|인데|인|네|들|측|쪽|님|씨|뿐|마다|조차|밖에|대로"
    "|같은|같이|등|요|이요|죠|이죠"
    "|지만|이지만|다|이다|야|이야|아|하고는|만의|로서|으로서|로는|으로는|든지|이든|든"
)
_COPULA = (
    "(?:입니다|이십|이시|이세|입니까|이에요|예요|이었|였|이라|라|인데|이고|이며|이죠|죠|이지|이거든|거든)[가-힣]{0,5}"
)
# What may stand right after a name in the same word.
TAIL = re.compile(f"(?:(?:{_PARTICLES}){{1,2}}|{_COPULA}|(?:{TITLE})[가-힣]{{0,6}})?(?![가-힣])")
# What may stand right after a title.
AFTER_TITLE = (
    r"(?=님|께|들께|라고|이라고|까지|부터|처럼|보다|조차|마저|네|쪽|측"
    r"|[은는이가을를의도와과만에로요랑나야인입였한하였]|[^가-힣]|$)"
)


def fits_behind(text: str, end: int) -> bool:
    """Tell whether a name may end at `end`: behind it no Hangul, or a particle, a title, a form of 이다."""
    found = TAIL.match(text, end)
    return found is not None


def _declined(noun: str) -> list[str]:
    """A noun with the first syllable of each particle that fits its last sound: 지표가, 심사는, 기금이, 지표보다."""
    behind = "이은을과인" if (ord(noun[-1]) - 0xAC00) % 28 else "가는를와로라란랑나고"
    return [noun + each for each in behind + "의도만에보마하대"]


# As names they would be ones of three syllables. Of some the rest is a name people bear (조정은, 이유라): only perhaps.
_AS_NOUNS = {each for each in NOUNS if len(each) > 2} | {
    form for noun in NOUNS if len(noun) == 2 for form in _declined(noun)
}
NOUN_FORMS = frozenset(each for each in _AS_NOUNS if each[1:] not in GIVEN_NAMES)
NOUN_OR_NAME = frozenset(_AS_NOUNS) - NOUN_FORMS


def may_be_noun(name: str, rest: str) -> bool:
    """Tell whether a name may as well be a noun with its particle: 조정은, but not 조정은에게, since none follows 은."""
    return name in NOUN_OR_NAME and (not rest or name[-1] in "이인라란나하보마대")


def looks_like_name(word: str) -> bool:
    """Tell whether three syllables (four with a compound surname) may be a full name at all."""
    if (
        word in NO_NAMES
        or word in LOOK_ALIKES
        or word in NOUN_FORMS
        or word.endswith("하기")
        or (len(word) == 3 and word[-1] in NO_NAME_ENDS)
    ):
        return False
    return word[0] in SURNAMES


def may_be_name(word: str) -> bool:
    """Tell whether three syllables that end like an office or with a particle are a name none the less: 박정만, 김은실."""
    if len(word) != 3 or word[0] not in SURNAMES or word[-1] not in "시실국구만한비대회로도":
        return False
    if any(word in words for words in _NEVER) or word[:2] in COMMON_WORDS | NO_PERSONS:
        return False
    return all(each in GIVEN for each in word[1:-1])


def is_likely_name(word: str) -> bool:
    """Tell whether every syllable after the surname is one of those given names are made of."""
    given = word[2:] if re.match(COMPOUND_SURNAMES, word) and len(word) > 3 else word[1:]
    # 사람이, 공장이: a noun with its particle is likelier than a name in 이.
    if word.endswith("이"):
        return False
    return looks_like_name(word) and bool(given) and all(each in GIVEN for each in given)


# More syllables of given names, of old ones and of new ones in Korean words; they count where a name is called for.
_GIVEN_THERE = GIVEN | frozenset("시녀별결솜울얼늬로찰례점막돌쇠분슬힘벗든늘푸난섬랄온씨앗맑꽃들")
_ORDINARY = COMMON_WORDS | NO_PERSONS | TRADE_WORDS | HALF_WORDS
# As the beginning of a name; as a given name they are ones.
_BEGUN = _ORDINARY | (GIVEN_WORDS & GIVEN_NAMES)
_PARTICLE_BEHIND = re.compile("이?[가는랑요]|[은를와과씨님]|에게|한테|이?라[고는]|입니다|인데|이[고며에]|예요")


def told(name: str, rest: str = "") -> int:
    """Where the words around call for a name: 2 for one, 1 for what may be one, 0 for another word.

    Rare surnames count here, and three syllables behind a surname: 빙하늘, 이가온별. Behind `rest`, a particle, no other
    particle ends the name: 감수로와.
    """
    compound = name[:2] in COMPOUND_SURNAMES and len(name) > 2
    given = name[2:] if compound else name[1:]
    if (
        len(given) < 1 + (not compound)
        or name[1:].removesuffix("님") in TITLES
        or any(name in words for words in _NEVER)
    ):
        return 0
    if not compound and name[0] not in SURNAMES and name[0] not in RARE_SURNAMES:
        return 0
    if (
        (name[:2] in _BEGUN and given not in GIVEN_NAMES)
        or name[:2] in _ORDINARY
        or name[:3] in _NEVER_BEGUN
        or given in _ORDINARY
        or name[:2] in KIN
    ):
        return 1 + (rank(name) > 2) if given in GIVEN_NAMES and name[:2] not in _ORDINARY else 0
    if len(given) > 2:
        return int(given[:2] in GIVEN_NAMES or given[1:] in GIVEN_NAMES) and int(given[-1] in _GIVEN_THERE)
    ends = name[-1] in NO_NAME_ENDS and name[-1] not in "시실국구" and not _PARTICLE_BEHIND.match(rest)
    if given not in GIVEN_NAMES and (ends or (name[-1] in "이은하기라니운지" and not _PARTICLE_BEHIND.match(rest))):
        return 0
    if rank(name) > 1 or (given in GIVEN_NAMES and given not in GIVEN_WORDS):
        return 2
    known = sum(each in _GIVEN_THERE for each in given)
    if known == len(given):
        return 2 if name[0] in SURNAMES and not ends else 1
    return int(known == len(given) - 1 and name[0] in SURNAMES)


_NEVER_BEGUN = NO_NAMES | LOOK_ALIKES
# Given names end so, and so do words with a particle or with 하다 behind them: 설정하, 변경은, 우리나.
_LIKE_PARTICLES = "하은인기나지자이한해아라도만고로의비"
_NEVER = (NO_NAMES, LOOK_ALIKES, CITIES, DISTRICTS, frozenset(TITLES), NOUN_FORMS)
# Surnames with which few words begin.
_PLAIN_SURNAMES = "김이박최정강조윤장임오서권황송류홍손배백허남심곽"
# Of these so few that a given name which is a word as well is one behind them: 김지원.
_PLAINEST = "김박최윤임권황송류홍백허심곽"


def rank(name: str) -> int:
    """How surely a word is a full name: 3 by a given name nobody uses otherwise, 2 by its syllables, 1 perhaps, 0 none."""
    given = name[2:] if len(name) > 3 or (len(name) == 3 and re.match(COMPOUND_SURNAMES, name)) else name[1:]
    if name[0] not in SURNAMES or not given or any(name in words for words in _NEVER):
        return 0
    if given in GIVEN_NAMES:
        half = given[-1] in _LIKE_PARTICLES and (name[0] not in _PLAIN_SURNAMES or name[:2] in HALF_WORDS)
        return 2 if half or (given in GIVEN_WORDS and name[0] not in _PLAINEST) else 3
    if name[-1] in "국실구대회시" and may_be_name(name):
        return 2
    if name[-1] in NO_NAME_ENDS or name.endswith("이"):
        return 0
    common = any(word in COMMON_WORDS or word in NO_PERSONS or word in TRADE_WORDS for word in (given, name[:2]))
    return 2 if not common and given[-1] not in "하기라니운" and all(each in GIVEN for each in given) else 1
