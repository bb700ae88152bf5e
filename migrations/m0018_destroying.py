"""A return may be withdrawn and destroyed: what was decided by it stays, its words and whose it was do not."""

from migrations.triggers import append_only

_DESTROYED = "exists (select 1 from return_end e where e.act = 'destroyed' and e.response_id = {response})"
_OF_SEGMENT = "(select a.response_id from segment s join answer a on a.id = s.answer_id where s.id = {segment})"


def _destroyed(response: str) -> str:
    return _DESTROYED.format(response=response)


def _destroyed_segment(segment: str) -> str:
    return _destroyed(_OF_SEGMENT.format(segment=segment))


SQL = f"""
-- That a return no longer counts, and that it was destroyed: why, and by whom in the office (null: the daily run).
create table return_end (
  response_id text not null references response(id),
  act text not null check (act in ('withdrawn','destroyed')),
  reason text not null check (reason in ('request','mistake','retention')),
  person_id text references person(id),
  at text not null,
  primary key (response_id, act)
) strict;
{append_only("return_end")}

-- A destroyed return belongs to a voice of nobody, one a round.
alter table respondent add column nobody integer not null default 0 check (nobody in (0, 1));
create unique index respondent_nobody on respondent(round_id) where nobody = 1;

drop trigger response_no_update;
-- The day a return is destroyed at the latest: five years after it was answered unless its questionnaire says less.
alter table response add column keep_until text;
update response set keep_until = date(submitted_at, '+9 hours', '+5 years');
create trigger response_no_update before update on response
when not ({_destroyed("old.id")} and new.id = old.id and new.survey_id = old.survey_id
          and new.version_id = old.version_id and new.area_id = old.area_id and new.channel = old.channel
          and new.receipt = old.receipt and new.keep_until is old.keep_until and new.consent_sha256 is null
          and new.firm_id is null and new.invitation_id is null and new.content_sha256 = ''
          and exists (select 1 from respondent re where re.id = new.respondent_id and re.nobody = 1))
begin select raise(abort, 'response is append-only'); end;

drop trigger answer_no_update;
create trigger answer_no_update before update on answer
when not (old.text is null and new.text is not null and new.id = old.id and new.response_id = old.response_id
          and new.question_id = old.question_id and new.value = old.value
          and exists (select 1 from answer_original o where o.answer_id = old.id and o.settled_at is null))
  and not (new.id = old.id and new.response_id = old.response_id and new.question_id = old.question_id
           and new.value = 'null' and new.text is null and {_destroyed("old.response_id")})
begin select raise(abort, 'answer is append-only'); end;

drop trigger segment_no_update;
create trigger segment_no_update
before update of id, round_id, document_id, turn_id, answer_id, position, start, "end", text, language on segment
when not (new.id = old.id and new.round_id = old.round_id and new.document_id is old.document_id
          and new.turn_id is old.turn_id and new.answer_id = old.answer_id and new.position = old.position
          and new.start = old.start and new."end" = old."end" and new.text = '' and new.language = old.language
          and {_destroyed_segment("old.id")})
begin select raise(abort, 'the place and text of a segment never change'); end;

-- Of a suggestion the words go (`evidence`, `explanation`), of a judgment the note; what was said of the theme stays.
drop trigger suggestion_no_update;
create trigger suggestion_no_update before update on suggestion
when not (new.id = old.id and new.segment_id = old.segment_id and new.theme_code = old.theme_code
          and new.score = old.score and new.stance = old.stance and new.severity is old.severity
          and new.statement is old.statement and new.evidence = '{{}}' and new.explanation = ''
          and new.created_at = old.created_at and {_destroyed_segment("old.segment_id")})
begin select raise(abort, 'suggestion is append-only'); end;
drop trigger judgment_no_update;
create trigger judgment_no_update before update on judgment
when not (new.id = old.id and new.segment_id = old.segment_id and new.coder_id = old.coder_id
          and new.action = old.action and new.theme_code is old.theme_code and new.suggestion_id is old.suggestion_id
          and new.retracts is old.retracts and new.stance is old.stance and new.severity is old.severity
          and new.statement is old.statement and new.memo = '' and new.at = old.at
          and {_destroyed_segment("old.segment_id")})
begin select raise(abort, 'judgment is append-only'); end;

-- A model that learned from destroyed words loses its vocabulary; that it was there stays.
drop trigger model_no_update;
create trigger model_no_update before update on model
when not (new.version = old.version and new.kind = old.kind and new.number = old.number
          and new.decisions_sha256 = old.decisions_sha256 and new.files = x'' and new.created_at = old.created_at
          and exists (select 1 from return_end e where e.act = 'destroyed'))
begin select raise(abort, 'model is append-only'); end;

-- What a pseudonym stands for may be destroyed; nothing else of it changes, its kind and day neither.
drop trigger pseudonym_no_update;
create trigger pseudonym_no_update before update on pseudonym
when not (old.destroyed_at is null and new.destroyed_at is not null and new.original is null
          and new.id = old.id and new.pseudonym = old.pseudonym and new.roundtable_id = old.roundtable_id
          and new.kind = old.kind and new.created_at = old.created_at)
begin select raise(abort, 'a pseudonym never changes; its original may only be destroyed'); end;

-- What counts and is read: neither withdrawn nor destroyed.
create view standing_response as
select r.* from response r where r.id not in (select response_id from return_end);

drop view withdrawn_segment;
create view withdrawn_segment as
select s.id as segment_id, s.document_id from withdrawal w join segment s on s.document_id = w.document_id
union all
select s.id, null from return_end e join answer a on a.response_id = e.response_id join segment s on s.answer_id = a.id;
"""
