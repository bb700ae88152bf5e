"""Nothing of industries and clusters changes a level: they write their own tables, and no evaluation reads these."""

from __future__ import annotations

import re

from app.config import ROOT

OWN = {
    *("industry_cycle", "key_industry", "industry_decision", "industry_ruling", "industry_decision_segment"),
    *("industry_decision_theme", "industry_incentive", "zone", "place_series", "place_value"),
    "place_value_wrong",
}
# The register of areas brings it too; its rows say where an area lies, and no evaluation asks.
SHARED = {"designation"}
WRITING = re.compile(r"(?:insert(?: or ignore)? into|delete from) ([a-z_]+)|update ([a-z_]+) set\b")


def sources(*features: str) -> dict[str, str]:
    found = [path for feature in features for path in (ROOT / "app" / feature).rglob("*.py")]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in found}


def test_industries_and_clusters_write_their_own_tables_alone() -> None:
    written = {
        table
        for text in sources("industries", "clusters").values()
        for found in WRITING.findall(text)
        for table in filter(None, found)
    }
    assert {"industry_ruling", "place_value", "zone"} <= written <= OWN | SHARED


def test_what_a_level_is_computed_from_reads_none_of_them() -> None:
    words = re.compile(rf"\b(?:from|join)\s+(?:{'|'.join(sorted(OWN | SHARED))})\b")
    assert [path for path, text in sources("evaluation", "monitoring", "coding").items() if words.search(text)] == []
