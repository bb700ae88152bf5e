"""A step of a questionnaire's draft keeps what it changed; ids ever used stand beside; pictures of questions are kept."""

from migrations.triggers import append_only

SQL = """
-- As it was, but that an edit holds either the whole definition or only its change to that of the step `before`.
create table draft_step_new (
  draft_id text not null references questionnaire_draft(id),
  number integer not null check (number > 0),
  -- Made where the button was pressed: pressing twice is one step.
  act_id text not null,
  what text not null check (what in ('begun','saved','added','removed','moved','undone','redone')),
  -- Which part: "question:ID", "section:ID", "list:NAME", "file:NAME", "questionnaire".
  part text not null,
  stands integer not null,
  -- The step that stood before an edit, to which undoing it leads.
  before integer,
  definition text,
  -- The piece of the text that changed (app/surveys/drafting/splicing.py).
  change blob,
  person_id text references person(id),
  at text not null,
  primary key (draft_id, number),
  unique (draft_id, act_id),
  check ((stands = number) = (coalesce(definition, change) is not null)),
  check (definition is null or change is null),
  check (change is null or before is not null),
  check (stands <= number)
) strict;
insert into draft_step_new(draft_id, number, act_id, what, part, stands, before, definition, change, person_id, at)
  select draft_id, number, act_id, what, part, stands, before, definition, null, person_id, at
  from questionnaire_draft_step;
drop table questionnaire_draft_step;
alter table draft_step_new rename to questionnaire_draft_step;

-- Ids a draft ever used, as they were used first: they never come to mean something else, and nobody has to read all
-- its steps to know them. `code` is an option's; of a question itself "". An `owner` "list:NAME" is a shared list.
create table questionnaire_draft_used (
  draft_id text not null references questionnaire_draft(id),
  owner text not null,
  code text not null,
  entry text not null,
  primary key (draft_id, owner, code)
) strict;
insert into questionnaire_draft_used(draft_id, owner, code, entry)
  select s.draft_id, q.value ->> 'id', '', json_remove(q.value, '$.choices')
  from questionnaire_draft_step s, json_each(s.definition, '$.questions') q
  where s.definition is not null and q.value ->> 'id' is not null order by s.number
  on conflict do nothing;
insert into questionnaire_draft_used(draft_id, owner, code, entry)
  select s.draft_id, 'list:' || l.key, c.value ->> 'id', c.value
  from questionnaire_draft_step s, json_each(s.definition, '$.lists') l, json_each(l.value) c
  where s.definition is not null and c.value ->> 'id' is not null order by s.number
  on conflict do nothing;
insert into questionnaire_draft_used(draft_id, owner, code, entry)
  select s.draft_id, q.value ->> 'id', c.value ->> 'id', c.value
  from questionnaire_draft_step s, json_each(s.definition, '$.questions') q, json_each(
    case json_type(q.value, '$.choices') when 'array' then json_extract(q.value, '$.choices')
      when 'text' then coalesce((select l.value from json_each(s.definition, '$.lists') l
                                 where l.key = q.value ->> 'choices'), '[]')
      else '[]' end) c
  where s.definition is not null and q.value ->> 'id' is not null and c.value ->> 'id' is not null order by s.number
  on conflict do nothing;

-- Pictures shown with questions and choices, drawn anew before they are kept, under the hash of what is kept. A
-- published version names them and never changes, so they are never destroyed.
create table questionnaire_picture (
  sha256 text primary key check (length(sha256) = 64),
  media text not null check (media = 'image/jpeg'),
  data blob not null,
  person_id text references person(id),
  at text not null
) strict;
""" + "".join(
    append_only(table) for table in ("questionnaire_draft_step", "questionnaire_draft_used", "questionnaire_picture")
)
