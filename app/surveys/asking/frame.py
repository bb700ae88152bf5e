"""Whom a survey asks, as SQL: every firm of the register but those that were taken out, by area or one by one."""

from __future__ import annotations

# Most surveys ask everybody: for them one look at an index answers for each firm.
UNCHANGED = "not exists (select 1 from survey_frame_change u where u.survey_id = {survey})"
_AREA_OUT = """exists (select 1 from survey_frame_now o where o.survey_id = {survey} and o.area_id = {area}
  and o.firm_id is null and o.act = 'dropped'{newer})"""


def area_out(area: str = "a.id", survey: str = "s.id") -> str:
    """The condition that an area was taken out of a survey as a whole."""
    return _AREA_OUT.format(survey=survey, area=area, newer="")


def framed(firm: str = "f", survey: str = "s.id") -> str:
    """The condition that a survey asks a firm (an alias of `firm`).

    A firm taken out stays out when its area comes in again; one taken in goes out with its area later.
    """
    area = f"{firm}.area_id"
    return f"""({UNCHANGED.format(survey=survey)} or coalesce(
      (select n.act = 'added' and not {_AREA_OUT.format(survey=survey, area=area, newer=" and o.id > n.id")}
       from survey_frame_now n where n.survey_id = {survey} and n.firm_id = {firm}.id),
      not {area_out(area, survey)}))"""


def framed_area(area: str = "a.id", survey: str = "s.id") -> str:
    """The condition that a survey asks anybody of an area: a firm of it, or whoever comes where no firm is registered."""
    firm = framed("ff", survey)
    return f"""({UNCHANGED.format(survey=survey)} or exists (select 1 from firm ff where ff.area_id = {area} and {firm})
      or not ({area_out(area, survey)} or exists (select 1 from firm ff where ff.area_id = {area})))"""


def answered(firm: str = "f.id", survey: str = "s.id") -> str:
    """The condition that a return of a firm stands: by what is kept of it, for returns are found by survey, not by firm."""
    return f"""exists (select 1 from return_now kept cross join survey_area place on place.id = kept.place_id
      where kept.firm_id = {firm} and place.survey_id = {survey})"""


def answered_at(firm: str = "f.id", survey: str = "s.id") -> str:
    """When the newest return of a firm was sent that stands; null where none does."""
    return f"""(select max(newest.submitted_at) from return_now kept cross join survey_area place on place.id = kept.place_id
      cross join response newest on newest.id = kept.response_id
      where kept.firm_id = {firm} and place.survey_id = {survey})"""


def asked_by_name(firm: str = "f", survey: str = "s.id") -> str:
    """The condition that a firm was asked itself: by a notice or by a personal link that was not taken back unused."""
    return f"""{firm}.id in (
      select i.firm_id from invitation i where i.survey_id = {survey} and i.firm_id is not null
        and (i.revoked_at is null or i.used_at is not null)
      union all select sf.firm_id from sending_firm sf join sending se on se.id = sf.sending_id
        where se.survey_id = {survey})"""
