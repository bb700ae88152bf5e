"""The queue of statements as tables that triggers keep: what is listed, what is suggested, what each coder has said.

`FILL` makes them anew from what is stored otherwise; the triggers do the same for the segments a change touches.
"""

from __future__ import annotations

LIVE = """(select j.*, s.theme_code as about from judgment j left join suggestion s on s.id = j.suggestion_id
  where j.action <> 'retract' and not exists (select 1 from judgment r where r.retracts = j.id) {where})"""

_AREAS = """(select group_concat(area_id, ' ') from
  (select ra.area_id from respondent_area ra where ra.respondent_id = s.respondent_id order by ra.area_id))"""

# Of a segment `s`: a respondent's, of a transcript that stands or of the respondent's newest return that stands.
_LISTED = """(s.respondent_id is not null
  and exists (select 1 from respondent_area ra where ra.respondent_id = s.respondent_id)
  and not exists (select 1 from withdrawal w where w.document_id = s.document_id)
  and (s.answer_id is null or exists (
    select 1 from answer an join response r on r.id = an.response_id
    where an.id = s.answer_id and not exists (select 1 from return_end e where e.response_id = r.id)
      and not exists (
        select 1 from response newer where newer.respondent_id = r.respondent_id and +newer.survey_id = r.survey_id
          and (newer.submitted_at, newer.id) > (r.submitted_at, r.id)
          and not exists (select 1 from return_end e where e.response_id = newer.id)))))"""

# Suggestions of an analysis `a`, with how much each is in doubt (`nlp.learning.sampling.doubt`).
_SUGGESTED = """select g.segment_id, g.theme_code, g.id, g.score, g.grade is not 'perhaps',
  max(min(g.score, 1 - g.score), min(0.5, 1 - coalesce(g.stance_share, 1)))
from analysed a join suggestion g on g.segment_id = a.segment_id and g.lexicon_version = a.lexicon_version
  and g.analyser_version = a.analyser_version and g.model_version = a.model_version
where not exists (select 1 from analysed later where later.segment_id = a.segment_id and later.id > a.id) and {where}"""
_STANDS = "a.segment_id not in (select segment_id from withdrawn_segment)"

_QUEUE_COLUMNS = (
    """segment_id, circle_id, language, source, place, apart, suggestions, unsure_only, worth, low, doubt"""
)
_QUEUE = f"""select s.id, c.id, s.language, case when s.document_id is null then 'survey' else 'roundtable' end,
  coalesce(rt.held_on, date(r.submitted_at, '+9 hours')) || ' ' || coalesce(s.document_id, r.id) || ' '
    || coalesce(an.question_id, '') || ' ' || printf('%08d', s.position),
  (select a.apart from analysed a where a.segment_id = s.id order by a.id desc limit 1),
  count(n.theme_code), 1 - coalesce(max(n.sure), 0), -coalesce(max(n.score), 0), min(n.score), max(n.doubt)
from segment s join circle c on c.round_id = s.round_id and c.areas = {_AREAS}
left join document d on d.id = s.document_id
left join roundtable rt on rt.id = d.roundtable_id
left join answer an on an.id = s.answer_id
left join response r on r.id = an.response_id
left join suggested_now n on n.segment_id = s.id
where {{where}} and {_LISTED} group by s.id"""

_ANSWERED_COLUMNS = """coder_id, segment_id, circle_id, language, source, suggested, apart, settled, waiting, done"""
_ANSWERED = f"""select coder_id, segment_id, circle_id, language, source, suggested, apart, settled, waiting,
  (suggested = 1 and waiting = 0) or settled = 1
from (select j.coder_id, q.segment_id, q.circle_id, q.language, q.source, q.suggestions > 0 as suggested,
    q.apart is not null as apart, max(j.action in ('nothing', 'add')) as settled,
    (select count(*) from suggested_now n where n.segment_id = q.segment_id and not exists (
      select 1 from {LIVE.format(where="")} l where l.segment_id = q.segment_id and l.coder_id = j.coder_id
        and (l.theme_code = n.theme_code or l.about = n.theme_code))) as waiting
  from queue_now q join {LIVE.format(where="")} j on j.segment_id = q.segment_id
  where {{where}} group by q.segment_id, j.coder_id)"""

