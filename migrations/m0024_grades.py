"""Suggestions of two grades, questions and moderation as a kind of their own, judgments given with one key."""

_DESTROYED = """exists (select 1 from return_end e where e.act = 'destroyed' and e.response_id =
            (select a.response_id from segment s join answer a on a.id = s.answer_id where s.id = old.segment_id))"""

SQL = f"""
drop view verdict;
drop view coding;
drop view standing;
drop view live_judgment;
drop view current_suggestion;

create table suggestion_of_grades (
  id text primary key,
  segment_id text not null references segment(id),
  theme_code text not null,
  score real not null check (score between 0 and 1),
  stance text not null check (stance in ('need','none','resolved','undecided')),
  severity integer check (severity between 1 and 5),
  statement text check (statement in ('difficulty','request','proposal','praise','fact','other')),
  evidence text not null,
  lexicon_version text not null,
  analyser_version text not null,
  -- '' until a model took part; the score is the model's where `probability` is given, else the lexicon's.
  model_version text not null default '',
  probability real check (probability between 0 and 1),
  -- Null for those made before there were grades, which stand beside the sure ones.
  grade text check (grade in ('sure','perhaps')),
  -- JSON of exact contributions: {{"kind", "decision", "bias", "words": [[start, end, value], ...], "beside": [[block,
  -- value], ...], "like": [...]}}; '' for older ones.
  explanation text not null default '',
  codebook_id text not null references codebook(id),
  created_at text not null,
  unique (segment_id, theme_code, lexicon_version, analyser_version, model_version)
) strict;
insert into suggestion_of_grades(id, segment_id, theme_code, score, stance, severity, statement, evidence,
  lexicon_version, analyser_version, model_version, probability, explanation, codebook_id, created_at)
select id, segment_id, theme_code, score, stance, severity, statement, evidence, lexicon_version, analyser_version,
  model_version, probability, explanation, codebook_id, created_at from suggestion order by rowid;
drop table suggestion;
alter table suggestion_of_grades rename to suggestion;

-- `together` is the first of the judgments that were given with one key, and are taken back with one.
create table judgment_of_kinds (
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
  statement text check (statement in ('difficulty','request','proposal','praise','fact','other')),
  together integer references judgment(id) check (together < id),
  check (action in ('nothing','retract') or theme_code is not null),
  check ((action = 'retract') = (retracts is not null)),
  check (action not in ('accept','change') or suggestion_id is not null),
  check ((stance is not null) = (action in ('accept','change','add'))),
  check ((severity is not null) = (stance is 'need'))
) strict;
insert into judgment_of_kinds(id, segment_id, coder_id, action, theme_code, suggestion_id, retracts, stance, severity,
  memo, codebook_id, example, at, statement)
select id, segment_id, coder_id, action, theme_code, suggestion_id, retracts, stance, severity, memo, codebook_id,
  example, at, statement from judgment order by id;
drop table judgment;
alter table judgment_of_kinds rename to judgment;
create index judgment_segment on judgment(segment_id, coder_id);
create index judgment_coder on judgment(coder_id, id);

-- Of a suggestion of a destroyed return the words go (`evidence`, `explanation`), of a judgment the note.
create trigger suggestion_no_delete before delete on suggestion
begin select raise(abort, 'suggestion is append-only'); end;
create trigger suggestion_no_update before update on suggestion
when not (new.id = old.id and new.segment_id = old.segment_id and new.theme_code = old.theme_code
          and new.score = old.score and new.stance = old.stance and new.severity is old.severity
          and new.statement is old.statement and new.grade is old.grade and new.evidence = '{{}}'
          and new.explanation = '' and new.created_at = old.created_at and {_DESTROYED})
begin select raise(abort, 'suggestion is append-only'); end;
create trigger judgment_no_delete before delete on judgment
begin select raise(abort, 'judgment is append-only'); end;
create trigger judgment_no_update before update on judgment
when not (new.id = old.id and new.segment_id = old.segment_id and new.coder_id = old.coder_id
          and new.action = old.action and new.theme_code is old.theme_code and new.suggestion_id is old.suggestion_id
          and new.retracts is old.retracts and new.stance is old.stance and new.severity is old.severity
          and new.statement is old.statement and new.together is old.together and new.memo = '' and new.at = old.at
          and {_DESTROYED})
begin select raise(abort, 'judgment is append-only'); end;

create view current_suggestion as
select s.* from suggestion s
join analysed a on a.segment_id = s.segment_id and a.lexicon_version = s.lexicon_version
  and a.analyser_version = s.analyser_version and a.model_version = s.model_version
where not exists (select 1 from analysed later where later.segment_id = a.segment_id and later.id > a.id)
  and s.segment_id not in (select segment_id from withdrawn_segment);

-- Judgments nobody took back; `about` is the theme of the suggestion that was answered.
create view live_judgment as
select j.*, s.theme_code as about from judgment j
left join suggestion s on s.id = j.suggestion_id
where j.action <> 'retract' and not exists (select 1 from judgment r where r.retracts = j.id)
  and j.segment_id not in (select segment_id from withdrawn_segment);

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
"""
