"""Korean cue words and the rules over a clause written as ``form/TAG form/TAG ...``, first match wins."""

from __future__ import annotations

import re

from nlp.cues.cues import NEED, NONE, RESOLVED, UNDECIDED
from nlp.cues.words_ko import BAD_NOUN, BAD_STEM, FALL, FEEL, GOOD_NOUN, GOOD_STEM, RESOLVED_STEM, RISE, TROUBLE

_J = r"(?:\S+/J\w+ )*"
_A = r"(?:\S+/MAG )*"
_TAIL = r"(?:\S+/(?:XSN|NNB) )?"
_DO = r"(?:\S+/(?:XSV|XSA|VCP) )?"
_NOT = r"지/EC (?:\S+/J\w+ )?(?:않|못하)/V\w+ "
_ANY_V = r"(?:\S+/(?:VV|VA|VX|XSV|XSA)(?:-[IR])? )"
_PLACE = r"(?:곳|데|업체|회사|기업|사람|분|집|날|게|것|경우|사장|사장님|공장|업종|가게|업소|점포|농가|식당|사업장)"
_T = r"/[A-Z]+(?:-[IR])? "


def _stems(stems: str) -> str:
    return rf"(?<!\S){stems}하?{_T}(?:적/XSN )?{_DO}"


_REQUEST_END = (
    r"(?:(?:시|었|겠)/EP )*(?:(?:세요|어요|ᆸ시오|시오|십시오|라고|라는|라|소서|ᆸ사|었으면|기를?|길)"
    r"/E\w+ |기/ETN "
    r"|(?:으면|면)/EC |어야/EC )"
)

