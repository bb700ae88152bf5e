"""How Korean clauses close, turn and hang together: endings, who is spoken of, what came since."""

from __future__ import annotations

import re

from nlp.cues.words_ko import TROUBLE

# What is asked.
QUESTION = re.compile(
    r"(?:(?<!\S)(?:습니까|ᆸ니까|나요|는가요|ᆫ가요|은가요|까요|을까요|ᆯ까요|는지요|ᆫ지요|은지요|(?:니|냐)(?=/EF))"
    r"/E[FC] (?:\S+/S\w )?|\S+/E[FC] \?/SF )$"
)
# "누가 오겠습니까": asked, but not to be answered. "주시겠습니까" asks the listener.
RHETORICAL = re.compile(
    r"(?<!시/EP )겠/EP (?:(?:습니까|나|나요|냐|는가|니|소|습니까요)/E\w (?:\S+/S\w )*$|어요/E\w (?:\S+/S\w )*\?/SF )|"
    r"(?<!\S)왜/MAG (?:\S+ )*(?:습니까|ᆸ니까|나요|는가요|까요|을까요|ᆯ까요|는지요|니|냐|죠|지요|"
    r"어요)/E\w (?:\S+/S\w )*$|"
    r"그것/NP (?:\S+/J\w+ )?(?:되|말)/\S+ (?:\S+ )*ᆸ니까/EF|(?:어야|아야)/E\w 하/V\w ᆸ니까/EF |"
    r"말/NNG (?:\S+/JK\w )되/VV |라는/ETM (?:거|말|것|소리)/\S+ (?:\S+/J\w+ )?이/VCP (?:ᆸ니까|냐|에요|나요)|"
    r"거/NNB 아니/VCN (?:ᆸ니까|에요|냐)"
)
FEW = re.compile(rf"(?:문제|어려움|걱정|부담|불편|영향|차질|{TROUBLE})/NNG (?:\S+/J\w+ )?(?:있|되)/V\w 겠/EP")
# A polite request in the shape of a question.
ASKING = re.compile(r"(?<!\S)주/V[VX] (?:시/EP )?(?:겠/EP |ᆯ/ETM 수/NNB )")
# Who is spoken of: ourselves, or what is said of others.
SELF = re.compile(r"(?<!\S)(?:저희|우리|당사|자사|폐사|본사|나|저)/N|저희/")
OTHERS = re.compile(
    r"다고들/|(?:다는|라는|단|자는)/ETM (?:말|말씀|얘기|이야기|소리|회사|업체|곳|데|분|사람|집|거|것)/|"
    r"(?:다던데|라던데|던데|다는데|는다는데|ᆫ다는데|라는데|다지만|ᆫ다지만|는다지만|다면서|더라고요)/E|"
    r"(?<!\S)(?:남|옆|주변|타사|옆집|이웃|경쟁사)/NNG |다른/MM (?:회사|업체|데|곳|분|사람|기업|공장|집|지역)/|"
    r"(?<!\S)(?:묻|물)/VV\S* (?:으시/EP|시/EP)|(?<!\S)하/VV (?:는데|시/EP 는데|지만)|(?:다고|라고|"
    r"고)/E\w (?:들/\w+ )?하/VV (?:시/EP )?(?:는데|지만|는/ETM 데|나|으나)"
)
# Something was done about it, and from then on …
SINCE = re.compile(
    r"(?:ᆫ|은)/ETM (?:뒤|후|다음|이후|덕|덕분|덕택)/NN\w |고/EC (?:부터/JX|나/VX 어서/EC|나/VX 니)|고/EC 는/JX |"
    r"(?<!\S)(?:덕분|덕택|덕)/NNG |면서/EC |어서/EC 는/JX |기로/\w+ 하|기/ETN 로/JKB 하|(?<!\S)이후/NNG "
)
# What was done is a remedy: from then on, what does not happen any more was the trouble.
REMEDIED = re.compile(
    r"(?<!안/MAG )(?<!못/MAG )(?<!\S)"
    r"(?:넓히|짓|바꾸|맡기|고치|늘리|생기|도입|설치|마련|개통|옮기|만들|틔우|들이|들여놓|달|맺|합치|이전|"
    r"증설|신설|"
    r"교체|뽑|채우|낮추|풀리|열리|들어오|구축|체결|개선|지원|협약|완공|준공|두|쓰|시작|받)/\S+ (?:\S+/(?:XS\w|"
    r"EC|VX|EP|XSN) )*"
    r"(?:(?:ᆫ|은)/ETM (?:뒤|후|다음|이후)/NN\w |고/EC (?:부터/JX|나/VX|는/JX) |면서/EC |어서/EC )"
)
AS_BEFORE = re.compile(r"(?<!\S)(?:예전|전|이전|옛날|과거)/NN\w (?:처럼|같이|만큼)/")
# What may be absent without being the thing itself: "민원을 받은 사실이 없음".
PLAIN_NOUN = frozenset(["사실", "사례", "경험", "경우", "일", "기억", "피해", "문제", "전화", "발생", "접수"])
NOT_OURS = re.compile(r"(?<!\S)(?:다른|나머지|정작|문제|대신|그보다|오히려)/")

# Endings that close a clause; 어서 and 으니까 give reasons and keep it open.
CLOSING = frozenset(
    [
        "지만",
        "는데",
        "ᆫ데",
        "은데",
        "으나",
        "나",
        "고",
        "며",
        "으며",
        "라",
        "다가",
        "ᆫ데요",
        "는데요",
        "거든요",
        "이나",
        "더니",
        "으면서도",
        "던데",
        "건만",
        "련만",
    ]
)
# "넉넉하니 …": a reason that says all is well stands for itself.
REASONS = frozenset(["니", "으니", "니까", "으니까", "므로", "으므로"])
CHANGED = re.compile(r"(?<!\S)(?:이제|이젠|이제는|이제야)/")
THANKS_TO = re.compile(
    r"(?<!\S)주/VX (?:시/EP )?(?:어서/EC |ᆫ/ETM \S+/NN\w \S+/JKB )(?:\S+ )*(?:좋아하|고마워하|감사|고맙|편하|"
    r"만족|좋)/|"
    r"(?:ᆫ/ETM )?(?:덕|덕분|덕택)/NNG 에/JKB "
)
CLOSED_BY = ("지만", "는데", "ᆫ데", "은데", "던데", "건만")
TURNING = ("지만", "는데", "ᆫ데", "은데", "던데", "으나", "나", "다가", "더니", "건만", "데")
NOW = frozenset(["지금", "이제", "요즘", "요새", "최근", "현재", "올해", "이제는", "작금"])
# How a sentence that goes on with the same thing opens.
AGAINST = frozenset(
    ["그런데", "근데", "하지만", "그렇지만", "그러나", "허나", "다만", "문제", "저희", "우리", "막상", "정작", "현실"]
)
ON = frozenset(
    ["그래서", "그러니", "그러다", "그러다가", "그래도", "덕분", "이제", "지금", "그", "거기", "그거", "그것"]
)
