"""Models learned from decisions, what they read in each segment, and which of them made a suggestion."""

from migrations.triggers import append_only

SQL = """
drop view verdict;
drop view coding;
drop view standing;
drop view live_judgment;
drop view current_suggestion;

-- `files` is a zip of card, vocabulary and weights (no pickle). A model never changes; a refit is a new one.
create table model (
  version text primary key,
  kind text not null check (kind in ('theme','stance','statement')),
  number integer not null check (number > 0),
  decisions_sha256 text not null,
  lexicon_version text not null,
  analyser_version text not null,
  codebook_id text not null references codebook(id),
  card text not null,
  files blob not null,
  agreement real,
  created_by text references person(id),
  created_at text not null,
  unique (kind, number)
) strict;

-- How a model does on decisions it has not seen, a theme (or a stance, a kind of statement) a row.
create table model_theme (
  model_version text not null references model(version),
  theme_code text not null,
  accepted integer not null,
  rejected integer not null,
  f1 real,
  lexicon_f1 real,
  ece real,
  shown integer not null check (shown in (0, 1)),
  primary key (model_version, theme_code)
) strict;

-- What a model reads in a segment, suggested or not; `held_out` where its decision was known and kept from it.
-- It can be computed again: old models' rows may be dropped.
create table reading (
  model_version text not null references model(version),
  segment_id text not null references segment(id),
  theme_code text not null,
  probability real not null check (probability between 0 and 1),
  held_out real check (held_out between 0 and 1),
  primary key (model_version, segment_id, theme_code)
) without rowid, strict;
create index reading_segment on reading(segment_id);

create table suggestion_of_versions (
  id text primary key,
  segment_id text not null references segment(id),
  theme_code text not null,
  score real not null check (score between 0 and 1),
  stance text not null check (stance in ('need','none','resolved','undecided')),
  severity integer check (severity between 1 and 5),
  statement text check (statement in ('difficulty','request','proposal','praise','fact')),
  evidence text not null,
  lexicon_version text not null,
  analyser_version text not null,
  -- '' until a model took part; the score is the model's where `probability` is given, else the lexicon's.
  model_version text not null default '',
  probability real check (probability between 0 and 1),
  -- JSON of exact contributions: {"kind", "decision", "bias", "words": [[start, end, value], ...]}; '' for older ones.
  explanation text not null default '',
  codebook_id text not null references codebook(id),
  created_at text not null,
  unique (segment_id, theme_code, lexicon_version, analyser_version, model_version)
) strict;
insert into suggestion_of_versions(id, segment_id, theme_code, score, stance, severity, evidence, lexicon_version,
  analyser_version, codebook_id, created_at)
select id, segment_id, theme_code, score, stance, severity, evidence, lexicon_version, analyser_version, codebook_id,
  created_at from suggestion;
drop table suggestion;
alter table suggestion_of_versions rename to suggestion;

-- The newest row of a segment says whose suggestions are current; versions may come back (a refit after decisions were
-- taken back), so one may stand here more than once.
create table analysed_by_versions (
  id integer primary key,
  segment_id text not null references segment(id),
  lexicon_version text not null,
  analyser_version text not null,
  model_version text not null default '',
  at text not null
) strict;
insert into analysed_by_versions(id, segment_id, lexicon_version, analyser_version, at)
select id, segment_id, lexicon_version, analyser_version, at from analysed;
drop table analysed;
alter table analysed_by_versions rename to analysed;
create index analysed_segment on analysed(segment_id, lexicon_version, analyser_version, model_version);

alter table judgment add column statement text
  check (statement in ('difficulty','request','proposal','praise','fact'));

create view current_suggestion as
select s.* from suggestion s
join analysed a on a.segment_id = s.segment_id and a.lexicon_version = s.lexicon_version
  and a.analyser_version = s.analyser_version and a.model_version = s.model_version
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
""" + "".join(append_only(table) for table in ("suggestion", "analysed", "model", "model_theme"))
