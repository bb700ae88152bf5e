"""English cue words and the rules over a clause written in lower case, first match wins."""

from __future__ import annotations

import re

from nlp.cues.cues import NEED, NONE, RESOLVED, UNDECIDED
from nlp.cues.cues_en_idioms import RELIEF, WELL, WOE

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
    r"|turnover|dampened|negatively|negative|adverse(?:ly)?|caution|cautious|headwinds?|rough|terrible|awful|"
    r"painful|crisis|hurdles?|gouging|unaffordable|unreliable|obsolete|unfair|confusing|complicated|cumbersome|"
    r"crippled|closing)"
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

_WHO = (
    r"(?:one|body|bank|lender|applicants?|candidates?|word|answer|reply|explanation|room|place|relief|help|"
    r"end|way)"
)
# Sayings that tell the stance wherever they stand in the clause.
_SAID_UNDECIDED = (
    r"(?:whether|depends? on|remains? to be seen|we (?:will|'ll) see|have (?:not|n't) (?:yet )?decided|"
    r"not (?:yet )?decided|"
    r"undecided|not sure (?:yet|if)|(?:considering|weighing|looking into|thinking about|exploring)|next (?:item|"
    r"topic|on the agenda)|"
    r"let (?:us|'s) (?:move|turn|hear|start)|(?:please|could you|would anyone) (?:\S+ )?(?:share|tell us|"
    r"comment|speak)|"
    r"(?:have|has|had) (?:not|n't|never) (?:tried|used) (?:it|one|any|them)|(?:hard|difficult) to (?:say|tell|judge))"
)
_SAID_RESOLVED = (
    r"(?:(?:is|are|was|were|now|all|all that|largely|well) behind us|back (?:to|where|on track|in stock|"
    r"in balance|under|up and)|"
    r"thing of the past|under control|turned the corner|came through|(?:has|have|had) come through|caught up|"
    r"cleared up|"
    r"(?:got|been|was|were|is|are|now) (?:finally )?(?:fixed|sorted(?: out)?|settled|lifted|approved|granted|"
    r"paid(?: in full)?|cleared)|"
    r"fixed (?:it|that|the)|finally (?:got|gotten|came|dropped|granted|approved|arrived|cleared|opened|open|"
    r"paid|found|fixed|settled|through)|"
    r"went away|gone away|let up|no longer|used to be|ended last|that changed|worked itself out|paid off|"
    r"paid us in full)"
)
_SAID_NONE = (
    rf"(?:plenty of|more than enough|no complaints?|(?:can|could) live with|{_NEG} {_W}{{0,4}}(?:lose sleep|"
    rf"losing sleep|keeps? (?:us|me) up|"
    rf"worr(?:y|ied)|bother(?:s|ed)?|concerns?|hurt(?:s)?|hinder(?:s|ed)?|affect(?:s|ed)?|apply|applies|held us|"
    rf"hold(?:s)? us)|"
    r"pass(?:es|ed)? us by|does everything|do everything|(?:all|everything|whatever|as many as) we (?:need|ask|"
    r"want|could)|"
    r"works? (?:well|fine|great|for us)|working (?:well|fine)|hold(?:s|ing)? up (?:fine|well|nicely)|without a hitch|"
    r"(?:happy|pleased|comfortable|content) with|in good shape|taken care of|well covered|well stocked|"
    r"fully (?:staffed|stocked|booked|funded)|"
    r"n't say it (?:has|have|ever)|(?:never|not|n't) (?:\S+ )?been (?:a|an|any|much of a) (?:problem|issue|"
    r"worry|concern)|"
    r"never (?:had|have) (?:a |any |much )?(?:problem|trouble|issue|difficulty)|nothing to (?:complain|worry|"
    r"report)|doing (?:fine|well)|"
    r"no (?:need|reason) (?:to|for)|easy to (?:find|get|come by)|(?:does|do|did) (?:not|"
    r"n't) (?:really )?(?:touch|matter))"
)
_SAID_NEED = (
    rf"(?:no{_WHO}|no {_WHO}|nowhere|not (?:one|a single|a dime|a penny|enough)|"
    r"no (?:\S+ )?(?:bank|lender|supplier|insurer|customer|buyer|carrier) (?:\S+ )?(?:will|would|wants?|"
    r"is willing|takes?)|"
    r"(?:wo n't|will not|would n't|refuses? to|not willing to) (?:\S+ )?(?:absorb|pay|lend|give|take|touch|"
    r"accept|let|answer|deliver|insure|renew|help)|"
    r"dr(?:y|ied|ying) up|(?:leav(?:e|es|ing)|left) (?:us|for|the|after|in)|(?:cut|cutting|cuts|slashed|"
    r"halved) (?:our|us|back|in half|the)|in half|"
    r"(?:moved|moving|shifted|took) (?:\S+ ){0,3}(?:to (?:vietnam|china|mexico|india|overseas|another)|"
    r"elsewhere|abroad|offshore)|"
    r"(?:lost|losing|lose) (?:\S+ ){0,3}(?:to|orders?|customers?|people|workers?|money|business|contracts?|"
    r"sales|staff)|"
    r"(?:eat(?:s|ing|en)?|ate|crush(?:es|ing|ed)?|kill(?:s|ing|ed)?|chok(?:es|ing|ed)|drain(?:s|ing|ed)?|"
    r"bleed(?:s|ing)?|wip(?:es|ing|ed) out) "
    r"(?:\S+ ){0,2}(?:our|us|into|up|the|margins?|profits?)|push(?:ed|ing)? back|fall(?:s|ing|en)? behind|"
    r"(?:lay|laid|laying) (?:\S+ ){0,2}off|forever|nightmares?|mess|headaches?|shut (?:us )?down|(?:stand|"
    r"standing|sit|sitting|sat|stood) (?:idle|empty)|"
    r"idle|empty (?:stations?|benches|desks|seats|shifts?|lines?)|wait(?:ed|ing) (?:for|since|on|months|weeks|"
    r"years)|still (?:waiting|looking|searching|no|not|unfilled|open|\d+|short)|"
    r"stuck|turn(?:ed|s)? (?:\S+ ){0,3}(?:down|away)|walk(?:ed)? away|barely|on our own|g(?:ive|ave) up|"
    r"poach(?:ed|ing)?|outbid|undercut(?:ting|s)?|"
    r"by the time|only hear|never (?:reach(?:es|ed)?|gets?|got|comes?|came|hears?|heard|sees?|saw|makes? it)|"
    r"too late|afterwards|"
    r"(?:supposed|expected) to keep up|keep(?:ing)? up with|cost(?:s|ing)? us|overwhelm(?:ed|ing|s)?|buried|"
    r"drown(?:ing)?|"
    r"(?:doubled|tripled|quadrupled)|behind schedule|out of reach|at a loss|under water|outdated|falling apart|"
    r"breaks? down|broke down|crumbling|"
    r"pass (?:it|them|that|this|any of it) on|have to (?:close|shut|lay|cut|drop|turn|drive|wait|truck|park))"
)

