"""What the pages of clusters ask first: the round, a cluster or zone that there is, the cut of the person's areas."""

from __future__ import annotations

import sqlite3
from typing import Any

from flask import abort
from flask_babel import gettext as _
from flask_login import current_user
from sqlite_utils import Database

from app.accounts.permissions import OFFICIAL, may
from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.clusters import store
from app.clusters.reading import Cut, Group, read_cut, read_themes
from app.coding.access import themes_by_code
from app.coding.telling.eyes import my_eyes
from app.coding.themes.groups import Grouped
from app.db import get_db
from app.words.formats import named


def round_id() -> str | None:
    found = rounds.current()
    return found["id"] if found else None


def my_cut(by: str) -> Cut:
    """The person's areas by cluster or by zone, as they stand in the round shown."""
    nowhere = _("클러스터에 들지 않은 지역") if by == "cluster" else _("지정이 없는 지역")
    return read_cut(get_db(), by, round_id(), my_scope(), nowhere=nowhere, whole=_("모두(지역마다 한 번)"))


def my_themes(found: Cut) -> Grouped | None:
    """Themes by group, for whom pages of themes are open."""
    if not may("themes.view"):
        return None
    return read_themes(get_db(), round_id(), found, my_scope(), single=my_eyes().single)


def the_cluster(code: str) -> sqlite3.Row:
    return store.find_cluster(get_db(), code) or abort(404)


def the_zone(zone_id: str) -> sqlite3.Row:
    return store.find_zone(get_db(), zone_id) or abort(404)


def group_of(found: Cut, key: str) -> Group:
    """The group of the person's areas; one without areas of his or her own is not there."""
    group = found.find(key)
    return group if group and group.places else abort(404)


def theme_names(db: Database) -> dict[str, str]:
    """The themes of the newest codebook with their words, in its order."""
    return {code: str(named(theme)) for code, theme in themes_by_code(db).items()}


def links_to_words() -> dict[str, Any]:
    """Whether figures lead to the statements behind them."""
    return {"opens": may("quotes.view"), "official": current_user.role == OFFICIAL}
