"""A stored transcript may be withdrawn: its text stays as it was, and nothing in it counts or is read any more."""

from migrations.triggers import append_only

SQL = """
create table withdrawal (
  document_id text primary key references document(id),
  reason text not null check (trim(reason) <> ''),
  person_id text not null references person(id),
  at text not null
) strict;

-- The same file may be stored again once it was withdrawn; that it stands once is kept by the act.
drop index document_once;
create index document_roundtable on document(roundtable_id, file_sha256);

create trigger turn_of_withdrawn before update of participant_id on turn
when new.participant_id is not null
  and exists (select 1 from withdrawal w where w.document_id = new.document_id)
begin select raise(abort, 'the turns of a withdrawn transcript are nobody''s'); end;

create view withdrawn_segment as
select s.id as segment_id, s.document_id from withdrawal w join segment s on s.document_id = w.document_id;

-- What is withdrawn is neither suggested nor judged; `standing`, `coding` and `verdict` follow.
drop view current_suggestion;
create view current_suggestion as
select s.* from suggestion s
join analysed a on a.segment_id = s.segment_id and a.lexicon_version = s.lexicon_version
  and a.analyser_version = s.analyser_version and a.model_version = s.model_version
where not exists (select 1 from analysed later where later.segment_id = a.segment_id and later.id > a.id)
  and s.segment_id not in (select segment_id from withdrawn_segment);

drop view live_judgment;
create view live_judgment as
select j.*, s.theme_code as about from judgment j
left join suggestion s on s.id = j.suggestion_id
where j.action <> 'retract' and not exists (select 1 from judgment r where r.retracts = j.id)
  and j.segment_id not in (select segment_id from withdrawn_segment);
""" + append_only("withdrawal")
