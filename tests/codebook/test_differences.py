"""What differs, and changes carried over onto another version."""

from __future__ import annotations

from app.codebook.definitions import digest, plain_form, term_of, with_term, with_theme, with_words
from app.codebook.differences import carried, compare, settled

LOAN = ("finance", "ko", "대출")


def term(form: str, weight: float = 1.0, note: str = "") -> dict:
    return {"lang": "ko", "form": form, "kind": "surface", "weight": weight, "note": note}


def test_added_removed_and_changed_terms_and_criteria_are_told(small):
    after = with_term(small, LOAN, None)
    after = with_term(after, ("finance", "ko", "외상값"), term("외상값"))
    after = with_term(after, ("market", "ko", "수주"), term("수주", 0.5))
    after = with_words(after, "market", {"include_ko": "다른 기준"})
    found = compare(small, after)
    assert {(c.form, c.what) for c in found.terms} == {("대출", "removed"), ("외상값", "added"), ("수주", "changed")}
    assert [(w.field, w.after) for w in found.words] == [("include_ko", "다른 기준")]
    assert (found.count("added"), found.count("added", "market")) == (1, 0)
    assert not compare(small, small)


def test_the_digest_does_not_depend_on_the_order_of_terms(small):
    turned = {"themes": [{**t, "terms": t["terms"][::-1]} for t in small["themes"]][::-1]}
    assert digest(turned) == digest(small)
    assert digest(with_term(small, LOAN, None)) != digest(small)


def test_forms_are_composed_and_their_tildes_made_one():
    assert plain_form("  사람 ～ 구하다 ") == "사람~구하다"
    assert plain_form("대출\u00a0금리") == "대출 금리"


def test_changes_that_do_not_meet_are_carried_over(small):
    mine = with_term(small, ("finance", "ko", "외상값"), term("외상값"))
    theirs = with_term(small, ("market", "ko", "수주"), None)
    result, clashes = carried(small, mine, theirs)
    assert clashes == []
    assert term_of(result, ("finance", "ko", "외상값")) and not term_of(result, ("market", "ko", "수주"))


def test_the_same_change_on_both_sides_is_no_clash(small):
    both = with_term(small, LOAN, None)
    assert carried(small, both, both) == (both, [])
    assert [c.key for c in settled(small, both, both)] == [LOAN]


def test_what_the_new_version_has_already_is_named_apart_from_what_is_carried(small):
    lease, note = ("finance", "ko", "리스료"), ("finance", "ko", "외상값")
    theirs = with_words(with_term(small, lease, term("리스료")), "market", {"name_ko": "새 이름"})
    mine = with_term(
        with_words(with_term(small, lease, term("리스료")), "market", {"name_ko": "새 이름"}), note, term("외상값")
    )
    assert [c.name for c in settled(small, mine, theirs)] == ["word|market|name_ko", "term|finance|ko|리스료"]
    assert settled(small, with_term(small, lease, term("리스료", 0.5)), theirs) == []
    assert compare(theirs, carried(small, mine, theirs)[0]).count("added") == 1


def test_where_both_changed_the_same_the_published_side_stands_unless_chosen(small):
    mine = with_words(with_term(small, LOAN, term("대출", 0.5)), "market", {"name_ko": "내 이름"})
    theirs = with_words(with_term(small, LOAN, None), "market", {"name_ko": "그 이름"})
    result, clashes = carried(small, mine, theirs)
    assert result == theirs and len(clashes) == 2
    chosen, _clashes = carried(small, mine, theirs, prefer_mine=[c.name for c in clashes])
    assert term_of(chosen, LOAN) == term("대출", 0.5)
    assert chosen["themes"][1]["name_ko"] == "내 이름"


def test_a_new_theme_is_carried_with_its_terms(small):
    words = {k: v for k, v in small["themes"][0].items() if k not in ("id", "terms", "position")}
    mine = with_theme(small, {**words, "id": "succession", "terms": [term("가업승계")]})
    result, clashes = carried(small, mine, with_term(small, LOAN, None))
    assert not clashes and term_of(result, ("succession", "ko", "가업승계"))
