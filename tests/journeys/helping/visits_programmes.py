"""Pages of programmes: the register, what fits and what is missing, picks with what became of them."""

from __future__ import annotations

from tests.journeys.visits import File, Visit, wrong

BAD: File = (
    "지원사업.csv",
    "코드,이름,기관종류,기관,분야,한도,출처,기준일\nP101,예시,부산시,예시 기관,요리,많이,예시,2026-13-01\n",
)
BAD_RULES: File = ("규칙.json", '{"schema": "moksori-matching", "version": 0}')

PROGRAMMES: dict[str, list[Visit]] = {
    "programmes": [
        Visit("programmes.help", "/help"),
        Visit("programmes.index", "/programmes"),
        Visit("programmes.index", "/programmes?q=없는+말", "analyst"),
        Visit("programmes.programme", "/programmes/{programme}"),
        Visit("programmes.new", "/programmes/new"),
        wrong("programmes.new", "/programmes/new", "analyst"),
        Visit("programmes.edit", "/programmes/{programme}/edit"),
        wrong("programmes.edit", "/programmes/{programme}/edit", "analyst", {"cap": "많이"}),
        Visit("programmes.import", "/programmes/import"),
        wrong("programmes.import", "/programmes/import", "analyst", {"file": BAD}),
        Visit("programmes.rules", "/programmes/rules"),
        wrong("programmes.rules", "/programmes/rules", "analyst", {"file": BAD_RULES}),
        Visit("programmes.fits", "/programmes/fits"),
        Visit("programmes.gaps", "/programmes/gaps?answered=1"),
        Visit("programmes.area", "/areas/{area}/programmes"),
        Visit("programmes.area", "/areas/{plain_area}/programmes?show=not", "analyst"),
        Visit("programmes.firm", "/programmes/firms/{firm}"),
        Visit("programmes.choose", "/programmes/{programme}/areas/{area}"),
        wrong("programmes.choose", "/programmes/{programme}/areas/{area}", "analyst", {"reason": ""}),
        Visit("programmes.offers", "/programmes/offers"),
        Visit("programmes.offers", "/programmes/offers?q=없는+말", "analyst"),
        Visit("programmes.offer", "/programmes/offers/{pick}"),
        wrong("programmes.tell_offer", "/programmes/offers/{pick}", "analyst", {"state": "finished", "amount": "많이"}),
    ],
}
