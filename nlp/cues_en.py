"""English cue words and the rules over a clause written in lower case, first match wins."""

from __future__ import annotations

import re

from nlp.cues import NEED, NONE, RESOLVED, UNDECIDED

BAD = (
    r"(?:hard|harder|difficult|difficult(?:y|ies)|struggl(?:e|es|ed|ing)|shortages?|short|lack(?:s|ed|"
    r"ing)?|unable|burdens?"
    r"|burdensome|pressures?|concerns?|concerned|worr(?:y|ies|ied)|worse|worsen(?:s|ed|ing)?|delays?|"
    r"delayed|tight|tighter|tightened"
    r"|problems?|issues?|challeng(?:e|es|ing)|disruptions?|disrupted|bottlenecks?|uncertain|uncertainty|"
    r"constrain(?:s|ed|ts?)?|weak"
    r"|weaker|weakness|severe|persist(?:s|ed)?|scarce|scarcity|limited|expensive|costly|slow|slowed|"
    r"slower|sluggish|soft|softer|softened"
    r"|softening|depressed|impediments?|obstacles?|barriers?|strain(?:s|ed)?|hurt|hurting|harm(?:s|ed)?|"
    r"suffer(?:s|ed|ing)?|loss(?:es)?|fear(?:s|ed)?"
    r"|complain(?:s|ed|ts?)?|elevated|cancel(?:s|led|ed|lations?)?|postponed|too (?:much|many|high|long|"
    r"few|little|slow|small|strict|complex|expensive)|impacts?|effects?|pain|squeez(?:e|ed)|volatil(?:e|"
    r"ity)|refus(?:e|es|ed|ing)|forc(?:e|es|ed|ing)|struck|troubl(?:e|es|ed)|pessimistic"
    r"|turnover|dampened|negatively|negative|adverse(?:ly)?|caution|cautious|headwinds?)"
)
GOOD = (
    r"(?:sufficient|adequate|ample|plentiful|fine|stable|strong|stronger|solid|healthy|robust|ok|okay|"
    r"(?:is|are|was|were|been|remain|remains|remained) (?:very |quite )?good|satisfied|smooth|smoothly|"
    r"steady"
    r"|easy|manageable|comfortable|favorable|reasonable|affordable|well)"
)
BETTER = (
    r"(?:eased|easing|resolved|solved|improv(?:ed|ing)|abated|abating|subsided|recover(?:ed|ing)|"
    r"(?:to|near) normal|"
    r"normali[sz](?:ed|ing)|easier"
    r"|relieved|alleviated|disappeared|loosened|rebounded|stabili[sz](?:ed|ing)|faded)"
)
UP = (
    r"(?:r[io]se|rising|risen|increas(?:e|es|ed|ing)|higher|high|up|jumped|grew|growing|growth|rais(?:e|"
    r"ed|es|ing)|surg(?:e|ed|ing)|climbed|accelerated|spiked"
    r"|expand(?:s|ed|ing)|gains?|picked)"
)
DOWN = (
    r"(?:declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|f[ae]ll|fallen|falling|lower|low|lowered|down|"
    r"drop(?:s|ped|ping)?|reduc(?:e|ed|ing|tions?)|slump(?:ed)?"
    r"|shrank|shrinking|contract(?:ed|ing)|came down|slipped|moderated|dipped|plunged)"
)
SOFT = (
    r"(?:weak|weaker|weakened|weakening|soft|softer|softened|softening|dampen(?:s|ed|ing)|restrain(?:s|ed|ing)"
    r"|depress(?:ed|ing)|sluggish)"
)
_NEG = r"(?:no|not|n't|none|never|without|hardly|(?<!\ba )(?:little|few)|nor|neither|barely|scarcely|cannot)"
_W = r"(?:[^\s]+ )"

COST_TERM = re.compile(
    r"(?:costs?|prices?|tariffs?|dut(?:y|ies)|wages?|rents?|rates?|freight|inflation|turnover|"
    r"vacanc(?:y|ies)|delinquenc(?:y|ies)|defaults?|debts?"
    r"|burden|bills?|lead times?|delays?|tax(?:es)?|levy|levies|price increases?|layoffs?|congestion|"
    r"penalt(?:y|ies)|fines?"
    r"|lumber|copper|steel|aluminum|retirements?|bankruptc(?:y|ies)|shortages?|gap|closures?|shutdowns?)$",
    re.IGNORECASE,
)
VOLUME_TERM = re.compile(
    r"(?:demand|orders?|sales?|revenues?|exports?|backlogs?|spending|headcount|hiring|hir\w+|employment|"
    r"staffing|workforce|profit margins?|lending"
    r"|loans?|funding|investors?|customers?|buyers?|liquidity|cash flow|applications?|capital spending|"
    r"capital expenditures?|workers?)$",
    re.IGNORECASE,
)
BAD_TERM = re.compile(
    r"(?:shortages?|gap|barriers?|burden|war|dispute|tension|bottlenecks?|disruptions?|congestion|"
    r"delinquenc(?:y|ies)|defaults?|bankruptc(?:y|ies)"
    r"|slowdown|recession|red tape|layoffs?|pressures?|closures?|shutdowns?|late payments?|weak demand|"
    r"pollution|drought|inflation|ransomware"
    r"|squeeze|theft|loss(?:es)?|abuse of power|unfilled positions?|stockouts?|delays?|breach|"
    r"backorders?|bureaucracy)$",
    re.IGNORECASE,
)