# (rule, stance, base severity, pattern); the order is the argument: what undoes a word stands above the word.
Rule = tuple[str, str, int, re.Pattern[str]]
RULES: tuple[Rule, ...] = tuple(
    (name, stance, base, re.compile(pattern))
    for name, stance, base, pattern in (
        (
            "untrue",
            NEED,
            3,
            r"없/VA (?:다고|다면|라고|ᆫ다고|ᆫ다면)/E\w+ (?:\S+ )*?(?:거짓말/NNG|"
            r"(?:말/NNG \S+/JK\w )(?:안/MAG )?(?:아니|되))",
        ),
        ("request", NEED, 2, rf"(?<!\S)(?:주|달|드리)/V[VX] {_REQUEST_END}"),
        (
            "on condition",
            NEED,
            3,
            r"(?:만/JX|주/VX|좀/MAG|이라도/JX|라도/JX) (?:\S+ ){0,6}?(?:으면|면|ᆫ다면|"
            r"는다면|다면)/EC (?:\S+ )*?(?:겠/EP |ᆯ/ETM 수/NNB 있/)",
        ),
        (
            "wish",
            NEED,
            2,
            r"(?:으면|면)/EC (?:\S+/J\w+ )?(?:정말/MAG |더/MAG |참/MAG )?(?:좋|하|싶|감사)\S* ",
        ),
        (
            "nothing bad",
            NONE,
            3,
            rf"(?:{_stems(BAD_STEM)}|바라/VV |부럽/VA\S* |신경/NNG {_J}쓰/VV |문제/NNG {_J}되/\w+ |"
            rf"{TROUBLE}/NNG {_J}되/\w+ )"
            rf"(?:ᆫ|은|ᆯ|을|는)/ETM (?:것|거|게|점|일|데|부분|구석|바|사항)/NN\w {_J}{_A}없/VA (?!어/EC 지)",
        ),
        ("ask", NEED, 2, rf"(?<!\S)(?:바라/VV|(?:건의|요청|요구|촉구|호소|희망|요망|부탁)/NNG) (?!사항){_J}(?!없)"),
        ("ask", NEED, 2, r"(?<!\S)(?:필요|시급|절실|요망|절박)/\w+ (?:\S+/S\w )*$"),
        (
            "double negation",
            NEED,
            3,
            rf"(?:{_NOT}|없/VA )(?:은|는|ᆫ|을|ᆯ)/ETM {_PLACE}/NN\w {_J}(?:\S+/(?:MM|NNG|NNB|JKB|NR|JX|"
            rf"MAG) ){{0,6}}(?:없|드물)/VA ",
        ),
        (
            "double negation",
            NEED,
            3,
            rf"(?:안|못)/MAG {_ANY_V}(?:은|는|ᆫ)/ETM {_PLACE}/NN\w {_J}(?:\S+/(?:MM|NNG|NNB|JKB|NR|JX|"
            rf"MAG) ){{0,6}}없/VA ",
        ),
        (
            "not without",
            NEED,
            3,
            r"없/VA 지/EC (?:\S+/J\w+ )?않/VX |없/VA 는/ETM (?:것|건|게)/NNB \S+/J\w+ 아니/VCN ",
        ),
        ("no joke", NEED, 4, r"(?:장난|말|보통|예삿일|보통일|한두)/\w+ (?:\S+/\w+ )?(?:\S+/J\w+ )?아니/VCN "),
        ("not only", NEED, 3, r"(?:만/JX|뿐/\w+) (?:\S+/J\w+ )?(?:\S+/VCP )?아니/VCN "),
        ("no occasion", NONE, 3, rf"(?<!하/VV )(?:ᆯ|을)/ETM 일/NNG {_J}{_A}없/VA (?!어/EC 지)"),
        ("no plan", NONE, 3, rf"(?:계획|예정|생각|의향|의사|관심|이유|까닭)/NNG {_J}{_A}없/VA "),
        (
            "need not",
            NONE,
            3,
            r"(?:안/MAG (?:\S+/(?:VV|VA|VX|XSV|XSA)(?:-[IR])? )|지/EC (?:\S+/J\w )?않/VX )어도/EC (?:되|괜찮|좋|"
            r"상관없|무방)/",
        ),
        ("no need", NONE, 3, rf"필요\S*/NNG {_J}{_A}없/VA "),
        (
            "nothing to fear",
            NONE,
            3,
            rf"{_stems(BAD_STEM)}ᆯ/ETM (?:것|거|게|일|건|정도)/NN\w (?:까지/JX )?{_J}{_A}(?:없|아니)"
            rf"/V\w+ ",
        ),
        (
            "cannot say",
            NONE,
            3,
            rf"{BAD_NOUN}/NNG (?:\S+/VCP )?(?:이?라고|다고)/\w+ \S+/V\w+ (?:\S+/EP )?ᆯ/ETM 수/NNB "
            rf"{_J}없/VA ",
        ),
        (
            "harm never met",
            NONE,
            3,
            rf"(?<!\S)(?:겪|당하|입|걸리|막히|멈추|밀리|부딪히|떨어지|끊기|놓치|밑지|혼나|물리|뺏기|떼이|"
            rf"다치)/V\S+ (?:어/EC 보/VX )?"
            rf"(?:은|ᆫ)/ETM (?:적|일|경험|사례|사실|바|기억)/NN\w {_J}(?:\S+/(?:NR|MM|NNB|JX|MAG) )*없/VA ",
        ),
        (
            "nobody to",
            NEED,
            3,
            rf"(?:ᆯ|을|는|ᆫ|은)/ETM (?:수|길|방법|방도|도리|재간|데|곳|사람|인력|인원|여력|여유|엄두|"
            rf"업체|자리|공간)/NN\w "
            rf"(?:밖에/JX )?{_J}{_A}없/VA ",
        ),
        (
            "not solved",
            NEED,
            3,
            rf"{_stems(RESOLVED_STEM)}(?:{_NOT}|ᆯ/ETM \S+/NN\w {_J}{_A}없/VA |기/ETN {_J}(?:어렵|힘들))",
        ),
        ("not solved", NEED, 3, rf"(?:안|못)/MAG {_stems(RESOLVED_STEM)}"),
        ("must", NEED, 3, r"어야/E[CF] (?:\S+/J\w+ )?(?:하|되|살)/V[XV] "),
        ("must", NEED, 3, r"(?<!\S)(?:절실|시급|절박|필요)하/VA "),
        (
            "must",
            NEED,
            3,
            rf"(?<!\S)(?:필요/NNG|필수/NNG|시급/XR|절실/XR|절실/NNG|절실/MAG|절박/XR|절박/NNG|급선무/NNG|"
            rf"관건/NNG|마련/NNG|확대/NNG|신설/NNG|강화/NNG)"
            rf" (?:적/XSN )?{_J}(?:하/XS\w |이/VCP )",
        ),
        (
            "no difficulty",
            NONE,
            3,
            rf"(?<!\S){BAD_NOUN}/\w+ {_TAIL}(?:같/VA (?:은|ᆫ)/ETM 것/NNB )?{_J}{_A}"
            rf"(?:(?:사례|경우|건|전화|사항|요인|요소|발생|접수|신고|보고|점)/NN\w {_J})?(?:하나/NR 도/JX |"
            rf"한/MM \S+/NN\w {_J})?"
            r"(?:받/V\S+ 는/ETM 것/NNB )?(?:은/JX )?(?:없/VA|없이/MAG|적/VA|"
            r"덜하/VA) (?!어/EC 지)",
        ),
        (
            "far from it",
            NONE,
            3,
            r"(?<!\S)거리/NNG 가/JKS (?:\S+/MAG )*(?:멀/VA|있/V)|신경/NNG (?:\S+/J\w+ )?쓰/VV ᆯ/ETM \S+/NN\w "
            r"\S+/J\w+ 없/VA ",
        ),
        ("no difficulty", NONE, 3, r"(?:문제|상관|관계)없/VA |(?:문제|상관|관계|아무렇)없이/MAG "),
        (
            "nothing here",
            NONE,
            3,
            r"(?<!\S)(?:해당|관련|무관|상관|관계)/\w+ (?:사항/NNG )?(?:\S+/J\w+ )?(?:없/VA|하/XSA) ",
        ),
        ("nothing here", NONE, 3, r"(?<!\S)(?:특별히|딱히|별로|별달리|그다지)/MAG (?:\S+/J\w+ )?없/VA "),
        ("not felt", NONE, 3, rf"{_stems(FEEL)}{_NOT}|(?:안|못)/MAG {_stems(FEEL)}"),
        ("not bad", NONE, 3, rf"{_stems(BAD_STEM)}{_NOT}|(?:안|못)/MAG {_stems(BAD_STEM)}"),
        (
            "not bad",
            NONE,
            3,
            rf"(?<!\S){BAD_NOUN}/NN\w {_TAIL}{_J}(?:\S+/N\w+ {_J})?{_A}(?:(?:안|못)/MAG (?:되|받|겪|하|오|느끼)/V|"
            rf"(?:되|받|겪|하|오|미치|느끼|나타나|들어오|생기|있|발생하|입|당하)/(?:V|X)\S+ {_NOT})",
        ),
        (
            "problem gone",
            RESOLVED,
            3,
            rf"(?<!\S){TROUBLE}/NN\w {_TAIL}{_J}(?:\S+/(?:MAG|IC) )*"
            r"(?:줄|줄어들|사라지|없어지|덜하)/V\S+ (?:었/EP|고/EC 있) ?",
        ),
        ("fewer than", UNDECIDED, 3, rf"/(?:SN|SW|NR) (?:\S+/NN\w )?{_J}안/MAG 되/V"),
        ("not bad", NONE, 3, r"(?<!\S)(?:크|심하|나쁘)/VA (?:게/EC )?(?:\S+/VV )?지/EC (?:\S+/J\w+ )?않/VX "),
        (
            "not the problem",
            NONE,
            3,
            rf"(?<!\S)(?:{BAD_NOUN}|수준|정도|상황|편|단계|입장)/NN\w {_J}아니/VCN ",
        ),
        (
            "not good",
            NEED,
            3,
            rf"{_stems(GOOD_STEM)}{_NOT}|{_stems(GOOD_STEM)}(?:ᆫ|은|는)/ETM (?:편|상황|것|게)/NN\w "
            rf"{_J}아니/VCN ",
        ),
        ("not told", NEED, 2, r"(?:는지|ᆫ지|은지)/EC (?:조차|도|를)/J\w+ (?:전혀/MAG |잘/MAG )?모르/VV "),
        (
            "whether",
            UNDECIDED,
            3,
            r"(?:ᆯ지|을지|는지|ᆫ지|은지)/E\w+ (?:\S+ )*?(?:모르|결정|정하|판단|논의|검토|고민|미지수|불투명|"
            r"달리|다르|달라지|협의|보|알|생각|갈리)/",
        ),
        (
            "thinking of it",
            UNDECIDED,
            3,
            r"(?<!\S)(?:검토|논의|협의|고민|조율|저울질|구상|타진|"
            r"준비)/NNG (?:\S+/J\w+ )*(?:하/XSV )?(?:는/ETM )?(?:중|단계)/NNB? ?|ᆯ까/EC 하/V|"
            r"(?<!\S)(?:결정|검토|판단|생각)/NNG (?:\S+/J\w+ )*(?:하/XSV )?(?:어/EC 보/VX )?(?:려고|"
            r"ᆯ/ETM (?:계획|예정|생각))",
        ),
        ("unknown", UNDECIDED, 3, r"(?<!\S)모르/VV |두고/\w+ 보/V\w+ |지켜보/VV "),
        (
            "not possible",
            NEED,
            3,
            rf"(?:안|못)/MAG {_ANY_V}|{_ANY_V}{_NOT}|(?<!\S)못하/V[VX] |\S+/NNG {_DO}못/MAG ",
        ),
        (
            "good gone",
            NEED,
            3,
            rf"(?<!\S){GOOD_NOUN}/NN\w (?:\S+/J\w+ )*(?:\S+/MAG )*(?:사라지/VV |없/VA 어/EC 지/VX |없어지/VV |"
            rf"떨어지/VV |줄/VV )",
        ),
        (
            "better now",
            RESOLVED,
            3,
            rf"{_stems(RESOLVED_STEM)}(?:어/EC 지/VX )?(?:시/EP )?(?:었/EP |고/EC 있/VX |어서/EC |어/EC "
            rf"서/VV |ᆫ/ETM 상태)",
        ),
        (
            "better now",
            RESOLVED,
            3,
            r"(?<!\S)(?:좋|낫|쉽|편하|수월)\S* (?:하/XSA )?어/EC 지/VX (?:었/EP|고/EC 있|어서/EC)|"
            r"(?<!\S)(?:나아|좋아|쉬워|편해)지/VV (?:었/EP|고/EC 있|어서/EC)",
        ),
        (
            "better now",
            RESOLVED,
            3,
            r"(?<!\S)(?:되찾/VV|숨/NNG (?:\S+/J\w+ )?돌리/VV|(?:빨라|줄어들|편해|가벼워|쉬워)지/VV|"
            r"빠르/VA 어/EC 지/VX) (?:었/EP|고/EC 있)",
        ),
        ("gone", RESOLVED, 3, r"(?<!\S)(?:없/VA 어/EC 지/VX|없어지/VV|사라지/VV) "),
        ("none there", NEED, 3, r"(?<!전례/NNG )(?<!유례/NNG )(?<!변함/NNG )(?<!\S)(?:없|드물)/VA "),
        ("hard lot", NEED, 3, r"(?<!\S)어/EC 버리/VX |(?<!\S)고/EC 말/VX 었/EP "),
    )
)

