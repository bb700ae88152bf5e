"""Segments, the machine's suggestions and people's judgments. The view `coding` is what stands now."""

from migrations.triggers import append_only

SQL = """
create table segment (
  id text primary key,
  round_id text not null references round(id),
  document_id text references document(id),
  turn_id text references turn(id),
  answer_id text references answer(id),
  respondent_id text references respondent(id),
  position integer not null,
  start integer not null check (start >= 0),
  "end" integer not null check ("end" > start),
  text text not null,
  language text not null check (language in ('ko','en')),
  created_at text not null,
  check ((document_id is not null) + (answer_id is not null) = 1)
) strict;
create unique index segment_document on segment(document_id, start, "end") where document_id is not null;
create unique index segment_answer on segment(answer_id, start, "end") where answer_id is not null;
create index segment_respondent on segment(respondent_id);
create index segment_round on segment(round_id);

create table suggestion (
  id text primary key,
  segment_id text not null references segment(id),
  theme_code text not null,
  score real not null check (score between 0 and 1),
  stance text not null check (stance in ('need','none','resolved','undecided')),
  severity integer check (severity between 1 and 5),
  evidence text not null,
  lexicon_version text not null,
  analyser_version text not null,
  codebook_id text not null references codebook(id),
  created_at text not null,
  unique (segment_id, theme_code, lexicon_version, analyser_version)
) strict;

create table judgment (
  id integer primary key autoincrement,
  segment_id text not null references segment(id),
  coder_id text not null references person(id),
  action text not null check (action in ('accept','change','reject','add','retract','nothing')),
  theme_code text,
  suggestion_id text references suggestion(id),
  stance text check (stance in ('need','none','resolved','undecided')),
  severity integer check (severity between 1 and 5),
  memo text not null default '',
  codebook_id text not null references codebook(id),
  example integer not null default 0 check (example in (0, 1)),
  at text not null,
  check (action = 'nothing' or action = 'retract' or theme_code is not null),
  check (severity is null or stance = 'need')
) strict;
create index judgment_segment on judgment(segment_id, coder_id);

-- The newest judgment of each coder on each theme of a segment, where it stands for a coding.
create view coding as
select j.* from judgment j
where j.action in ('accept','change','add')
  and not exists (
    select 1 from judgment later
    where later.segment_id = j.segment_id and later.coder_id = j.coder_id
      and later.theme_code is j.theme_code and later.id > j.id
  );
""" + append_only("segment") + append_only("suggestion") + append_only("judgment")
