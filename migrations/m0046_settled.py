"""What was settled counts everywhere, follows the codebook; coders' own second looks; whose codings were brought."""

from migrations.triggers import append_only

_DESTROYED = """exists (select 1 from return_end e where e.act = 'destroyed' and e.response_id =
            (select a.response_id from segment s join answer a on a.id = s.answer_id where s.id = old.segment_id))"""

SQL = f"""
-- The change of the codebook that carried a settlement over, and the settlement in whose place the carried one stands.
alter table settlement add column carried text check (carried is null or carried <> '');
alter table settlement add column carries integer references settlement(id)
  check (carries < id and (carries is null) = (carried is null));
create index settlement_carried on settlement(carried) where carried is not null;
create index settlement_carries on settlement(carries) where carries is not null;
drop trigger settlement_no_update;
create trigger settlement_no_update before update on settlement
when not (new.id = old.id and new.segment_id = old.segment_id and new.person_id = old.person_id and new.act = old.act
          and new.replaces is old.replaces and new.at = old.at and new.carried is old.carried
          and new.carries is old.carries and new.reason = '' and {_DESTROYED})
begin select raise(abort, 'settlement is append-only'); end;

-- The words that count: what is settled of a segment, in place of all its coders' words; else every coder's own.
-- A settled row has the number of its settlement, made negative, and no coder but "settled".
create view counted as
select n.id, n.segment_id, n.coder_id, n.theme_code, n.code_id, n.stance, n.severity, n.statement, n.span_start,
  n.span_end
from standing_now n
where n.action in ('accept','change','add') and n.segment_id not in (select segment_id from settled)
union all
select -st.id, st.segment_id, 'settled', c.theme_code, c.code_id, c.stance, c.severity, c.statement, c.span_start,
  c.span_end
from settled st join settled_coding c on c.settlement_id = st.id;

-- Of what a coder judged, so large a share is shown to him or her once more so many days later, without the first word.
create table again_plan (
  id text primary key,
  round_id text not null references round(id),
  share integer not null check (share between 1 and 100),
  days integer not null check (days between 1 and 365),
  seed integer not null,
  reason text not null,
  replaces text references again_plan(id),
  person_id text not null references person(id),
  at text not null
) strict;
create unique index again_plan_first on again_plan(round_id) where replaces is null;
create unique index again_plan_replaces on again_plan(replaces) where replaces is not null;
{append_only("again_plan")}
create table again_plan_end (
  plan_id text primary key references again_plan(id),
  person_id text not null references person(id),
  reason text not null,
  at text not null
) strict;
{append_only("again_plan_end")}
-- A second look. Its words are compared with what stood; they change nothing that counts.
create table again (
  id integer primary key,
  plan_id text not null references again_plan(id),
  segment_id text not null references segment(id),
  coder_id text not null references person(id),
  before_at text not null,
  at text not null,
  unique (segment_id, coder_id, plan_id)
) strict;
create index again_coder on again(coder_id, segment_id);
{append_only("again")}
-- What the coder's word was when he or she looked again, and what it is then; no row: no theme is there.
create table again_coding (
  again_id integer not null references again(id),
  time text not null check (time in ('before','again')),
  theme_code text not null,
  stance text not null check (stance in ('need','none','resolved','undecided')),
  severity integer check (severity between 1 and 5),
  primary key (again_id, time, theme_code)
) strict, without rowid;
{append_only("again_coding")}

-- Whose coding of another tool's file a judgment was, as the file names it, and which code it was there.
create table brought (
  judgment_id integer primary key references judgment(id),
  coder text not null,
  code text not null,
  at text not null
) strict;
{append_only("brought")}
-- Which memos came with it, and whose they were there.
create table brought_memo (
  memo_id text primary key references memo(id),
  act text not null,
  coder text not null
) strict;
create index brought_memo_act on brought_memo(act);
{append_only("brought_memo")}
"""
