"""What the entry page of 지원·계획 tells of clusters: which have the most areas above the best level."""

from __future__ import annotations

import sqlite3

from flask import url_for
from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.clusters.reading import Group, read_cut
from app.nav import HelpLine, HelpPart
from app.words.formats import share_of

# So many clusters are named. Chosen, not measured.
NAMED = 3


def part(db: Database, scope: Scope, round_: sqlite3.Row | None) -> HelpPart:
    """The person's clusters in a few words."""
    found = read_cut(db, "cluster", round_["id"] if round_ else None, scope, nowhere="", whole="")
    there = sorted((group for group in found.groups if group.above), key=lambda group: -group.above)
    return HelpPart(
        _("클러스터"),
        url_for("clusters.index"),
        ((_("혁신클러스터"), sum(bool(group.places) for group in found.groups)), (_("주의 이상"), found.whole.above)),
        tuple(_line(group) for group in there[:NAMED]),
        _("주의 이상인 지역이 있는 클러스터가 없습니다."),
    )


def _line(group: Group) -> HelpLine:
    href = url_for("clusters.cluster", cluster_code=group.key)
    return HelpLine(group.word, href, _("주의 이상 %(share)s", share=share_of(group.above, group.evaluated)))
