-- One row a learner in a course. A course may be launched whole or in parts (cmi5), and under another id than its own (Tin
-- Can): so it is known by the type of the activity. Only parts are completed as modules or tests; only the verdict on a
-- course or part is passed or failed without an attempt. That a course was `attempted` tells a report that has no status:
-- who neither completed nor passed by other statements may have done so all the same.
with told as (
  select
    *,
    activity_type = 'http://adlnet.gov/expapi/activities/course' or object_id = course_id as is_course,
    activity_type in (
      'http://adlnet.gov/expapi/activities/module', 'http://adlnet.gov/expapi/activities/assessment'
    ) as is_part
  from facts
),
spans as (
  select
    course_id,
    actor as learner,
    agency,
    version,
    min(month) as month,
    min(ts) as started_at,
    max(ts) as last_at,
    count(*) filter (where verb = 'http://adlnet.gov/expapi/verbs/initialized') as sessions,
    count(*) filter (where verb = 'http://adlnet.gov/expapi/verbs/answered') as answers,
    count(*) filter (
      where verb = 'http://adlnet.gov/expapi/verbs/attempted' and is_course and attempt is null
    ) as unknown_ones
  from told
  group by course_id, actor, agency, version
),
seen as (
  select
    course_id,
    learner,
    max_by(agency, (last_at, agency)) filter (where agency is not null) as agency,
    max_by(version, (last_at, version)) as version,
    min(month) as month,
    min(started_at) as started_at,
    max(last_at) as last_at,
    cast(sum(sessions) as bigint) as sessions,
    cast(sum(answers) as bigint) as answers,
    sum(unknown_ones) > 0 as is_unknown
  from spans
  group by course_id, learner
),
looked as (
  select course_id, learner, count(*) as pages
  from pages
  group by course_id, learner
),
lessons as (
  select course_id, learner, count(*) as lessons_completed
  from (
    select distinct course_id, actor as learner, object_id
    from told
    where verb = 'http://adlnet.gov/expapi/verbs/completed'
      and activity_type = 'http://adlnet.gov/expapi/activities/lesson'
  ) t
  group by course_id, learner
),
done as (
  select
    course_id,
    actor as learner,
    max(progress) filter (where is_course) as progress,
    min(ts) filter (where verb = 'http://adlnet.gov/expapi/verbs/completed' and is_course) as completed_at,
    min(ts) filter (where verb = 'http://adlnet.gov/expapi/verbs/passed' and attempt is null) as passed_at,
    max(coalesce(score_raw, score_scaled * 100)) filter (where attempt is null) as score,
    sum(duration_s) filter (
      where verb = 'http://adlnet.gov/expapi/verbs/terminated' and duration_s >= 0
    ) as sessions_s,
    max(duration_s) filter (
      where verb <> 'http://adlnet.gov/expapi/verbs/terminated' and attempt is null and (is_course or is_part)
    ) as total_s
  from told
  where verb in (
    'http://adlnet.gov/expapi/verbs/completed',
    'http://adlnet.gov/expapi/verbs/progressed',
    'http://adlnet.gov/expapi/verbs/passed',
    'http://adlnet.gov/expapi/verbs/failed',
    'http://adlnet.gov/expapi/verbs/scored',
    'http://adlnet.gov/expapi/verbs/terminated'
  )
  group by course_id, actor
),
tried as (
  select t.course_id, t.learner, count(*) as test_attempts, max(t.score) filter (where c.parent is null) as score
  from (
    select
      course_id,
      actor as learner,
      registration,
      object_id as test_id,
      attempt,
      max(coalesce(score_raw, score_scaled * 100)) as score
    from facts
    where (
        verb in (
          'http://adlnet.gov/expapi/verbs/attempted',
          'http://adlnet.gov/expapi/verbs/passed',
          'http://adlnet.gov/expapi/verbs/failed'
        )
        or (
          verb = 'http://adlnet.gov/expapi/verbs/scored'
          and activity_type = 'http://adlnet.gov/expapi/activities/assessment'
        )
      )
      and attempt is not null
    group by course_id, actor, registration, object_id, attempt
  ) t
  left join catalog c on c.course_id = t.course_id and c.kind = 'test' and c.iri = t.test_id
  group by t.course_id, t.learner
),
in_parts as (
  select
    course_id,
    learner,
    registration,
    count(*) as parts,
    max(completed_at) as completed_at,
    max_by(version, (completed_at, object_id)) as version
  from (
    select
      course_id,
      actor as learner,
      registration,
      object_id,
      min(ts) as completed_at,
      min_by(version, (ts, statement_id)) as version
    from told
    where verb = 'http://adlnet.gov/expapi/verbs/completed' and is_part
    group by course_id, actor, registration, object_id
  ) t
  group by course_id, learner, registration
),
parts as (
  select course_id, version, count(*) as parts
  from codebook
  where kind = 'module' or (kind = 'test' and coalesce(parent, '') = '')
  group by course_id, version
),
whole as (
  select i.course_id, i.learner, min(i.completed_at) as completed_at
  from in_parts i
  join parts p on p.course_id = i.course_id and p.version = i.version
  where i.parts >= p.parts
  group by i.course_id, i.learner
)
select
  s.course_id,
  s.learner,
  coalesce(s.agency, '(none)') as agency,
  g.state,
  s.version,
  s.month,
  s.started_at,
  s.last_at,
  s.sessions,
  coalesce(k.pages, 0) as pages,
  coalesce(c.lessons_completed, 0) as lessons_completed,
  s.answers,
  coalesce(t.test_attempts, 0) as test_attempts,
  d.progress,
  case when least(d.completed_at, w.completed_at) is not null then true when not s.is_unknown then false end as completed,
  least(d.completed_at, w.completed_at) as completed_at,
  case when d.passed_at is not null then true when not s.is_unknown then false end as passed,
  d.passed_at,
  greatest(d.score, t.score) as best_score,
  greatest(d.sessions_s, d.total_s) as time_s
from seen s
left join looked k on k.course_id = s.course_id and k.learner = s.learner
left join lessons c on c.course_id = s.course_id and c.learner = s.learner
left join done d on d.course_id = s.course_id and d.learner = s.learner
left join tried t on t.course_id = s.course_id and t.learner = s.learner
left join whole w on w.course_id = s.course_id and w.learner = s.learner
left join (select id, max(state) as state from agencies group by id) g on g.id = s.agency
