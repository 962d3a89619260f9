-- Active time in lessons, as it was told when they were completed, against what their authors estimate.
with told as (
  select
    course_id,
    actor as learner,
    coalesce(agency, '(none)') as agency,
    month,
    object_id as lesson_id,
    duration_s
  from facts
  where verb = 'http://adlnet.gov/expapi/verbs/completed'
    and activity_type = 'http://adlnet.gov/expapi/activities/lesson'
    and duration_s >= 0
),
timed as (
  select
    s.slice,
    t.course_id,
    t.lesson_id,
    count(distinct t.learner) as learners,
    percentile_cont(0.1) within group (order by t.duration_s) as p10_s,
    percentile_cont(0.5) within group (order by t.duration_s) as median_s,
    percentile_cont(0.9) within group (order by t.duration_s) as p90_s
  from told t
  join slices s on s.agency = t.agency and s.month = t.month
  group by s.slice, t.course_id, t.lesson_id
)
select
  t.slice,
  t.course_id,
  t.lesson_id,
  coalesce(c.text, split_part(t.lesson_id, '/', -1)) as lesson,
  t.learners,
  t.p10_s,
  t.median_s,
  t.p90_s,
  c.minutes * 60e0 as estimate_s,
  t.median_s / nullif(c.minutes * 60e0, 0) as ratio
from timed t
left join catalog c on c.course_id = t.course_id and c.kind = 'lesson' and c.iri = t.lesson_id
order by 1, 2, c.position nulls last, 3
