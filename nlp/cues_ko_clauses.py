"""How Korean clauses close, turn and hang together: endings, who is spoken of, what came since."""

from __future__ import annotations

import re

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
    r"(?<!\S)주/VX (?:시/EP )?(?:어서/EC |ᆫ/ETM \S+/NN\w \S+/JKB )(?:\S+ )*(?:좋아하|고마워하|감사|고맙|편하|만족|좋)/|"
    r"(?:ᆫ/ETM )?(?:덕|덕분|덕택)/NNG 에/JKB "
)
CLOSED_BY = ("지만", "는데", "ᆫ데", "은데", "던데", "건만")
TURNING = ("지만", "는데", "ᆫ데", "은데", "던데", "으나", "나", "다가", "더니", "건만", "데")
NOW = frozenset(["지금", "이제", "요즘", "요새", "최근", "현재", "올해", "이제는", "작금"])