RULES: tuple[tuple[str, str, int, re.Pattern[str]], ...] = tuple(
    (name, stance, base, re.compile(rf"(?<!\S){pattern}(?!\S)"))
    for name, stance, base, pattern in (
        ("no shortage of", NEED, 3, r"no (?:shortage|lack|end) (?:of|to)"),
        ("not without", NEED, 3, rf"not without {_W}?{BAD}"),
        ("not only", NEED, 3, r"not (?:only|just|merely)"),
        ("no need", NONE, 3, r"(?:no|not|n't) need"),
        ("no longer", RESOLVED, 3, rf"no longer {_W}{{0,3}}{BAD}"),
        (
            "not enough",
            NEED,
            3,
            rf"(?:not|n't|never) {_W}{{0,2}}(?:enough|possible|work|working|{GOOD}|{BETTER})|"
            rf"insufficient|inadequate",
        ),
        ("cannot", NEED, 3, r"(?:cannot|can not|ca n't|could not|could n't|unable to|impossible to)"),
        (
            "no relief",
            NEED,
            3,
            r"no (?:relief|help|support|access|solution|improvement|end|choice|way|money|time|one|"
            r"candidates?|applicants?)",
        ),
        (
            "not touched",
            NONE,
            3,
            r"(?:not|n't|never|hardly) (?:really |directly )?(?:affect(?:s|ed)?|touch(?:es|ed)?|hit|"
            r"matter|bother(?:s|ed)?)",
        ),
        ("no difficulty", NONE, 3, rf"{_NEG} {_W}{{0,4}}{BAD}"),
        (
            "wish",
            NEED,
            2,
            r"(?:needs?|needed|requir(?:e|es|ed)|should|must|would like|please|wants?|wanted|call(?:s|"
            r"ed)? for|ask(?:s|ed)? for|hope(?:s|d)?"
            r"|request(?:s|ed)?|would help)",
        ),
        ("without it", NEED, 3, rf"without {_W}{{1,4}}(?:we|would|could)"),
        ("takes long", NEED, 3, r"(?:takes?|took) (?:\S+ ){0,2}\S+ (?:weeks|months|years)"),
        ("better now", RESOLVED, 3, BETTER),
        ("unknown", UNDECIDED, 3, r"(?:too early to (?:say|tell)|do not know|do n't know|wait and see)"),
    )
)
BAD_WORD = re.compile(rf"(?<!\S){BAD}(?!\S)")
GOOD_WORD = re.compile(rf"(?<!\S){GOOD}(?!\S)")
RISING = re.compile(rf"(?<!\S){UP}(?!\S)")
FALLING = re.compile(rf"(?<!\S){DOWN}(?!\S)")
SOFTENING = re.compile(rf"(?<!\S)(?:{DOWN}|{SOFT})(?!\S)")
UNMOVED = re.compile(rf"(?<!\S)(?:(?:not|n't|little|no) {_W}{{0,2}}(?:{UP}|{DOWN}|changed?)|unchanged|flat)(?!\S)")
DENIED = re.compile(rf"(?<!\S)(?:no|without|hardly any|few|little|not see|n't see) {_W}{{0,3}}$")
STRONG = re.compile(
    r"(?<!\S)(?:very|severe|severely|sharply|sharp|major|significant|significantly|extremely|seriously|"
    r"serious|acute|substantial|substantially|strongly|much"
    r"|widespread|worst|most|dramatically|steep|steeply|crippling|critical|rapidly)(?!\S)"
)
EXISTENTIAL = re.compile(
    r"(?<!\S)(?:bankrupt|bankruptcy|insolven\w+|shut down|shutting down|close(?:d)? (?:our|the|its|"
    r"their) \w+|out of business|"
    r"would have to close|survival|survive)(?!\S)"
)
MILD = re.compile(
    r"(?<!\S)(?:slight|slightly|somewhat|modest|modestly|minor|a little|a bit|mild|mildly|marginally|"
    r"occasionally)(?!\S)"
)
CLOSING = frozenset({"but", "however", "although", "though", "while", "whereas", ";", "yet", "except", "despite"})
