"""What of the indicators' values is kept by triggers: the newest of each month, how many came of what, and by which file.

Vintages are appended alone, so that each insert says what is newest; `SHOULD` counts all of it anew.
"""

from __future__ import annotations

PLACE = "coalesce({0}area_id, {0}firm_id, {0}region)"
KIND = "case when {0}area_id is not null then 'area' when {0}firm_id is not null then 'firm' else 'region' end"

# SQLite takes the other columns from the row of the one max(); a second min() or max() would break that.
NOW = f"""select place, indicator_code, month, id, value, published_on, vintages from (
  select {PLACE.format("")} as place, indicator_code, month, id, value, published_on, count(*) as vintages,
    max(published_on || printf('#%06d', correction)) as newest
  from vintage group by {PLACE.format("")}, indicator_code, month)"""
GROUPS = f"""select {KIND.format("")} as kind, month, indicator_code, published_on, count(*) from vintage
group by kind, month, indicator_code, published_on"""
# Of areas and regions, without those corrected on the very day: what the view `observation` shows.
RUNS = """select import_id, count(*) from observation where firm_id is null group by import_id"""

# Table to its columns and what it is to hold.
SHOULD = {
    "value_now": ("place, indicator_code, month, id, value, published_on, vintages", NOW),
    "value_group": ("kind, month, indicator_code, published_on, n", GROUPS),
    "value_run": ("import_id, figures", RUNS),
}

# Which corrections there are of a place's value: where a whole month was corrected, the month's were all looked through.
VIEW = f"""
drop view observation;
drop index vintage_correction;
create index vintage_corrected on vintage({PLACE.format("")}, indicator_code, month, published_on, correction)
  where correction > 0;
create view observation as
select * from vintage v
where not exists (
  select 1 from vintage later indexed by vintage_corrected
  where later.correction > 0 and {PLACE.format("later.")} = {PLACE.format("v.")}
    and later.indicator_code = v.indicator_code and later.month = v.month and later.published_on = v.published_on
    and later.correction > v.correction
);
"""

TABLES = """
create table value_now (
  -- An area, a firm, or a region ("busan", "nation").
  place text not null,
  indicator_code text not null references indicator(code),
  month text not null,
  id text not null references vintage(id),
  value real not null,
  published_on text not null,
  vintages integer not null,
  primary key (place, indicator_code, month)
) strict, without rowid;
create index value_now_revised on value_now(month, indicator_code, place, vintages) where vintages > 1;

create table value_group (
  kind text not null check (kind in ('area','firm','region')),
  month text not null,
  indicator_code text not null references indicator(code),
  published_on text not null,
  n integer not null,
  primary key (kind, month, indicator_code, published_on)
) strict, without rowid;

create table value_run (
  import_id text primary key references import_run(id),
  figures integer not null
) strict, without rowid;

-- Rows of one file, and of one month and indicator, without looking at all.
create index vintage_import on vintage(import_id, month, indicator_code);
create index vintage_listed on vintage(month, indicator_code, published_on);
"""

FILL = "".join(f"insert into {table}({columns}) {query};\n" for table, (columns, query) in SHOULD.items())

_BEFORE = """indicator_code = new.indicator_code and month = new.month and published_on = new.published_on
        and correction < new.correction"""
TRIGGERS = f"""
create trigger vintage_newest after insert on vintage
begin
  insert into value_now(place, indicator_code, month, id, value, published_on, vintages)
    values ({PLACE.format("new.")}, new.indicator_code, new.month, new.id, new.value, new.published_on, 1)
    on conflict(place, indicator_code, month) do update set
      vintages = vintages + 1,
      id = iif(excluded.published_on >= published_on, excluded.id, id),
      value = iif(excluded.published_on >= published_on, excluded.value, value),
      published_on = max(excluded.published_on, published_on);
  insert into value_group(kind, month, indicator_code, published_on, n)
    values ({KIND.format("new.")}, new.month, new.indicator_code, new.published_on, 1)
    on conflict(kind, month, indicator_code, published_on) do update set n = n + 1;
end;

create trigger vintage_of_a_run after insert on vintage when new.firm_id is null
begin
  insert into value_run(import_id, figures) values (new.import_id, 1)
    on conflict(import_id) do update set figures = figures + 1;
end;

-- A correction of the same day takes the place of the one before it.
create trigger vintage_corrects after insert on vintage when new.firm_id is null and new.correction > 0
begin
  update value_run set figures = figures - 1 where import_id = (
    select import_id from (
      select import_id, correction from vintage where area_id = new.area_id and {_BEFORE}
      union all
      select import_id, correction from vintage where region = new.region and {_BEFORE})
    order by correction desc limit 1);
  delete from value_run where figures = 0;
end;
"""
SQL = VIEW + TABLES + FILL + TRIGGERS
