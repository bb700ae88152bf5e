"""A code beneath a theme, what is wrong with one, and where it stands in the tree."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.codebook.definitions import COLOURS
from app.coding.statements.judgments import Fault
from app.tables.checked import N_

USED, MERGED, RETIRED = "used", "merged", "retired"
# A name is read in a list, and the very words of a statement may be one; criteria are a few sentences. Chosen, not
# measured, as is how deep a tree a person still finds the way in.
LONGEST_NAME, LONGEST_TEXT, DEEPEST = 80, 1000, 4
TEXTS = ("definition", "include", "exclude", "examples")


@dataclass(frozen=True)
class Stated:
    """What an event says a code is from then on.

    Attributes
    ----------
    theme_code : str
        The theme at the root of the tree.
    parent_id : str or None
        The code above; None: right beneath the theme.
    name_en : str
        Empty: the Korean name is said in English, too.
    colour : str
        Empty: as its theme.
    into_id : str or None
        For a merged one the code that took its place.
    """

    theme_code: str
    parent_id: str | None
    name_ko: str
    name_en: str = ""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: str = ""
    colour: str = ""
    state: str = USED
    into_id: str | None = None


@dataclass(frozen=True)
class Code(Stated):
    """A code as it is now. `invivo` is the segment whose very words are its name, as long as nobody named it better."""

    id: str = ""
    event_id: str = ""
    invivo: str | None = None

    @property
    def name(self) -> str:
        return self.name_ko

    @property
    def stated(self) -> Stated:
        return Stated(**{field: getattr(self, field) for field in Stated.__dataclass_fields__})


def below(codes: Collection[Code], code_id: str) -> list[Code]:
    """Codes in use anywhere beneath one, those above before those beneath them."""
    found: list[Code] = []
    waiting = [code_id]
    while waiting:
        children = [each for each in codes if each.parent_id in waiting and each.state == USED]
        found += children
        waiting = [each.id for each in children]
    return found


def path(codes: Mapping[str, Code], code: Code) -> list[Code]:
    """From the code right beneath the theme down to this one."""
    found = [code]
    while (above := codes.get(found[0].parent_id or "")) and above not in found:
        found.insert(0, above)
    return found


def faults(codes: Collection[Code], wanted: Stated, themes: Collection[str], own: str = "") -> list[Fault]:
    """Everything wrong with what a code is to be; `own` is the code's id where it is there already."""
    by_id = {each.id: each for each in codes}
    found = [*_text_faults(wanted)]
    if wanted.theme_code not in themes:
        found.append(Fault("theme", N_("코드북에 없는 주제입니다"), N_("목록에서 주제를 골라 주십시오")))
    above = by_id.get(wanted.parent_id or "")
    if wanted.parent_id and (above is None or above.state != USED or above.theme_code != wanted.theme_code):
        found.append(Fault("parent", N_("이 주제에서 쓰는 코드가 아닙니다"), N_("위에 둘 코드를 다시 골라 주십시오")))
    elif above and own and own in {above.id, *(each.id for each in path(by_id, above))}:
        found.append(Fault("parent", N_("자기 아래로는 옮길 수 없습니다"), N_("다른 코드나 주제를 골라 주십시오")))
    elif above and len(path(by_id, above)) + _height(codes, own) > DEEPEST:
        found.append(Fault("parent", N_("너무 깊이 들어갑니다"), N_("코드는 주제 아래 네 단계까지 둘 수 있습니다")))
    if _named_alike(codes, wanted, own):
        found.append(
            Fault("name", N_("같은 자리에 같은 이름의 코드가 있습니다"), N_("다른 이름을 적거나 그 코드를 쓰십시오"))
        )
    return found


def _height(codes: Collection[Code], own: str) -> int:
    """How many levels a code brings along, itself counted."""
    children = [each for each in codes if own and each.parent_id == own and each.state == USED]
    return 1 + max((_height(codes, each.id) for each in children), default=0)


def _text_faults(wanted: Stated) -> list[Fault]:
    found = []
    if not wanted.name_ko:
        found.append(Fault("name", N_("이름이 비어 있습니다"), N_("이름을 적어 주십시오")))
    if len(wanted.name_ko) > LONGEST_NAME or len(wanted.name_en) > LONGEST_NAME:
        found.append(Fault("name", N_("이름이 너무 깁니다"), N_("80자까지 적을 수 있습니다")))
    for part in TEXTS:
        if len(getattr(wanted, part)) > LONGEST_TEXT:
            found.append(Fault(part, N_("글이 너무 깁니다"), N_("1,000자까지 적을 수 있습니다")))
    if wanted.colour and wanted.colour not in COLOURS:
        found.append(Fault("colour", N_("쓸 수 없는 색입니다"), N_("목록에서 색을 골라 주십시오")))
    return found


def _named_alike(codes: Collection[Code], wanted: Stated, own: str) -> bool:
    return any(
        each.id != own
        and each.state == USED
        and (each.theme_code, each.parent_id) == (wanted.theme_code, wanted.parent_id)
        and each.name_ko.casefold() == wanted.name_ko.casefold()
        for each in codes
    )
