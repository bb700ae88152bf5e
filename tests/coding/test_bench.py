"""What a first-time expert stumbled over: the queue and the bench say what a key did, and of what a figure is told."""

from __future__ import annotations

from app.db import rows, scalar
from tests.coding.test_routes import send, suggested
from tests.conftest import sign_in, token

__all__ = ["suggested"]


def test_no_theme_here_says_which_acceptance_it_replaced_and_undo_brings_it_back(client, suggested):
    sign_in(client, "expert")
    own = {"suggestion": suggested.suggestion("숙련공", "workforce"), "stance": "need", "severity": "4"}
    accepted = send(client, suggested, "숙련공", action="accept", **own)
    assert "앞서 하신 판단을 대신했습니다" not in client.get(accepted.location).text
    seen = scalar(suggested.db, "select max(id) from judgment")
    page = client.get(send(client, suggested, "숙련공", action="nothing", seen=seen).location).text
    assert "앞서 하신 판단을 대신했습니다: 채택 · 인력·고용 · 애로·요구 · 심각도 4." in page and "data-careful" in page
    last = scalar(suggested.db, "select max(id) from judgment")
    assert f'name="judgment" value="{last}"' in page and f'name="judgment" value="{last}"' in client.get("/review").text
    client.post("/review/undo", data={"csrf_token": token(client, "/account"), "judgment": last})
    assert [r["action"] for r in rows(suggested.db, "select action from standing")] == ["accept"]
