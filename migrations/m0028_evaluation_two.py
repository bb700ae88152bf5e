"""What an evaluation of the method's second version says; those of the first stay as they were stored."""

from migrations.triggers import append_only

SQL = """
-- The version of the method an evaluation was made with: of the first, `cell_item` holds what its scores were made of,
-- of the second `source_item` and `voice_item`.
alter table evaluation add column method integer not null default 1 check (method in (1, 2));
-- 1: with other draws or of another day than the round's; it never stands.
alter table evaluation add column trial integer not null default 0 check (trial in (0, 1));
-- Answers, judgments and register as they were at `read_at`, files as they were brought until `known_at`.
alter table evaluation add column read_at text;
alter table evaluation add column known_at text;
-- JSON: what holds for the round as a whole: effective weights, variances, windows, areas that had closed, means of
-- areas asked by chance and for cause.
alter table evaluation add column summary text not null default '{}';

alter table area_result add column score_numbers real;
alter table area_result add column evidence real;
alter table area_result add column grade text check (grade in ('A','B','C','D'));
alter table area_result add column coverage real;
alter table area_result add column undetermined integer not null default 0 check (undetermined in (0, 1));
alter table area_result add column voices_points real;
alter table area_result add column voices_contribution real;
alter table area_result add column credibility real;
alter table area_result add column n_eff real;
alter table area_result add column asked integer;
alter table area_result add column firms integer;
-- 5 and 95 % of data alone; `band_low` and `band_high` are of data and policy.
alter table area_result add column data_low real;
alter table area_result add column data_high real;
alter table area_result add column robustness_error real;
alter table area_result add column firm integer check (firm in (0, 1));
alter table area_result add column worst_domain text;
alter table area_result add column geometric real;
alter table area_result add column geometric_level text;
-- JSON: how K came about, the parts of the grade, Monte-Carlo errors, sensitivities.
alter table area_result add column details text not null default '{}';

-- The numbers a score was made of: e and p of METHOD, and why one is missing. The observations behind y are found by the
-- evaluation's days; they are not copied.
create table source_item (
  area_result_id text not null references area_result(id),
  kind text not null check (kind in ('indicator','survey')),
  ref text not null,
  domain text not null,
  weight real not null,
  raw real,
  points real,
  contribution real not null,
  sensitivity real,
  n real,
  credibility real,
  reason text,
  since text,
  primary key (area_result_id, kind, ref)
) without rowid, strict;

-- Who counts in an area's voices, by the codes an exported package has; `domains` is JSON, domain to burden.
create table voice_item (
  area_result_id text not null references area_result(id),
  respondent_id text not null references respondent(id),
  code text not null,
  omega real not null,
  burden real not null,
  points real not null,
  domains text not null,
  primary key (area_result_id, respondent_id)
) without rowid, strict;
create index voice_item_respondent on voice_item(respondent_id);
""" + "".join(append_only(table) for table in ("source_item", "voice_item"))
