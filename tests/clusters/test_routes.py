"""Five clusters with zones and series lead to findings by cluster: the way through the pages, and who may go it."""

from __future__ import annotations

import io
import re

from flask.testing import FlaskClient
from sqlite_utils import Database

from app.db import scalar
from tests.coding.conftest import World
from tests.conftest import sign_in, token

ZONES = (
    "밀집지역코드,지정,종류,법적근거,시작일,종료일,출처,기준일\n"
    "B001,가 특구(예시),연구개발특구,예시법,2020-01-01,,예시 고시,2026-11-22\n"
    "B001,나 특구(예시),기회발전특구,예시법,2024-07-01,,예시 고시,2026-11-22\n"
)
SERIES = (
    "계열,클러스터,시작일,종료일,값,출처,기준일\n"
    "투자 유치,낙동강벨트,2023-01-01,2023-10-31,1.3조 원,예시 발표,2023-11-05\n"
)


def send(client: FlaskClient, kind: str, text: str) -> str:
    sent = {"kind": kind, "file": (io.BytesIO(text.encode()), "자료.csv")}
    answer = client.post(
        "/clusters/import", data={**sent, "csrf_token": token(client, "/clusters/import")}, follow_redirects=True
    )
    return answer.text


def _zone(name: str, client: FlaskClient) -> str:
    found = re.search(rf'/clusters/zones/([^"]+)">{re.escape(name)}<', client.get("/clusters/zones").text)
    assert found
    return found.group(1)


def test_clusters_with_zones_and_series_lead_to_findings_by_cluster(client: FlaskClient, belt: World) -> None:
    sign_in(client, "analyst")
    zones = send(client, "zones", ZONES)
    assert "새로 추가 2건" in zones and "가 특구(예시) + 나 특구(예시)" in zones and "지정이 없는 지역" in zones
    assert "1조 3,000억 원" in send(client, "series", SERIES)

    belts = client.get("/clusters/zones?first=nakdong-river&second=" + _zone("가 특구(예시)", client)).text
    assert "낙동강벨트, 가 특구(예시)에 함께 든 지역" in belts and "지역 1곳이 함께 들어 있습니다" in belts

    index = client.get("/clusters").text
    assert "2조 2,000억 원" in index and "2023년 1–10월(한 해의 일부)" in index
    assert "인력·고용" in index
    page = client.get("/clusters/nakdong-river").text
    assert "4곳 중 3곳" in page and "1조 3,000억 원" in page and "2024. 7. 1.부터" in page
    assert "/corpus?cluster=nakdong-river&amp;all=workforce&amp;stance=need" in page
    assert client.get("/corpus?cluster=nakdong-river&all=workforce&stance=need").text.count("숙련공") > 0
    assert "heat-4" in client.get("/clusters/themes").text
    assert client.get("/clusters/themes?by=zone").status_code == 200


def test_files_go_home_and_come_back_as_they_were(client: FlaskClient, belt: World) -> None:
    sign_in(client, "analyst")
    send(client, "zones", ZONES)
    for kind, path in (("zones", "/clusters/zones.csv"), ("series", "/clusters/series.csv")):
        assert "새로 추가 0건, 변경 0건" in send(client, kind, client.get(path).data.decode("utf-8-sig"))
    svg, png = client.get("/clusters/series.svg?series=investment"), client.get("/clusters/series.png?series=jobs")
    assert "<svg" in svg.text and png.data[:4] == b"\x89PNG"
    assert client.get("/clusters/series.png?series=jobs&cluster=boost").status_code == 404
    assert client.get("/clusters.csv").text.count("\n") == 7 and client.get("/clusters/themes.xlsx").status_code == 200


def test_a_figure_told_by_mistake_is_used_nowhere_and_stays_to_be_read(
    client: FlaskClient, belt: World, db: Database
) -> None:
    sign_in(client, "analyst")
    send(client, "series", SERIES.replace("1.3조 원", "41.3조 원"))
    wrong = scalar(db, "select max(id) from place_value")
    page = client.post(
        f"/clusters/series/{wrong}/wrong",
        data={"csrf_token": token(client, "/clusters/series")},
        follow_redirects=True,
    ).text
    assert "41조 3,000억 원" in page and "잘못된 값</span>" in page
    assert "41조 3,000억 원" not in client.get("/clusters/nakdong-river").text
    assert "41300000000000" not in client.get("/clusters/series.csv").text
    assert "새로 추가 1건" in send(client, "series", SERIES.replace("1.3조 원", "41.3조 원"))
    assert sign_in(client, "researcher").post(f"/clusters/series/{wrong}/wrong").status_code in (400, 403)


def test_only_who_sees_all_areas_brings_files_and_nobody_sees_another_areas_zone(
    client: FlaskClient, belt: World, db: Database
) -> None:
    sign_in(client, "analyst")
    send(client, "zones", ZONES.replace("B001", "B002"))
    zone = scalar(db, "select id from zone where kind = 'research'")
    page = f"/clusters/zones/{zone}"
    form = {"kind": "economic", "legal_basis": "다른 예시법", "csrf_token": token(client, page)}
    assert "다른 예시법" in client.post(page, data=form, follow_redirects=True).text
    assert "research" in scalar(db, "select detail from audit where action = 'zone changed'")
    sign_in(client, "researcher")
    assert client.get(page).status_code == 404 and client.get("/clusters/import").status_code == 403
    listed = client.get("/clusters/zones").text
    assert "가 특구(예시)" not in listed
    assert client.get("/clusters/themes").status_code == 403 and "인력·고용" not in client.get("/clusters").text
