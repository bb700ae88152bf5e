"""Who named what, as tables that triggers keep: what is settled, what counts of each statement, who named it, how many.

Each table stands on the one before: `settled_now`, `named_now` (a statement), `said_now` (a respondent), `cell_now` (an
area); and `spoke_now`, `spoke_area` of whoever answered or spoke. `SHOULD` says what each is to hold; the triggers write
the same for whatever a change touches.
"""

from __future__ import annotations

CODED = "('accept','change','add')"
_WITHDRAWN = """exists (select 1 from segment ws left join answer wa on wa.id = ws.answer_id where ws.id = {segment}
    and (exists (select 1 from withdrawal w where w.document_id = ws.document_id)
      or exists (select 1 from return_end e where e.response_id = wa.response_id)))"""

_SETTLED = f"""select s.segment_id, s.id from settlement s
where s.act in ('settle','agree') and {{where}} and not exists (
    select 1 from settlement later where later.segment_id = s.segment_id and later.id > s.id
      and later.act in ('settle','agree','withdraw'))
  and not {_WITHDRAWN.format(segment="s.segment_id")}"""

# Of a segment `s` that counts: a respondent's, of a talk or of the respondent's newest return that stands.
_HEARD = """s.respondent_id is not null and (s.turn_id is not null or exists (
  select 1 from answer an join response r on r.id = an.response_id
  where an.id = s.answer_id and r.test = 0 and not exists (select 1 from return_end e where e.response_id = r.id)
    and not exists (
      select 1 from response newer where newer.respondent_id = r.respondent_id and +newer.survey_id = r.survey_id
        and newer.test = 0 and (newer.submitted_at, newer.id) > (r.submitted_at, r.id)
        and not exists (select 1 from return_end e where e.response_id = newer.id))))"""

_WORDS = f"""select n.segment_id, n.theme_code, n.stance, n.severity from standing_now n
  where n.action in {CODED} and {{own}} and not exists (select 1 from settled_now t where t.segment_id = n.segment_id)
  union all
  select n.segment_id, c.theme_code, c.stance, c.severity
  from settled_now n join settled_coding c on c.settlement_id = n.settlement_id where {{settled}}"""
# A coder's words and what was settled, brought together: one row a statement, theme and stance.
_NAMED_COLUMNS = "segment_id, theme_code, stance, round_id, respondent_id, severity, words, held_on"
_NAMED = f"""select w.segment_id, w.theme_code, w.stance, s.round_id, s.respondent_id, avg(w.severity), count(*),
  (select rt.held_on from document d join roundtable rt on rt.id = d.roundtable_id where d.id = s.document_id)
from ({_WORDS}) w join segment s on s.id = w.segment_id where {_HEARD} group by w.segment_id, w.theme_code, w.stance"""

_SAID_COLUMNS = "round_id, respondent_id, theme_code, stance, firm, statements, worst"
_SAID = """select n.round_id, n.respondent_id, n.theme_code, n.stance, re.kind = 'firm', count(*), max(n.severity)
from named_now n join respondent re on re.id = n.respondent_id where {where}
group by n.round_id, n.respondent_id, n.theme_code, n.stance"""

_CELLS = """select d.round_id, d.theme_code, d.stance, ra.area_id, count(*), sum(d.firm), sum(d.statements)
from said_now d join respondent_area ra on ra.respondent_id = d.respondent_id
group by d.round_id, d.theme_code, d.stance, ra.area_id"""

# Who answered a survey of a round, or spoke at a roundtable of it, problems or not.
_SPOKE = """select v.round_id, v.respondent_id, re.kind = 'firm' from (
  select w.round_id, r.respondent_id from response r join survey su on su.id = r.survey_id join wave w on w.id = su.wave_id
    where r.test = 0 and not exists (select 1 from return_end e where e.response_id = r.id) and {response}
  union
  select rt.round_id, p.respondent_id from participant p join roundtable rt on rt.id = p.roundtable_id
    where p.respondent_id is not null and exists (select 1 from turn t where t.participant_id = p.id) and {participant}
) v join respondent re on re.id = v.respondent_id"""

_SPOKE_AREAS = """select v.round_id, ra.area_id, count(*), sum(v.firm)
from spoke_now v join respondent_area ra on ra.respondent_id = v.respondent_id group by v.round_id, ra.area_id"""

# Table to what it is to hold, counted anew from what is stored otherwise; in the order in which they stand on each other.
SHOULD = {
    "settled_now": _SETTLED.format(where="1"),
    "named_now": _NAMED.format(own="1", settled="1"),
    "said_now": _SAID.format(where="1"),
    "cell_now": _CELLS,
    "spoke_now": _SPOKE.format(response="1", participant="1"),
    "spoke_area": _SPOKE_AREAS,
}
# What the triggers do not fill by themselves from the tables before.
GROUND = ("settled_now", "named_now", "spoke_now")
FILLS = "".join(f"insert into {table} {should};\n" for table, should in SHOULD.items())


def _trigger(name: str, event: str, body: str) -> str:
    return f"\ncreate trigger {name} after {event}\nbegin{body}\nend;\n"


