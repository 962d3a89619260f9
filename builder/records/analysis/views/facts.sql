-- One row a statement of a course made with Peacebuilder, at a time that no broken clock can spoil.
select
  statement_id,
  actor,
  verb,
  object_id,
  object_type,
  activity_type,
  course_id,
  version,
  agency,
  parent_id,
  objective_id,
  registration,
  session,
  case
    when stored is null or ts between stored - interval '366' day and stored + interval '1' day then ts
    else stored
  end as ts,
  ts as told_at,
  at_s,
  stored,
  case
    when stored is null or ts between stored - interval '366' day and stored + interval '1' day then month
    else substr(cast(stored as string), 1, 7)
  end as month,
  success,
  completion,
  score_scaled,
  score_raw,
  response,
  duration_s,
  progress,
  attempt,
  tries,
  run,
  source
from statements
where version is not null and actor is not null