_GROUP = "circle_id, language, source, suggestions > 0, apart is not null"

# In the order in which they stand on each other; the tables are empty before.
FILL = (
    f"""insert into circle(round_id, areas) select distinct s.round_id, {_AREAS} from segment s
        where {_LISTED} on conflict do nothing""",
    f"insert into suggested_now {_SUGGESTED.format(where=_STANDS)}",
    f"insert into queue_now({_QUEUE_COLUMNS}) {_QUEUE.format(where='1')}",
)
FILLS = "".join(f"{statement};\n" for statement in FILL)
# What triggers on `queue_now` write; made anew in a database where they are there already.
COUNTS = f"select {_GROUP}, count(*) from queue_now group by {_GROUP}"
ANSWERS = _ANSWERED.format(where="1")


def relist(where: str) -> str:
    """Bring the queue's rows of the segments `s` that a condition names to what they should be."""
    return f"""
  insert into circle(round_id, areas) select distinct s.round_id, {_AREAS} from segment s
    where {where} and {_LISTED} on conflict do nothing;
  delete from queue_now where segment_id in (select s.id from segment s where {where} and not {_LISTED});
  insert into queue_now({_QUEUE_COLUMNS}) {_QUEUE.format(where=where)}
    on conflict(segment_id) do update set circle_id = excluded.circle_id, place = excluded.place,
      apart = excluded.apart, suggestions = excluded.suggestions, unsure_only = excluded.unsure_only,
      worth = excluded.worth, low = excluded.low, doubt = excluded.doubt;"""


def _trigger(name: str, event: str, body: str) -> str:
    return f"\ncreate trigger {name} after {event}\nbegin{body}\nend;\n"


def _count(row: str, n: int) -> str:
    group = ", ".join(f"{row}.{part.strip()}" for part in _GROUP.split(","))
    return f"""
  insert into queue_count(circle_id, language, source, suggested, apart, n) select {group}, {n} where 1
    on conflict(circle_id, language, source, suggested, apart) do update set n = n + ({n});"""


_SAME_FIRM = """s.answer_id in (select an.id from response o join answer an on an.response_id = o.id
    where o.respondent_id = {response}.respondent_id and +o.survey_id = {response}.survey_id)"""
_ENDED = """s.answer_id in (select an.id from response own
    join response o on o.respondent_id = own.respondent_id and +o.survey_id = own.survey_id
    join answer an on an.response_id = o.id where own.id = new.response_id)"""
_ANSWER_AGAIN = f"""
  delete from answered_now where segment_id = new.segment_id;
  insert into answered_now({_ANSWERED_COLUMNS}) {_ANSWERED.format(where="q.segment_id = new.segment_id")};"""
_MINE = f"""
  delete from answered_now where segment_id = new.segment_id and coder_id = new.coder_id;
  insert into answered_now({_ANSWERED_COLUMNS})
    {_ANSWERED.format(where="q.segment_id = new.segment_id and j.coder_id = new.coder_id")};"""
_NEWEST = """not exists (select 1 from analysed later where later.segment_id = new.segment_id and later.id > new.id)"""
_KEPT = "circle_id, language, source, suggestions, apart"

