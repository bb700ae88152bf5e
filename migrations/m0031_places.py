"""Where areas lie: boundaries that are imported, for the round's map; and what its cut by industry reads."""

from migrations.triggers import append_only

SQL = """
-- The outline of an area, or of a district behind them; of each the newest row is drawn.
create table boundary (
  id integer primary key autoincrement,
  area_id text references area(id),
  district text,
  -- JSON: rings of [longitude, latitude], thinned when they were brought.
  rings text not null,
  import_id text not null references import_run(id),
  at text not null,
  check ((area_id is null) <> (district is null))
) strict;

-- The industry most firms of an area have, of all areas at once.
create index firm_area_industry on firm(area_id, industry_code);
-- What was stated of a result, asked for each of its domains on every page that counts open questions.
create index domain_statement_result on domain_statement(area_result_id, domain);
""" + append_only("boundary")
