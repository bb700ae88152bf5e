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
  check ((document_id is not null) + (answer_id is not null) = 1),
  check ((document_id is null) = (turn_id is null))
) strict;
create unique index segment_document on segment(document_id, start, "end") where document_id is not null;
create unique index segment_answer on segment(answer_id, start, "end") where answer_id is not null;
create index segment_turn on segment(turn_id) where turn_id is not null;
create index segment_respondent on segment(respondent_id);
create index segment_round on segment(round_id);

create trigger segment_no_update
before update of id, round_id, document_id, turn_id, answer_id, position, start, "end", text, language on segment
begin select raise(abort, 'the place and text of a segment never change'); end;
create trigger segment_no_delete before delete on segment
begin select raise(abort, 'segment is append-only'); end;

-- Who speaks may be found out, or put right, after the transcript was cut: the segments follow in the same transaction.
create trigger segment_follows_turn after update of participant_id on turn
begin
  update segment set respondent_id = (select p.respondent_id from participant p where p.id = new.participant_id)
  where turn_id = new.id;
end;
create trigger segment_follows_participant after update of respondent_id on participant
begin
  update segment set respondent_id = new.respondent_id
  where turn_id in (select turn.id from turn where turn.participant_id = new.id);
end;

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

-- Which segments were looked at by which lexicon and analyser, whether or not that gave a suggestion.
create table analysed (
  id integer primary key,
  segment_id text not null references segment(id),
  lexicon_version text not null,
  analyser_version text not null,
  at text not null,
  unique (segment_id, lexicon_version, analyser_version)
) strict;

create table judgment (
  id integer primary key autoincrement,
  segment_id text not null references segment(id),
  coder_id text not null references person(id),
  action text not null check (action in ('accept','change','reject','add','retract','nothing')),
  theme_code text,
  suggestion_id text references suggestion(id),
  retracts integer unique references judgment(id),
  stance text check (stance in ('need','none','resolved','undecided')),
  severity integer check (severity between 1 and 5),
  memo text not null default '',
  codebook_id text not null references codebook(id),
  example integer not null default 0 check (example in (0, 1)),
  at text not null,
  check (action in ('nothing','retract') or theme_code is not null),
  check ((action = 'retract') = (retracts is not null)),
  check (action not in ('accept','change') or suggestion_id is not null),
  check ((stance is not null) = (action in ('accept','change','add'))),
  check ((severity is not null) = (stance is 'need'))
) strict;
create index judgment_segment on judgment(segment_id, coder_id);
create index judgment_coder on judgment(coder_id, id);

-- Suggestions of each segment's newest analysis; older ones stay for the judgments that answer them.
create view current_suggestion as
select s.* from suggestion s
join analysed a on a.segment_id = s.segment_id
  and a.lexicon_version = s.lexicon_version and a.analyser_version = s.analyser_version
where not exists (select 1 from analysed later where later.segment_id = a.segment_id and later.id > a.id);

-- Judgments nobody took back; `about` is the theme of the suggestion that was answered.
create view live_judgment as
select j.*, s.theme_code as about from judgment j
left join suggestion s on s.id = j.suggestion_id
where j.action <> 'retract' and not exists (select 1 from judgment r where r.retracts = j.id);

-- The word that stands of each coder on each theme of a segment: a later one on the theme or on the suggestion it came
-- from replaces it, and "no theme here" replaces them all.
create view standing as
select j.* from live_judgment j
where not exists (
  select 1 from live_judgment later
  where later.segment_id = j.segment_id and later.coder_id = j.coder_id and later.id > j.id
    and (later.action = 'nothing' or j.action = 'nothing' or later.theme_code = j.theme_code
         or later.about = j.theme_code or later.about = j.about)
);

create view coding as
select * from standing where action in ('accept','change','add');

-- What each coder says of each theme of a segment, coded or not; theme null: of every theme.
create view verdict as
select segment_id, coder_id, theme_code, action in ('accept','change','add') as coded, stance, severity from standing
union all
select segment_id, coder_id, about, 0, null, null from standing
where action = 'change' and about is not theme_code;
""" + "".join(append_only(table) for table in ("suggestion", "analysed", "judgment"))
