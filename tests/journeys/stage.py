"""The stage: a copy of the example round on which everything stands that a page can show."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path

from flask import Flask

from app import create_app
from app.config import Config
from app.db import connect
from app.setting_up import prepare
from tests.conftest import FreshClient
from tests.journeys.acting import Person, enter
from tests.journeys.scenes import SCENES


def open_app(data: Path) -> Flask:
    """The workbench over a data folder, for test clients that keep what each request needs to itself."""
    app = create_app(Config(data=data, example=True))
    app.test_client_class = FreshClient
    return app


def build(example: Path, data: Path) -> None:
    """Make the stage from a copy of the example round's folder; what it holds is told in `places.json`."""
    shutil.copytree(example, data)
    app = open_app(data)
    config: Config = app.config["MOKSORI"]
    with app.app_context(), closing(connect(config.database)) as db:
        passwords = {each.login: each.password for each in prepare(db, config, say=lambda _text: None)}
        people = {login: Person(enter(app, login, word)) for login, word in passwords.items()}
        people["admin"].press(
            "/people", login="spare", name="예시 남는 사람", role="researcher", areas=[], sure="y", all_areas="y"
        )
        places: dict[str, str] = {}
        for set_up in SCENES:
            places |= set_up(db, people, places)
    told = {"places": places, "passwords": passwords}
    (data / "places.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
