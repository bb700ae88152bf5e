"""Firms of an area that say one thing each, coded: cells of one, two, three or more firms at will."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from sqlite_utils import Database

from app.clock import now
from app.coding.judging.judging import judge
from app.coding.statements import store
from app.coding.statements.segments import placed
from app.db import row, scalar, writing
from app.ids import new_id
from tests.coding.conftest import World, add_response


@dataclass
class Saying:
    """Adds firms and what they say to a small round."""

    world: World
    number: itertools.count = field(default_factory=lambda: itertools.count(100))

    @property
    def db(self) -> Database:
        return self.world.db

    def area(self, code: str) -> str:
        """An area's id; a new one where there is none of this code."""
        if code not in self.world.areas:
            self.world.areas[code] = new_id()
            with writing(self.db):
                self.db.conn.execute(
                    """insert into area(id, code, name_ko, name_en, kind, district, created_at)
                       values (?, ?, ?, ?, 'complex', '사상구', ?)""",
                    [self.world.areas[code], code, f"예시 산업단지 {code}", f"Example complex {code}", now()],
                )
        return self.world.areas[code]

    def firm(
        self, area: str, text: str, *themes: str, name: str = "", size: str = "small", stance: str = "need"
    ) -> str:
        """One more firm of the area that says this, coded so; gives the statement's id."""
        code = f"T{next(self.number)}"
        with writing(self.db):
            self.db.conn.execute(
                "insert into firm(id, code, area_id, name, size_band, created_at) values (?, ?, ?, ?, ?, ?)",
                [new_id(), code, self.area(area), name or f"예시기업 {code}", size, now()],
            )
        add_response(self.db, self.world.round_id, code, {"hardest": text})
        return self.cut_and_coded(text, *themes, stance=stance)

    def cut_and_coded(self, text: str, *themes: str, stance: str = "need") -> str:
        with writing(self.db):
            for response in store.responses_to_cut(self.db, self.world.round_id):
                for source in store.answers_to_cut(self.db, response):
                    whole = [(0, len(source.text), "ko")]
                    store.insert_segments(self.db, self.world.round_id, placed(source, whole))
        segment = scalar(self.db, "select id from segment where text = ? order by rowid desc", [text])
        for theme in themes:
            self.code(segment, theme, stance=stance)
        return str(segment)

    def talk(self, part: str) -> str:
        """The speech of the roundtable that holds a part, cut as one statement; its id."""
        with writing(self.db):
            for document in store.documents_to_cut(self.db, self.world.round_id):
                for n, source in enumerate(store.turns_to_cut(self.db, document)):
                    whole = [(0, len(source.text), "ko")]
                    store.insert_segments(self.db, self.world.round_id, placed(source, whole, first=n))
        return self.world.segment(part)

    def withdraw(self, segment: str) -> None:
        """Withdraw the transcript a statement stands in."""
        document = scalar(self.db, "select document_id from segment where id = ?", [segment])
        with writing(self.db):
            self.db.conn.execute(
                "insert into withdrawal values (?, '예시', ?, ?)", [document, self.world.expert, now()]
            )

    def code(self, segment: str, theme: str, *, stance: str = "need", statement: str | None = None) -> None:
        seen = row(
            self.db,
            "select coalesce(max(id), 0) as id from judgment where segment_id = ? and coder_id = ?",
            [segment, self.world.expert],
        )
        assert seen is not None
        judge(
            self.db,
            segment,
            coder_id=self.world.expert,
            action="add",
            seen=seen["id"],
            theme_code=theme,
            suggestion_id=None,
            stance=stance,
            severity=4 if stance == "need" else None,
            memo="",
            statement=statement,
        )