TRIGGERS = "".join(
    (
        _trigger("segment_listed", "insert on segment", relist("s.id = new.id")),
        _trigger("segment_listed_anew", "update of respondent_id on segment", relist("s.id = new.id")),
        _trigger(
            "analysis_suggests",
            f"insert on analysed when {_NEWEST}",
            f"""
  delete from suggested_now where segment_id = new.segment_id;
  insert into suggested_now {_SUGGESTED.format(where=f"a.id = new.id and {_STANDS}")};"""
            + relist("s.id = new.segment_id"),
        ),
        _trigger(
            "suggestion_of_analysis",
            """insert on suggestion when exists (select 1 from analysed a where a.segment_id = new.segment_id
  and a.lexicon_version = new.lexicon_version and a.analyser_version = new.analyser_version
  and a.model_version = new.model_version)""",
            f"""
  insert into suggested_now {_SUGGESTED.format(where=f"g.id = new.id and {_STANDS}")} on conflict do nothing;"""
            + relist("s.id = new.segment_id"),
        ),
        _trigger(
            "withdrawal_ends_queue",
            "insert on withdrawal",
            """
  delete from suggested_now where segment_id in (select id from segment where document_id = new.document_id);
  delete from queue_now where segment_id in (select id from segment where document_id = new.document_id);""",
        ),
        _trigger(
            "return_end_ends_queue",
            "insert on return_end",
            """
  delete from suggested_now where segment_id in (
    select s.id from answer a join segment s on s.answer_id = a.id where a.response_id = new.response_id);"""
            + relist(_ENDED),
        ),
        _trigger(
            "response_newer",
            """insert on response when exists (select 1 from response o where o.respondent_id = new.respondent_id
  and +o.survey_id = new.survey_id and o.id <> new.id)""",
            relist(_SAME_FIRM.format(response="new")),
        ),
        _trigger("respondent_area_more", "insert on respondent_area", relist("s.respondent_id = new.respondent_id")),
        _trigger("respondent_area_less", "delete on respondent_area", relist("s.respondent_id = old.respondent_id")),
        _trigger(
            "roundtable_held_on",
            "update of held_on on roundtable",
            relist("s.document_id in (select d.id from document d where d.roundtable_id = new.id)"),
        ),
        _trigger("judgment_answers", "insert on judgment", _MINE),
        _trigger("queue_more", "insert on queue_now", _count("new", 1) + _ANSWER_AGAIN),
        _trigger(
            "queue_less",
            "delete on queue_now",
            _count("old", -1) + "\n  delete from answered_now where segment_id = old.segment_id;",
        ),
        _trigger("queue_else", f"update of {_KEPT} on queue_now", _count("old", -1) + _count("new", 1) + _ANSWER_AGAIN),
    )
)

TABLES = """
-- The areas one respondent speaks of, as one string: who may read a statement is asked of circles, which are few.
create table circle (
  id integer primary key,
  round_id text not null references round(id),
  areas text not null check (areas <> ''),
  unique (round_id, areas)
) strict;

-- Suggestions of each segment's newest analysis.
create table suggested_now (
  segment_id text not null references segment(id),
  theme_code text not null,
  suggestion_id text not null references suggestion(id),
  score real not null,
  sure integer not null,
  doubt real not null,
  primary key (segment_id, theme_code)
) strict, without rowid;
create index suggested_now_theme on suggested_now(theme_code, segment_id);

-- A row a statement of the queue, with what places it in each order. `rank` is dealt for a whole round when suggestions
-- were made: what comes later stands behind until then.
create table queue_now (
  segment_id text primary key references segment(id),
  circle_id integer not null references circle(id),
  language text not null,
  source text not null check (source in ('roundtable','survey')),
  place text not null,
  apart text,
  suggestions integer not null,
  unsure_only integer not null,
  worth real not null,
  low real,
  doubt real,
  rank integer not null default 9007199254740991
) strict, without rowid;
create index queue_now_score on queue_now(circle_id, unsure_only, worth, place);
create index queue_now_next on queue_now(circle_id, rank, place);
create index queue_now_text on queue_now(circle_id, place);

create table queue_count (
  circle_id integer not null references circle(id),
  language text not null,
  source text not null,
  suggested integer not null,
  apart integer not null,
  n integer not null,
  primary key (circle_id, language, source, suggested, apart)
) strict, without rowid;

-- A row a coder and a statement of the queue he or she has said something of.
create table answered_now (
  coder_id text not null references person(id),
  segment_id text not null references segment(id),
  circle_id integer not null,
  language text not null,
  source text not null,
  suggested integer not null,
  apart integer not null,
  settled integer not null,
  waiting integer not null,
  done integer not null,
  primary key (coder_id, segment_id)
) strict, without rowid;
create index answered_now_segment on answered_now(segment_id);
create index answered_now_count on answered_now(coder_id, circle_id, language, source, suggested, apart, done);
"""

VIEW = """
drop view current_suggestion;
create view current_suggestion as
select s.* from suggestion s join suggested_now n
  on n.segment_id = s.segment_id and n.theme_code = s.theme_code and n.suggestion_id = s.id;
"""
SQL = TABLES + VIEW + TRIGGERS
