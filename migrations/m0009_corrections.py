"""A value may be corrected on the day it was published: every vintage is kept, `observation` shows the last of a day."""

from migrations.triggers import append_only

SQL = """
drop trigger observation_no_update;
drop trigger observation_no_delete;
drop index observation_area;
drop index observation_firm;
drop index observation_region;
alter table observation rename to vintage;
alter table vintage add column correction integer not null default 0 check (correction >= 0);
create unique index vintage_area on vintage(area_id, indicator_code, month, published_on, correction)
  where area_id is not null;
create unique index vintage_firm on vintage(firm_id, indicator_code, month, published_on, correction)
  where firm_id is not null;
create unique index vintage_region on vintage(region, indicator_code, month, published_on, correction)
  where region is not null;
-- Corrections of the same day are few: to look for one among these costs next to nothing.
create index vintage_correction on vintage(indicator_code, month, published_on) where correction > 0;

create view observation as
select * from vintage v
where not exists (
  select 1 from vintage later
  where later.correction > 0 and later.correction > v.correction and later.indicator_code = v.indicator_code
    and later.month = v.month and later.published_on = v.published_on
    and coalesce(later.area_id, later.firm_id, later.region) = coalesce(v.area_id, v.firm_id, v.region)
);
""" + append_only("vintage")
