"""English words of good and bad, and those that turn one of them round."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BAD = _words(
    """
    abandon abandoned abysmal aching ageing aggravating aging agony alarmed alarming annoying arbitrary arduous
    awkward backfired backlash backward baffling bankrupt battered beleaguered bewildering bleak bleed bleeding
    blind blocked bogged bother bottleneck bottlenecked breach broke broken bruised brutal buried burned burnout
    burnt chaos chaotic choke choking chronic clogged clumsy clunky collapse collapsed collapsing congested
    congestion contradictory crash crashed crawl crawling creaking crippling crumbling crunch crushed crushing
    curse cut cuts cutthroat damage damaged damaging danger dangerous daunting dead deadlock dearth debt
    decimated decline declined deficit defunct degraded demoralized demoralizing denied desert deteriorated
    deteriorating deters devastated devastating dilapidated dire disappointed disappointing disaster disastrous
    discouraged discouraging dismal dispute distress dragged dragging drags drain drained draining drawback
    drought drowning dry dwindled dwindling eroded erodes eroding erratic evaporated excessive excessively
    excluded exhausted exhausting exodus exorbitant expensive exploited fail failed failing fails failure
    fallout falter faltering fatal fatigue fiasco fight fighting fined flimsy flooded floods foggy fragile
    frozen frustrating frustration gamble glacial glut gone gridlock grief grim grind grinding gutted halt
    halted hampered hampers handicap hassle hemorrhaging hinder hindered hinders hopeless horrendous horrible
    hostage hostile hurdle hurts idle ignored illegible imbalance impasse impossible impractical inaccessible
    inconsistent inefficient inferior inflexible insane insolvent insult intolerable invisible jam jammed
    jeopardy joke killer killing knife labyrinth lag lagging lags late lawsuit leak leaking leaky leaving lose
    loses losing lost lousy low maddening maze messy miserable misery mismatch missed missing mountain murky
    nightmare noisy obsolete obstacle onerous opaque ordeal outage outages outdated outrageous overdue
    overloaded overpriced overregulated overworked paperwork paralyzed patchy penalized penalty peril pile piled
    pinch plague plagued plight plunge pointless pollution poor poorly pothole potholes precarious prohibitive
    punishing puzzle quit quits quitting ration rationed refuse refused reject rejected rejection resign retire
    retiring ridiculous rigid risk risks risky rude rundown rush rusting rusty sacrifice saturated scarce scared
    scary scramble scrambling scrapped screwed setback shaky sham shock shoddy shrank shrink shrinking shrunk
    shut shuttered sick sinking skyrocketed skyrocketing slammed slashed slog sluggish slump smothered soared
    soaring sour spiral spiraling squeezed stagnant stale stalled starved starving steep sting stings stolen
    stranded strangled strangling stressful strict struggle stuck stumbling stung suffocating sunk surge
    surrender swamped tangle tangled theft thin threat threatened threatens tied tiresome toll toothless torn
    torture toxic trap trapped unanswered unbearable uncompetitive undercut undermined understaffed
    unenforceable uneven unhappy unpaid unpredictable unprofitable unrealistic unreasonable unsafe unsold
    unstable unsustainable untenable unusable unwilling upset useless vague vanished vanishing vicious victim
    void vulnerable walkout waste wasted wasting weary weigh weighs wiped withdrew woes worn worrying worst
    worthless wreck wrecked wrong
    """
)
GOOD = _words(
    """
    abundant accessible accommodating accurate appreciated approachable attentive balanced beneficial best
    better booming bright brilliant brisk calm capable clean clear clever competent competitive complete
    confident consistent content convenient cooperative covered decent delighted dependable effective efficient
    effortless effortlessly encouraging enough excellent exceptional fair fantastic fast fast-track flawless
    flexible fluent friendly fully glad glowing good grateful great growing handy happy harmless helpful ideal
    impeccable impressive instant intact invaluable loyal lucky minor modest neat negligible nice nicely normal
    painless patient peaceful perfect perfectly pleasant pleased positive predictable professional profitable
    prompt promptly proud punctual quick quickly quiet reassuring record relaxed reliable reliably resilient
    responsive rewarding satisfying seamless seamlessly secure settled simple smooth smoothly solid solvent
    sound spacious splendid stellar straightforward strong successful sufficient superb supportive surplus
    sustainable terrific thrilled thriving tidy timely trivial trusted trustworthy unchanged uneventful
    untroubled upbeat useful valuable versatile viable welcome welcoming wonderful worthwhile
    """
)
NOT = _words(
    """
    barely cannot far hardly less n't neither never no nor not nothing without
    """
)
