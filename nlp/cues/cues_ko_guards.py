"""What must stand in a Korean clause before a rule of `cues_ko` is worth asking."""

from __future__ import annotations

# Of these words one must stand in the clause, or the rule cannot speak: asked first, since most clauses have none.
_DENY = ("안/MAG", "못/MAG", "지/EC")
GUARDS: dict[str, tuple[str, ...]] = {
    "untrue": ("없/VA",),
    "nothing bad": ("없/VA",),
    "double negation": ("없/VA", "드물/VA"),
    "no plan": ("없/VA",),
    "no need": ("없/VA",),
    "no occasion": ("없/VA",),
    "nothing to fear": ("없/", "아니/"),
    "cannot say": ("없/VA",),
    "harm never met": ("없/VA",),
    "nobody to": ("없/VA",),
    "no difficulty": ("없", "적/VA", "덜하/VA"),
    "not felt": _DENY,
    "not bad": _DENY,
    "not good": ("지/EC", "아니/VCN"),
    "not the problem": ("아니/VCN",),
    "not possible": ("안/MAG", "못/MAG", "지/EC", "못하/V"),
    "none there": ("없/VA", "드물/VA"),
    "gone": ("없", "사라지/"),
    "hard lot": ("버리/VX", "말/VX"),
    "request": ("주/V", "달/V", "드리/V"),
    "must": ("어야/E", "하/", "이/VCP"),
    "unknown": ("모르/", "두고/", "지켜보/"),
    "fewer than": ("안/MAG",),
}
