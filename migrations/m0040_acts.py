"""Acts of coding: which words exactly, sent again as the same act, done again; what stands is kept, not counted anew."""

from migrations import kept_queue

_DESTROYED = """exists (select 1 from return_end e where e.act = 'destroyed' and e.response_id =
            (select a.response_id from segment s join answer a on a.id = s.answer_id where s.id = old.segment_id))"""

_WITHDRAWN = """exists (select 1 from segment ws left join answer wa on wa.id = ws.answer_id where ws.id = {segment}
    and (exists (select 1 from withdrawal w where w.document_id = ws.document_id)
      or exists (select 1 from return_end e where e.response_id = wa.response_id)))"""

# The word that stands of each coder on each theme of a segment: a later one on the theme or on the suggestion it came
# from replaces it, one that was carried over the one it carries, and "no theme here" replaces them all. `tests` compare
# the table with this.
_COLUMNS = """id, segment_id, coder_id, action, theme_code, about, stance, severity, statement, code_id, span_start,
  span_end"""


def _standing(where: str, own: str) -> str:
    columns = ", ".join(f"j.{column.strip()}" for column in _COLUMNS.split(","))
    return f"""select {columns} from {kept_queue.LIVE.format(where=own)} j
where {where} and not exists (
  select 1 from {kept_queue.LIVE.format(where=own)} later
  where later.segment_id = j.segment_id and later.coder_id = j.coder_id and later.id > j.id
    and (later.action = 'nothing' or j.action = 'nothing' or later.theme_code = j.theme_code
         or later.about = j.theme_code or later.about = j.about or later.carries = j.id))"""


STANDING = _standing("j.segment_id not in (select segment_id from withdrawn_segment)", "")
FILL_STANDING = f"insert into standing_now({_COLUMNS}) {STANDING}"
_OWN = "and j.segment_id = new.segment_id and j.coder_id = new.coder_id"

SQL = f"""
drop view verdict;
drop view coding;
drop view standing;
drop view live_judgment;

-- From what was withdrawn to its segments, never the other way: a cross join is kept in its order, and withdrawals are few.
drop view withdrawn_segment;
create view withdrawn_segment as
select s.id as segment_id, s.document_id from withdrawal w cross join segment s where s.document_id = w.document_id
union all
select s.id, null from return_end e cross join answer a cross join segment s
where a.response_id = e.response_id and s.answer_id = a.id;

-- Made by the browser before it sends: what is sent again is the same act.
alter table judgment add column act text check (length(act) = 36);
-- A code beneath the theme; `theme_code` is always a theme of the codebook.
alter table judgment add column code_id text check (code_id is null or stance is not null);
-- Which words of the segment's text, in its code points; null: the whole segment.
alter table judgment add column span_start integer check (span_start is null or (span_start >= 0 and stance is not null));
alter table judgment add column span_end integer
  check ((span_end is null) = (span_start is null) and (span_end is null or span_end > span_start));
-- The change of the codebook that carried the coder's word over.
alter table judgment add column carried text check (carried is null or carried <> '');
-- The coder's own word in whose place the carried one stands.
alter table judgment add column carries integer references judgment(id)
  check (carries < id and (carries is null) = (carried is null));
-- The judgment taken back that is given again.
alter table judgment add column redoes integer references judgment(id) check (redoes < id);
create unique index judgment_act on judgment(act) where act is not null;
create unique index judgment_redoes on judgment(redoes) where redoes is not null;
create index judgment_carries on judgment(carries) where carries is not null;
create index judgment_carried on judgment(carried) where carried is not null;
create index judgment_together on judgment(together) where together is not null;

drop trigger judgment_no_update;
create trigger judgment_no_update before update on judgment
when not (new.id = old.id and new.segment_id = old.segment_id and new.coder_id = old.coder_id
          and new.action = old.action and new.theme_code is old.theme_code and new.suggestion_id is old.suggestion_id
          and new.retracts is old.retracts and new.stance is old.stance and new.severity is old.severity
          and new.statement is old.statement and new.together is old.together and new.act is old.act
          and new.code_id is old.code_id and new.span_start is old.span_start and new.span_end is old.span_end
          and new.carried is old.carried and new.carries is old.carries and new.redoes is old.redoes
          and new.memo = '' and new.at = old.at and {_DESTROYED})
begin select raise(abort, 'judgment is append-only'); end;

-- Judgments nobody took back; `about` is the theme of the suggestion that was answered.
create view live_judgment as
select j.*, s.theme_code as about from judgment j
left join suggestion s on s.id = j.suggestion_id
where j.action <> 'retract' and not exists (select 1 from judgment r where r.retracts = j.id)
  and not {_WITHDRAWN.format(segment="j.segment_id")};

-- What stands, as the words are given: written by whatever appends, takes back, withdraws or destroys.
create table standing_now (
  id integer not null references judgment(id),
  segment_id text not null references segment(id),
  coder_id text not null references person(id),
  action text not null,
  theme_code text,
  about text,
  stance text,
  severity integer,
  statement text,
  code_id text,
  span_start integer,
  span_end integer,
  primary key (segment_id, coder_id, id)
) strict, without rowid;
create index standing_now_coder on standing_now(coder_id, segment_id);
create index standing_now_theme on standing_now(theme_code, segment_id);
create index standing_now_code on standing_now(code_id) where code_id is not null;
{FILL_STANDING};

create trigger judgment_stands after insert on judgment
when not {_WITHDRAWN.format(segment="new.segment_id")}
begin
  delete from standing_now where segment_id = new.segment_id and coder_id = new.coder_id;
  insert into standing_now({_COLUMNS}) {_standing("1", _OWN)};
end;
create trigger withdrawal_ends_words after insert on withdrawal
begin
  delete from standing_now where segment_id in (select id from segment where document_id = new.document_id);
end;
create trigger return_end_ends_words after insert on return_end
begin
  delete from standing_now where segment_id in (
    select s.id from answer a join segment s on s.answer_id = a.id where a.response_id = new.response_id);
end;

-- The left join is left out where nothing of the judgment itself is asked for.
create view standing as
select n.id, n.segment_id, n.coder_id, n.action, n.theme_code, j.suggestion_id, j.retracts, n.stance, n.severity, j.memo,
  j.codebook_id, j.example, j.at, n.statement, j.together, j.act, n.code_id, n.span_start, n.span_end, j.carried,
  j.redoes, n.about
from standing_now n left join judgment j on j.id = n.id;

create view coding as
select * from standing where action in ('accept','change','add');

-- What each coder says of each theme of a segment, coded or not; theme null: of every theme.
create view verdict as
select segment_id, coder_id, theme_code, action in ('accept','change','add') as coded, stance, severity, code_id,
  span_start, span_end from standing_now
union all
select segment_id, coder_id, about, 0, null, null, null, null, null from standing_now
where action = 'change' and about is not theme_code;

-- The triggers on `queue_now` fill what stands on it.
{kept_queue.SQL}
{kept_queue.FILLS}
"""
