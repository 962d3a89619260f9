-- One row an attempt at a test: what says that it began, its answers, and its result. Of the verbs `passed` and `failed`
-- those with an attempt are of a test; those without are the verdict on the course. A test is `scored` where nobody knows
-- its mark.
with told as (
  select
    course_id,
    actor as learner,
    registration,
    case when verb = 'http://adlnet.gov/expapi/verbs/answered' then parent_id else object_id end as test_id,
    attempt,
    agency,
    version,
    month,
    ts,
    statement_id,
    at_s,
    success,
    coalesce(score_raw, score_scaled * 100) as score,
    duration_s,
    verb = 'http://adlnet.gov/expapi/verbs/answered' as is_answer,
    verb in (
      'http://adlnet.gov/expapi/verbs/passed',
      'http://adlnet.gov/expapi/verbs/failed',
      'http://adlnet.gov/expapi/verbs/scored'
    ) as is_end,
    case verb when 'http://adlnet.gov/expapi/verbs/passed' then true when 'http://adlnet.gov/expapi/verbs/failed' then false end
      as is_pass
  from facts
  where (
      verb in (
        'http://adlnet.gov/expapi/verbs/attempted',
        'http://adlnet.gov/expapi/verbs/answered',
        'http://adlnet.gov/expapi/verbs/passed',
        'http://adlnet.gov/expapi/verbs/failed'
      )
      or (
        verb = 'http://adlnet.gov/expapi/verbs/scored'
        and activity_type = 'http://adlnet.gov/expapi/activities/assessment'
      )
    )
    and attempt is not null
),
made as (
  select
    course_id,
    learner,
    registration,
    test_id,
    attempt,
    max(agency) as agency,
    max_by(version, (ts, statement_id)) as version,
    min(month) as month,
    min(ts) as started_at,
    min(ts) filter (where is_end) as finished_at,
    max(score) filter (where is_end) as score,
    bool_or(is_pass) as passed,
    coalesce(
      max(duration_s) filter (where is_end and duration_s >= 0),
      greatest(min(at_s) filter (where is_end) - min(at_s), 0e0)
    ) as told_s,
    count(*) filter (where is_answer) as answers,
    count(*) filter (where is_answer and success) as right_answers
  from told
  group by course_id, learner, registration, test_id, attempt
)
select
  m.course_id,
  m.learner,
  coalesce(m.agency, '(none)') as agency,
  g.state,
  m.version,
  m.registration,
  m.test_id,
  m.attempt,
  m.month,
  m.started_at,
  m.finished_at,
  m.score,
  m.passed,
  case when m.finished_at is not null then m.told_s end as duration_s,
  m.answers,
  m.right_answers
from made m
left join (select id, max(state) as state from agencies group by id) g on g.id = m.agency