def _word(row: str) -> str:
    """Bring what counts of a statement under one theme and stance to what it should be."""
    key = f"n.segment_id = {row}.segment_id"
    one = f"theme_code = {row}.theme_code and {{}}stance = {row}.stance"
    own = f"{key} and n.{one.format('n.')}"
    settled = f"{key} and c.{one.format('c.')}"
    return f"""
  delete from named_now where segment_id = {row}.segment_id and {one.format("")};
  insert into named_now({_NAMED_COLUMNS}) {_NAMED.format(own=own, settled=settled)};"""


def _statement(row: str) -> str:
    key = f"n.segment_id = {row}.segment_id"
    return f"""
  delete from named_now where segment_id = {row}.segment_id;
  insert into named_now({_NAMED_COLUMNS}) {_NAMED.format(own=key, settled=key)};"""


def _respondent(respondent: str) -> str:
    """Bring what counts of one respondent's statements to what it should be."""
    own = f"n.segment_id in (select id from segment where respondent_id = {respondent})"
    return f"""
  delete from named_now where respondent_id = {respondent};
  insert into named_now({_NAMED_COLUMNS}) {_NAMED.format(own=own, settled=own)};"""


def _said(row: str) -> str:
    key = f"n.respondent_id = {row}.respondent_id and n.theme_code = {row}.theme_code and n.stance = {row}.stance"
    return f"""
  delete from said_now where round_id = {row}.round_id and respondent_id = {row}.respondent_id
    and theme_code = {row}.theme_code and stance = {row}.stance;
  insert into said_now({_SAID_COLUMNS}) {_SAID.format(where=f"{key} and n.round_id = {row}.round_id")};"""


def _cells(row: str, sign: str) -> str:
    cell = f"round_id = {row}.round_id and theme_code = {row}.theme_code and stance = {row}.stance"
    areas = f"area_id in (select area_id from respondent_area where respondent_id = {row}.respondent_id)"
    return f"""
  insert into cell_now(round_id, theme_code, stance, area_id, respondents, firms, statements)
    select {row}.round_id, {row}.theme_code, {row}.stance, area_id, {sign}1, {sign}{row}.firm, {sign}{row}.statements
    from respondent_area where respondent_id = {row}.respondent_id
    on conflict(round_id, theme_code, stance, area_id) do update set respondents = respondents + excluded.respondents,
      firms = firms + excluded.firms, statements = statements + excluded.statements;
  delete from cell_now where {cell} and {areas} and respondents = 0;"""


def _cells_of_area(row: str, sign: str) -> str:
    return f"""
  insert into cell_now(round_id, theme_code, stance, area_id, respondents, firms, statements)
    select round_id, theme_code, stance, {row}.area_id, {sign}1, {sign}firm, {sign}statements
    from said_now where respondent_id = {row}.respondent_id
    on conflict(round_id, theme_code, stance, area_id) do update set respondents = respondents + excluded.respondents,
      firms = firms + excluded.firms, statements = statements + excluded.statements;
  delete from cell_now where area_id = {row}.area_id and respondents = 0;
  insert into spoke_area(round_id, area_id, respondents, firms)
    select round_id, {row}.area_id, {sign}1, {sign}firm from spoke_now where respondent_id = {row}.respondent_id
    on conflict(round_id, area_id) do update set respondents = respondents + excluded.respondents,
      firms = firms + excluded.firms;
  delete from spoke_area where area_id = {row}.area_id and respondents = 0;"""


def _spoke_areas(row: str, sign: str) -> str:
    return f"""
  insert into spoke_area(round_id, area_id, respondents, firms)
    select {row}.round_id, area_id, {sign}1, {sign}{row}.firm from respondent_area
    where respondent_id = {row}.respondent_id
    on conflict(round_id, area_id) do update set respondents = respondents + excluded.respondents,
      firms = firms + excluded.firms;
  delete from spoke_area where round_id = {row}.round_id and respondents = 0
    and area_id in (select area_id from respondent_area where respondent_id = {row}.respondent_id);"""


def _spoke(respondent: str) -> str:
    """Bring whether one respondent spoke to what it should be."""
    own = f"r.respondent_id = {respondent}", f"p.respondent_id = {respondent}"
    return f"""
  delete from spoke_now where respondent_id = {respondent};
  insert into spoke_now(round_id, respondent_id, firm) {_SPOKE.format(response=own[0], participant=own[1])};"""


_ENDED = "(select respondent_id from response where id = new.response_id)"
_OF_DOCUMENT = "segment_id in (select id from segment where document_id = new.document_id)"
_OF_RETURN = """segment_id in (
    select s.id from answer a join segment s on s.answer_id = a.id where a.response_id = new.response_id)"""
_SPEAKER = "(select respondent_id from participant where id = {row}.participant_id)"
_HAS_WORDS = """(exists (select 1 from standing_now where segment_id = new.id)
  or exists (select 1 from settled_now where segment_id = new.id))"""
_CODED_NEW = f"new.action in {CODED}"