RULES: tuple[tuple[str, str, int, re.Pattern[str]], ...] = tuple(
    (name, stance, base, re.compile(rf"(?<!\S){pattern}(?!\S)"))
    for name, stance, base, pattern in (
        ("undecided yet", UNDECIDED, 2, _SAID_UNDECIDED),
        ("not only", NEED, 3, r"not (?:only|just|merely)"),
        ("relief", RESOLVED, 3, _SAID_RESOLVED),
        ("well said", NONE, 3, _SAID_NONE),
        ("relief", RESOLVED, 3, RELIEF),
        ("well said", NONE, 3, WELL),
        ("no shortage of", NEED, 3, r"no (?:shortage|lack|end) (?:of|to)"),
        ("not without", NEED, 3, rf"not without {_W}?{BAD}"),
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
        ("woe", NEED, 3, _SAID_NEED),
        ("woe", NEED, 3, WOE),
        ("without it", NEED, 3, rf"without {_W}{{1,4}}(?:we|would|could)"),
        ("takes long", NEED, 3, r"(?:takes?|took) (?:\S+ ){0,2}\S+ (?:weeks|months|years)"),
        ("better now", RESOLVED, 3, BETTER),
        ("unknown", UNDECIDED, 3, r"(?:too early to (?:say|tell)|do not know|do n't know|wait and see)"),
    )
)
# Asked, but not to be answered.
RHETORICAL = re.compile(
    r"(?<!\S)(?:how (?:are|is|can|could|do|does|should) (?:\S+ ){1,5}(?:supposed|expected|to|compete|survive|"
    r"keep|afford|pay|find)|"
    r"who (?:is|'s|can|would|will|wants?) (?:\S+ )?(?:going|to|afford|pay|want|run|work|come)|what (?:is|"
    r"'s) the (?:point|use)|"
    r"why (?:should|would|ca|can|does|do|did|must|is|are))(?!\S)"
)
# What others are said to feel, and what lies in the past.
OTHERS = re.compile(
    r"(?<!\S)(?:people|others|everyone|everybody|neighbo(?:u)?rs?|competitors?|some|many|they|you hear|the news|"
    r"other (?:firms|companies|shops)) "
    r"(?:\S+ ){0,2}(?:say|says|said|complain|complains|talk|talks|report|reports|worry|struggle|keep)(?!\S)"
)
PAST = re.compile(r"(?<!\S)(?:was|were|had|used|took|last|ago|in \d{4}|until|before|did)(?!\S)")
FROM_TO = re.compile(r"(?<!\S)(?:went|gone|going|jumped|moved|climbed|rose) (?:\S+ )?from (?:\S+ ){1,3}to (?:\S+ )")
BAD_WORD = re.compile(rf"(?<!\S){BAD}(?!\S)")
GOOD_WORD = re.compile(rf"(?<!\S){GOOD}(?!\S)")
RISING = re.compile(rf"(?<!\S){UP}(?!\S)")
FALLING = re.compile(rf"(?<!\S){DOWN}(?!\S)")
SOFTENING = re.compile(rf"(?<!\S)(?:{DOWN}|{SOFT})(?!\S)")
UNMOVED = re.compile(
    rf"(?<!\S)(?:(?:not|n't|little|no) {_W}{{0,2}}(?:{UP}|{DOWN}|changed?|moved|budged)|"
    rf"unchanged|flat|(?:is|are|remains?|stays?|stayed|remained) (?:very |quite |still )?low)(?!\S)"
)
DENIED = re.compile(rf"(?<!\S)(?:no|without|hardly any|few|little|not see|n't see) {_W}{{0,3}}$")
STRONG = re.compile(
    r"(?<!\S)(?:very|severe|severely|sharply|sharp|major|significant|significantly|extremely|seriously|"
    r"serious|acute|substantial|substantially|strongly|much"
    r"|widespread|worst|most|dramatically|steep|steeply|crippling|critical|rapidly|plunged|plummeted|collapsed|"
    r"half|doubled|tripled|crushing)(?!\S)"
)
EXISTENTIAL = re.compile(
    r"(?<!\S)(?:bankrupt|bankruptcy|insolven\w+|shut down|shutting down|close(?:d)? (?:our|the|its|"
    r"their) \w+|out of business|"
    r"would have to close|survival|survive|survives|killing (?:our|the) (?:company|business|firm)|going under|"
    r"may (?:close|fold))(?!\S)"
)
MILD = re.compile(
    r"(?<!\S)(?:slight|slightly|somewhat|modest|modestly|minor|a little|a bit|mild|mildly|marginally|"
    r"occasionally)(?!\S)"
)
CLOSING = frozenset({"but", "however", "although", "though", "while", "whereas", ";", "yet", "except", "despite"})
