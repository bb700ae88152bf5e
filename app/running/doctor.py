"""`moksori doctor`: is what is stored whole and right, and what is to be done where it is not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlite_utils import Database

from app.clock import now, today
from app.config import Config
from app.daily import DAILY
from app.db import rows, scalar, setting
from app.kept import KEPT
from migrations import STEPS

# Chosen, not measured: a database doubles while it is put in order; a job that waits longer has no worker; the day's work
# may wait for a weekend.
LEAST_FREE, LONGEST_WAIT, LATEST_DAILY = 2, timedelta(hours=1), timedelta(days=3)
# So many problems of one kind are told.
TOLD = 5


@dataclass(frozen=True)
class Finding:
    """What was looked at; what is wrong, empty where all is right; what to do then."""

    what: str
    wrong: tuple[str, ...] = ()
    do: str = ""


def examine(db: Database, config: Config) -> Iterator[Finding]:
    """Look at everything, one after the other: at national size what is kept takes minutes. Changes nothing."""
    for look in (_file, _references, _version, _room, _jobs, _daily, _clock):
        yield look(db, config)
    for name, kept in KEPT.items():
        yield Finding(
            _("적어 둔 수: %(name)s", name=name),
            tuple(kept.wrong(db)[:TOLD]),
            _("moksori doctor --mend를 실행하면 저장된 자료에서 다시 세어 바로잡습니다."),
        )


def _file(db: Database, _config: Config) -> Finding:
    found = [r[0] for r in rows(db, f"pragma quick_check({TOLD})")]
    return Finding(
        _("데이터베이스 파일"),
        () if found == ["ok"] else tuple(found),
        _("서버를 멈추고 데이터 폴더를 통째로 복사해 둔 다음, 가장 최근 백업으로 되돌려 주십시오."),
    )


def _references(db: Database, _config: Config) -> Finding:
    found = rows(db, "pragma foreign_key_check")[:TOLD]
    return Finding(
        _("자료 사이의 연결"),
        tuple(f"{r['table']} {r['rowid']} → {r['parent']}" for r in found),
        _("다른 프로그램이 데이터베이스를 고쳤을 수 있습니다. 가장 최근 백업과 비교해 주십시오."),
    )


def _version(db: Database, _config: Config) -> Finding:
    known = {step.__name__.rpartition(".")[2] for step in STEPS}
    applied = {r["name"] for r in rows(db, "select name from _sqlite_migrations where migration_set = 'moksori'")}
    newer, older = sorted(applied - known), sorted(known - applied)
    return Finding(
        _("데이터베이스 판"),
        tuple([_("이 프로그램이 모르는 판입니다: %(names)s", names=", ".join(newer))] if newer else [])
        + tuple([_("아직 적용하지 않은 판이 있습니다: %(names)s", names=", ".join(older))] if older else []),
        _("모르는 판이면 더 새 프로그램을 쓰고, 적용하지 않은 판이면 moksori init을 실행해 주십시오."),
    )


def _room(_db: Database, config: Config) -> Finding:
    size, free = config.database.stat().st_size, shutil.disk_usage(config.data).free
    told = _("빈 공간 %(free).1f GB, 데이터베이스 %(size).1f GB", free=free / 1e9, size=size / 1e9)
    return Finding(
        _("디스크 공간"),
        (told,) if free < LEAST_FREE * size else (),
        _("데이터베이스의 두 배가 비어 있어야 합니다. 다른 파일을 옮기거나 더 큰 디스크로 옮겨 주십시오."),
    )


def _jobs(db: Database, _config: Config) -> Finding:
    late = (datetime.fromisoformat(now()) - LONGEST_WAIT).isoformat(timespec="microseconds")
    waiting = scalar(db, "select count(*) from job where state = 'queued' and created_at < ?", [late])
    return Finding(
        _("뒤에서 하는 일"),
        (_("한 시간 넘게 기다리는 일 %(n)d건", n=waiting),) if waiting else (),
        _("moksori serve나 moksori worker가 실행되고 있는지 확인해 주십시오."),
    )


def _daily(db: Database, _config: Config) -> Finding:
    last = (today() - LATEST_DAILY).isoformat()
    missed = [(name, day) for name in DAILY if (day := setting(db, f"daily {name}")) and day < last]
    return Finding(
        _("날마다 하는 일"),
        tuple(_("%(name)s: 마지막 %(day)s", name=name, day=day) for name, day in missed),
        _("moksori serve나 moksori worker가 실행되고 있는지 확인해 주십시오."),
    )


def _clock(db: Database, _config: Config) -> Finding:
    last = scalar(db, "select max(at) from audit") or ""
    return Finding(
        _("시계"),
        (_("마지막 기록이 지금보다 뒤의 시각입니다: %(at)s", at=last),) if last > now() else (),
        _("컴퓨터의 날짜와 시각을 맞추어 주십시오. 기록의 순서가 어긋날 수 있습니다."),
    )


def put_right(db: Database) -> Iterator[str]:
    """Count anew what is kept and is wrong; the names of what was."""
    for name, kept in KEPT.items():
        if kept.wrong(db):
            kept.mend(db)
            yield _("다시 세었습니다: %(name)s", name=name)