TRIGGERS = "".join(
    (
        _trigger(
            "settlement_settles",
            "insert on settlement when new.act in ('settle','agree','withdraw')",
            f"""
  delete from settled_now where segment_id = new.segment_id;
  insert into settled_now(segment_id, settlement_id) {_SETTLED.format(where="s.id = new.id")};""",
        ),
        _trigger(
            "withdrawal_ends_settled",
            "insert on withdrawal",
            f"\n  delete from settled_now where {_OF_DOCUMENT};",
        ),
        _trigger(
            "return_end_ends_settled",
            "insert on return_end",
            f"\n  delete from settled_now where {_OF_RETURN};",
        ),
        _trigger("settled_names", "insert on settled_now", _statement("new")),
        _trigger("settled_names_no_more", "delete on settled_now", _statement("old")),
        _trigger(
            "settled_coding_names",
            """insert on settled_coding
when exists (select 1 from settled_now where settlement_id = new.settlement_id)""",
            """
  delete from named_now where segment_id in (
    select segment_id from settled_now where settlement_id = new.settlement_id);"""
            + "\n  insert into named_now({}) {};".format(
                _NAMED_COLUMNS, _NAMED.format(own="0", settled="n.settlement_id = new.settlement_id")
            ),
        ),
        _trigger("word_names", f"insert on standing_now when {_CODED_NEW}", _word("new")),
        _trigger("word_names_no_more", f"delete on standing_now when old.action in {CODED}", _word("old")),
        _trigger(
            "speaker_names",
            f"update of respondent_id on segment when new.respondent_id is not old.respondent_id and {_HAS_WORDS}",
            "\n  delete from named_now where segment_id = new.id;"
            + "\n  insert into named_now({}) {};".format(
                _NAMED_COLUMNS, _NAMED.format(own="n.segment_id = new.id", settled="n.segment_id = new.id")
            ),
        ),
        _trigger(
            "newer_return_names",
            "insert on response when exists (select 1 from segment where respondent_id = new.respondent_id)",
            _respondent("new.respondent_id"),
        ),
        _trigger(
            "ended_return_names",
            f"insert on return_end when exists (select 1 from segment where respondent_id = {_ENDED})",
            _respondent(_ENDED),
        ),
        _trigger(
            "return_names_else",
            "update of respondent_id, survey_id, submitted_at, test on response",
            _respondent("old.respondent_id") + _respondent("new.respondent_id"),
        ),
        _trigger(
            "roundtable_held_on_names",
            "update of held_on on roundtable",
            """
  update named_now set held_on = new.held_on where segment_id in (
    select s.id from document d join segment s on s.document_id = d.id where d.roundtable_id = new.id);""",
        ),
        _trigger("named_says", "insert on named_now", _said("new")),
        _trigger("named_says_no_more", "delete on named_now", _said("old")),
        _trigger("said_counts", "insert on said_now", _cells("new", "+")),
        _trigger("said_counts_no_more", "delete on said_now", _cells("old", "-")),
        _trigger("area_counts_speaker", "insert on respondent_area", _cells_of_area("new", "+")),
        _trigger("area_counts_speaker_no_more", "delete on respondent_area", _cells_of_area("old", "-")),
        _trigger(
            "return_speaks",
            "insert on response when new.test = 0",
            """
  insert into spoke_now(round_id, respondent_id, firm)
    select w.round_id, re.id, re.kind = 'firm' from survey su join wave w on w.id = su.wave_id, respondent re
    where su.id = new.survey_id and re.id = new.respondent_id on conflict do nothing;""",
        ),
        _trigger("return_end_speaks_no_more", "insert on return_end", _spoke(_ENDED)),
        _trigger(
            "return_speaks_else",
            "update of respondent_id, survey_id, test on response",
            _spoke("old.respondent_id") + _spoke("new.respondent_id"),
        ),
        _trigger(
            "participant_speaks",
            "update of respondent_id on participant when new.respondent_id is not old.respondent_id",
            _spoke("old.respondent_id") + _spoke("new.respondent_id"),
        ),
        _trigger(
            "turn_speaks",
            "insert on turn when new.participant_id is not null",
            """
  insert into spoke_now(round_id, respondent_id, firm)
    select rt.round_id, re.id, re.kind = 'firm' from participant p join roundtable rt on rt.id = p.roundtable_id
      join respondent re on re.id = p.respondent_id where p.id = new.participant_id on conflict do nothing;""",
        ),
        _trigger(
            "turn_speaks_else",
            "update of participant_id on turn when new.participant_id is not old.participant_id",
            _spoke(_SPEAKER.format(row="old")) + _spoke(_SPEAKER.format(row="new")),
        ),
        _trigger("spoke_counts", "insert on spoke_now", _spoke_areas("new", "+")),
        _trigger("spoke_counts_no_more", "delete on spoke_now", _spoke_areas("old", "-")),
        _trigger(
            "kind_counts",
            "update of kind on respondent when new.kind <> old.kind",
            _spoke("new.id") + _respondent("new.id"),
        ),
    )
)