# What undoes a saying stands above it.
_UNDOING = frozenset({"untrue", "double negation", "not without", "no occasion", "nothing bad", "need not"})
UNDOING = tuple(rule for rule in RULES if rule[0] in _UNDOING)
AFTER_UNDOING = tuple(rule for rule in RULES if rule not in UNDOING)

BAD = re.compile(
    rf"(?:원|돈|비용|시간|품|손)/NN\w {_J}(?:\S+/MAG )*(?:들|깨지|나가)/VV |"
    rf"{_stems(BAD_STEM)}|(?:선정|심사|평가|공모)/NNG 에서/JKB {_A}떨어지/VV |(?:년|개월|달|반년|시간|주|"
    rf"주일)/NN\w {_J}(?:\S+/MAG )?걸리/VV |(?<!\S)위기/NNG (?:\S+/J\w+|이/VCP|의식/NNG|상황/NNG) "
)
GOOD = re.compile(
    rf"{_stems(GOOD_STEM)}|(?<!\S)잘/MAG (?:(?:되|돌아가|풀리|나오|나가|팔리|지내|굴러가|들어오)/V|"
    rf"(?:운영|진행)/NNG )|(?<!\S)유지/NNG (?:하|되)/XSV "
)
# Particles that belittle or exclude.
ONLY = re.compile(r"(?<!\S)(?:조차|마저|커녕|밖에|뿐)/JX ")
RISING = re.compile(_stems(RISE))
FALLING = re.compile(_stems(FALL))
# "관세 때문에 …": right behind the mention, it is the cause of what follows.
CAUSE = re.compile(
    r"(?:\S+/(?:NN[GPB]|XSN|JKG) ){0,2}(?:때문/NNB|탓/NNB|여파/NNG|영향/NNG (?:으로|로)/JKB|(?:으로|로)/JKB 인하/V)"
)
NOT_RISING = re.compile(rf"{_stems(RISE)}{_NOT}|안/MAG {_stems(RISE)}")
NOT_FALLING = re.compile(rf"{_stems(FALL)}{_NOT}|안/MAG {_stems(FALL)}")
STRONG = re.compile(
    r"(?<!\S)(?:매우|너무|너무나|정말|정말로|굉장히|상당히|크게|급격히|가장|제일|몹시|아주|훨씬|도저히|"
    r"도무지|극심|심각|절실|절박|시급|심하|급증|급감"
    r"|급등|폭등|반토막|치솟|꽉|완전히|워낙|엄청|엄청나|엄청나게|무척|막막|비상|치명|치명적|최악|한참|대폭|"
    r"극도로|막대|아예|통째로|통째|반토막|토막|절반|턱없이|급격|역대|사상)/"
)
HAVING = re.compile(r"^\S+/J\w+ (?:\S+/MAG )*있/V\S+ (?!다는/|기/|다고/|다지만/|어도/)")
EXISTENTIAL = re.compile(
    r"(?<!\S)(?:폐업|부도|도산|파산|존폐|존립|생존|셧다운|줄도산|망하/VV|끝장|"
    r"(?:문|공장|회사|가게|사업|장사)/NNG (?:\S+/J\w+ )?(?:\S+/MAG )*(?:닫|접/VV|세우/VV \S*어야|팔/VV \S*어야|"
    r"정리/NNG)|끝/NNG (?:이/VCP|나/VV)|"
    r"(?:월급|임금|급여)/NNG (?:\S+/J\w+ )?(?:못/MAG|밀리/VV|체불/NNG)|(?:버티|"
    r"견디)/VV ᆯ/ETM \S+/NN\w (?:\S+/J\w+ )?없/VA)"
)
MILD = re.compile(
    r"(?<!\S)(?:조금(?!/MAG 더)|약간|다소|어느/MM 정도|조금씩|가끔|살짝|종종|그럭저럭|"
    r"정도/NNG (?:의/JKG|이/VCP))/?"
)
