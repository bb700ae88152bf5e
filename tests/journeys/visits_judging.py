"""Pages of codebook, review, themes, exploring, indicators, evaluation and reports: every state that is looked at."""

from __future__ import annotations

from tests.journeys.visits import BAD_TABLE, BROKEN_TABLE, SEATS, File, Visit, wrong

LEAP: File = ("지표.csv", "지역,지표,월,값,단위,공표일\nB012,employees,2026-10,99999999,명,2026-11-21\n")
CODINGS: File = ("코딩.csv", "문서,코드,인용\n없는 글,인력·고용,말\n")
VOTE = {
    "level": "serious",
    "reason": "예시 사유: 현장에서 확인했습니다.",
    "code": "site_finding",
    "seen": "예시: 방문 기록",
}
DECIDE = {**VOTE, "state": "decided", "met_on": "2026-11-20"}

JUDGING: dict[str, list[Visit]] = {
    "codebook": [
        Visit("codebook.index", "/codebook"),
        Visit("codebook.index", "/codebook?version=1&q=수출", "analyst"),
        Visit("codebook.theme", "/codebook/market"),
        Visit("codebook.compare_versions", "/codebook/compare?from=1&to=2"),
        Visit("codebook.draft", "/codebook/draft", "expert1 analyst"),
        Visit("codebook.draft", "/codebook/draft", "expert2"),
        Visit("codebook.draft_theme", "/codebook/draft/finance"),
        wrong("codebook.draft_theme", "/codebook/draft/finance", "expert1", {"form": "", "weight": "much"}),
        wrong(
            "codebook.draft_theme", "/codebook/draft/finance", "expert1", {"many-lines": "가\n가", "many-lang": "ko"}
        ),
        Visit("codebook.draft_words", "/codebook/draft/market/words"),
        wrong("codebook.draft_words", "/codebook/draft/market/words", "expert1", {"name_ko": ""}),
        Visit("codebook.new_theme", "/codebook/draft/themes/new"),
        wrong("codebook.new_theme", "/codebook/draft/themes/new", "expert1"),
        Visit("codebook.edit_term", "/codebook/draft/market/term/ko/{term}"),
        wrong("codebook.edit_term", "/codebook/draft/market/term/ko/{term}", "expert1", {"form": ""}),
        Visit("codebook.import_terms", "/codebook/draft/import"),
        wrong("codebook.import_terms", "/codebook/draft/import", "expert1"),
        wrong("codebook.import_terms", "/codebook/draft/import", "expert1", {"way": "add", "file": BAD_TABLE}),
        Visit("codebook.rebase", "/codebook/draft/rebase", "analyst"),
        Visit("coding.previewed", "/codebook/draft/preview"),
        Visit("coding.previewed", "/codebook/draft/preview?theme=finance&what=gained", "expert1"),
        Visit("coding.publish_terms", "/codebook/draft/publish", "expert1 analyst"),
        wrong("coding.publish_terms", "/codebook/draft/publish", "expert1"),
        Visit("coding.published", "/codebook/published"),
    ],
    "review": [
        Visit("coding.review", "/review"),
        Visit("coding.review", "/review?state=all"),
        Visit("coding.review", "/review?state=suspect"),
        Visit("coding.review", "/review?q=없는+말"),
        Visit("coding.review", "/review", "seat-expert"),
        Visit("coding.bench", "/review/{segment}"),
        Visit("coding.bench", "/review/{segment}", then="document.getElementById('keys').showModal()"),
        Visit("coding.bench", "/review/{coded}"),
        Visit("coding.bench", "/review/{bare}"),
        Visit("coding.document", "/review/documents/{document}"),
        Visit("coding.document", "/review/documents/{document}?list=1"),
        wrong("coding.decide", "/review/{segment}", send={"action": "add", "seen": "0", "theme": ""}),
        Visit("coding.segment", "/segments/{segment}"),
        Visit("coding.segment", "/segments/{coded}", "expert1"),
        Visit("coding.suggestion", "/suggestions/{suggestion}"),
        Visit("coding.enough", "/review/enough"),
        Visit("coding.agreement", "/review/agreement", "expert1 analyst"),
        Visit("coding.agreement", "/review/agreement?coded=1", "analyst"),
        Visit("coding.differences", "/review/differences", "expert1 analyst"),
        Visit("coding.differences", "/review/differences?state=settled", "analyst"),
        Visit("coding.difference", "/review/differences/{coded}", "expert1 analyst"),
        wrong("coding.settle", "/review/differences/{coded}", send={"act": "settle", "seen": "0"}),
        Visit("coding.models", "/models"),
        Visit("coding.base_model", "/models/base"),
        Visit("coding.model", "/models/{version}"),
        Visit("coding.model", "/models/{model}", "analyst"),
        Visit("coding.compare", "/models/compare"),
        Visit("coding.compare", "/models/compare?kind=same", "analyst"),
    ],
    "memos": [
        Visit("memos.index", "/memos"),
        Visit("memos.index", "/memos?q=없는+말", "analyst"),
        Visit("memos.index", "/memos?kind=diary", "expert1"),
        Visit("memos.index", "/memos?trash=1", "expert1"),
        Visit("memos.memo", "/memos/{memo}"),
        wrong("memos.make", "/memos/on/theme/market", "expert1", {"text": ""}),
        wrong("memos.change", "/memos/{memo}", "expert1", {"text": "다른 화면의 글", "seen": "0"}, 409),
        Visit("memos.trash_of_all", "/memos/trash"),
        wrong("memos.empty", "/memos/trash", "admin", {"said": "네"}),
    ],
    "themes": [
        Visit("coding.themes", "/themes"),
        Visit("coding.quotes", "/themes/quotes"),
        Visit("coding.quotes", "/themes/quotes?theme=market&q=수출"),
        Visit("coding.quotes", "/themes/quotes?q=없는+말", "analyst"),
        Visit("exchange.index", "/exchange"),
        Visit("exchange.look", "/exchange/files", "expert1", {"file": CODINGS}),
        Visit("exchange.look", "/exchange/files/" + "0" * 64, "expert1", status=409),
        Visit("coding.area", "/areas/{area}/themes"),
        Visit("coding.area", "/areas/{plain_area}/themes", "analyst"),
        *(
            Visit("coding.job", f"/jobs/{{{kind}_{state}}}", "analyst")
            for kind in ("suggest", "refit", "words", "preview_terms")
            for state in ("queued", "running", "failed", "done")
        ),
    ],
    "exploring": [
        Visit("exploring.keyness", "/explore/keyness"),
        Visit("exploring.keyness", "/explore/keyness?a_source=survey&b_source=roundtable"),
        Visit("exploring.keyness", "/explore/keyness?a_theme=market&b_theme=market", "analyst"),
        Visit("exploring.words", "/explore/words"),
        Visit("exploring.words", "/explore/words?q=인력"),
        Visit("exploring.words", "/explore/words?q=없는말", "analyst"),
        Visit("exploring.alike_in_meaning", "/explore/meaning"),
        Visit("exploring.alike_in_meaning", "/explore/meaning?q=사람이+안+뽑힌다", "analyst"),
        Visit("exploring.saturated", "/explore/saturation"),
        Visit("exploring.subthemes", "/explore/subthemes"),
        Visit("exploring.terms", "/explore/terms"),
        Visit("exploring.topics", "/explore/topics"),
        Visit("exploring.topics", "/explore/topics?job={topics}", "analyst"),
        Visit("exploring.alike", "/explore/alike"),
        Visit("exploring.alike", "/explore/alike?job={alike}", "analyst"),
        *(
            Visit(f"exploring.{kind}", f"/explore/{kind}?job={{{kind}_{state}}}", "analyst")
            for kind in ("topics", "alike")
            for state in ("queued", "running", "failed")
        ),
    ],
    "indicators": [
        Visit("monitoring.index", "/indicators"),
        Visit("monitoring.area", "/areas/{area}/indicators"),
        Visit("monitoring.area", "/areas/{plain_area}/indicators", "official"),
        Visit("monitoring.rules", "/indicators/rules"),
        Visit("monitoring.firms", "/indicators/firms"),
        Visit("monitoring.data", "/indicators/data"),
        Visit("monitoring.data", "/indicators/data?month=1990-01", "analyst"),
        Visit("monitoring.observation", "/indicators/data/{observation}"),
        Visit("monitoring.import", "/indicators/import"),
        wrong("monitoring.import", "/indicators/import", "analyst"),
        Visit("monitoring.import", "/indicators/import", "analyst", {"file": LEAP}),
        Visit("monitoring.import", "/indicators/import", "analyst", {"file": BAD_TABLE}),  # its columns are matched
        Visit("monitoring.import", "/indicators/import", "analyst", {"file": BROKEN_TABLE}),
    ],
    "evaluation": [
        Visit("evaluation.index", "/evaluation"),
        Visit("evaluation.index", "/evaluation?q=없는+곳", "analyst"),
        Visit("evaluation.scheme", "/evaluation/schemes/{scheme}"),
        Visit("evaluation.schemes", "/evaluation/schemes"),
        Visit("evaluation.draft", "/evaluation/schemes/{scheme}/draft", "analyst"),
        wrong("evaluation.draft", "/evaluation/schemes/{scheme}/draft", "analyst", {"lambda": "2", "reason_ko": ""}),
        Visit("evaluation.scheme_draft", "/evaluation/drafts/{scheme_draft}"),
        Visit("evaluation.area", "/areas/{area}/evaluation"),
        Visit("evaluation.area", "/areas/{plain_area}/evaluation"),
        Visit("evaluation.area", "/areas/{voting_area}/evaluation"),
        wrong(
            "evaluation.add_statement",
            "/areas/{area}/evaluation/statements",
            send={"result": "{result}", "domain": "{respondent_domain}", "text": ""},
        ),
        Visit("evaluation.what_if", "/evaluation/what-if/{result}?lambda=0.4"),
        Visit("evaluation.what_if", "/evaluation/what-if/{result}?lambda=x", "analyst"),
        Visit("evaluation.cell", "/evaluation/trace/{result}/{respondent_domain}"),
        Visit("evaluation.cell", "/evaluation/trace/{result}/{indicator_domain}"),
        Visit(
            "evaluation.trace", "/evaluation/trace/{result}/{respondent_domain}/respondent/{respondent_ref}", "analyst"
        ),
        Visit("evaluation.trace", "/evaluation/trace/{result}/{indicator_domain}/indicator/{indicator_ref}"),
        Visit("evaluation.trace", "/evaluation/trace/{result}/{survey_domain}/survey/{survey_ref}"),
        *(
            Visit("evaluation.job", f"/evaluation/jobs/{{evaluate_{state}}}", "analyst")
            for state in ("queued", "running", "failed", "done")
        ),
    ],
    "validation": [
        Visit("evaluation.validations", "/validation", f"analyst official {SEATS}"),
        Visit("evaluation.validations", "/validation?show=all", "analyst"),
        Visit("evaluation.validation", "/evaluation/{result}/validation", f"analyst official {SEATS}"),
        Visit("evaluation.validation", "/evaluation/{voting}/validation", f"analyst official {SEATS}"),
        wrong("evaluation.vote", "/evaluation/{voting}/validation", "seat-city seat-expert"),
        Visit("evaluation.vote", "/evaluation/{voting}/validation", "seat-city seat-expert", VOTE),
        wrong("evaluation.close_validation", "/evaluation/{voting}/validation/close", "analyst"),
        Visit("evaluation.decision", "/evaluation/{result}/decision"),
        Visit("evaluation.decision", "/evaluation/{voting}/decision"),
        wrong("evaluation.decision", "/evaluation/{result}/decision"),
        Visit("evaluation.decision", "/evaluation/{result}/decision", send=DECIDE),
        Visit("evaluation.site_visits", "/evaluation/{result}/visits", f"analyst official {SEATS}"),
        wrong("evaluation.site_visits", "/evaluation/{result}/visits", "seat-city"),
        Visit("evaluation.statements", "/evaluation/statements", "analyst"),
        wrong("evaluation.statements", "/evaluation/statements", "analyst"),
        Visit("evaluation.decisions", "/evaluation/decisions", "official"),
        Visit("evaluation.decisions", "/evaluation/decisions?q=없는+곳", "official"),
        Visit("evaluation.decisions", "/evaluation/decisions?step=words&x=B001:serious", "official"),
        wrong("evaluation.record_decisions", "/evaluation/decisions?step=words", "official", status=409),
        Visit("evaluation.decisions", "/evaluation/decisions?state=confirmed", "official"),
        Visit("evaluation.seats", "/rounds/2026H2/seats"),
        wrong("evaluation.seats", "/rounds/2026H2/seats", send={"city": "{person}", "mss": "{person}"}),
    ],
    "reports": [
        Visit("reports.index", "/reports"),
        Visit("reports.area", "/reports/areas/{area}"),
        Visit("reports.area", "/reports/areas/{plain_area}"),
    ],
}
