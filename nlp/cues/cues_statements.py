"""Cue words of the kinds of statement: what is asked for, proposed, or praised."""

from __future__ import annotations

import re

# Korean, over a sentence written as ``form/TAG form/TAG ...``.
_J = r"(?:\S+/J\w+ )*"
_POLICY = (
    r"(?:도입|확대|개선|신설|개정|폐지|완화|통합|마련|강화|적용|개편|정비|의무|허용|추진|설치|운영|구축|전환|신속|"
    r"단축|간소|현실|축소|연장|보장|보호|지원|육성|조정|공개|검토|고려|규정|제도|바꾸|만들|고치|없애|늘리|줄이|"
    r"나누|풀|낮추|높이|두|열|합치|묶|넓히|"
    r"세우|짓|모으|돌리|잇|살리|막|지키|따지|나서)"
)
PROPOSED = re.compile(
    rf"(?<!\S)(?:제안|제언|아이디어|복안|대안)/NNG {_J}(?!사항)(?!없)|(?:방안|방법|방식|쪽|제도)/NN\w (?:\S+/J\w+ )*"
    r"(?:검토|고려|생각|제안|권하|추천)/|"
    r"자는/ETM (?:의견|생각|제안|취지|얘기|이야기|말|거|것|뜻)/|자고/EC (?:제안|건의|하)/|"
    r"어떻/\S+ (?:겠/EP )?(?:ᆯ까|ᆯ까요|을까|을까요|습니까|ᆫ가요|ᆫ지요|나|나요|어요|냐)/|어떨까|"
    r"낫/\S+ (?:지/EC 않/VX |을/ETM |다고/EC |다는/ETM |겠/EP )|바람직/|"
    r"(?:검토|고려|생각|시도|해)/\S+ (?:\S+ ){0,3}?ᆯ/ETM 만/NNB 하/|"
    r"는/ETM (?:것|거|게|편|쪽|방식)/NN\w (?:\S+/J\w+ )*(?:더/MAG )?(?:좋|낫|옳|맞|적절|합리|효율|타당|효과)/"
)
MUST = re.compile(
    rf"(?<!\S){_POLICY}/(?:VV(?:-[IR])?|XSV|NNG|XR|XSA) (?:화/XSN )?(?:\S+/XS[VA] )?(?:어/EC \S+/VX )?(?:시/EP )?"
    r"어야/E[CF] (?:\S+/J\w+ )?(?:하|되)/V[XV] "
)
THANKED = re.compile(
    r"(?<!\S)(?:감사|고맙|고마워하|고마움|칭찬|만족|만족도|보람|훌륭|친절|유용|유익|뿌듯|흡족|감동)/|"
    rf"(?:도움|힘|보탬|약|밑거름)/NNG {_J}(?:\S+/MAG )*되/\S+ |(?<!\S)(?:덕|덕분|덕택)/NNG |"
    r"잘/MAG (?:만들|되|쓰|돌아가|운영|이용|활용|받|알|쓰이|나오|지내|해)\S* |잘되/VV |"
    r"(?<!\S)(?:좋|편하|나아지|좋아지|낫)\S* (?:어/EC 지/VX )?었/EP "
)
NOT_THANKED = re.compile(
    r"(?:었/EP )?(?:으면|면)/EC (?:\S+ ){0,3}?(?:감사|고맙|좋|만족)/|"
    r"(?:감사|만족|도움|힘)\S+ (?:\S+ ){0,3}?(?:않|못하|못|안|없|아니)/|"
    r"(?:불만족|미흡)/"
)

# English, over a sentence in lower case.
PROPOSED_EN = re.compile(
    r"(?<!\S)(?:how about|what about|what if|why not|suggest(?:s|ed|ing|ions?)?|propos(?:e|es|ed|ing|als?)|"
    r"recommend(?:s|ed|ing|ations?)?|would be (?:better|wise|fairer|smarter|best)|should (?:\S+ )?be|"
    r"should (?:have|let|set|move|make|run|"
    r"go|put|offer|share|build|pool)|ought to|one idea|an idea|idea (?:is|would)|could be (?:shared|pooled|"
    r"merged|combined|run)|"
    r"instead of)(?!\S)"
)
REQUESTED_EN = re.compile(
    r"(?<!\S)(?:please|would (?:really )?like|'d like|ask(?:s|ed|ing)? (?:that|for|the|you)|request(?:s|ed|ing)?|"
    r"(?:we|firms|companies|i|they|it) (?:\S+ )?(?:need|needs|want|wants)|call(?:s|ed|ing)? (?:for|on)|urg(?:e|"
    r"es|ed|ing)|"
    r"(?:we|i) hope|help us|would help|would be (?:appreciated|helpful|great|nice|a help)|must be|let us|"
    r"extend the|raise the|simplify)(?!\S)"
)
THANKED_EN = re.compile(
    r"(?<!\S)(?:thank|thanks|thankful|grateful|gratitude|appreciat(?:e|es|ed)|helpful|(?:great|big|real|"
    r"huge) help|excellent|"
    r"saved (?:us|our)|helped us|well run|well done|pleased|happy with|satisfied|impressed|wonderful|"
    r"works? (?:very )?well|"
    r"made (?:a )?(?:big |real |all the )?difference|kudos|benefited)(?!\S)"
)
NOT_THANKED_EN = re.compile(
    r"(?<!\S)(?:would (?:\S+ )?(?:appreciate|be (?:helpful|grateful|great|appreciated|a))|(?:not|n't|never|hardly|"
    r"no) (?:\S+ ){0,3}"
    r"(?:helpful|help|happy|satisfied|helped|appreciate|pleased|works?|well))(?!\S)"
)
