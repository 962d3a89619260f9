-- Active time in lessons, all that was told of it to those who completed them, against what their authors estimate.
with told as (
  select
    course_id,
    actor as learner,
    coalesce(agency, '(none)') as agency,
    month,
    object_id as lesson_id,
    verb = 'http://adlnet.gov/expapi/verbs/completed' as is_done,
    duration_s
  from facts
  where verb in ('http://adlnet.gov/expapi/verbs/completed', 'http://adlnet.gov/expapi/verbs/experienced')
    and activity_type = 'http://adlnet.gov/expapi/activities/lesson'
    and duration_s >= 0
),
-- The time in all sessions so far each time: the longest has the others in it.
worked as (
  select course_id, lesson_id, learner, max(duration_s) as duration_s
  from told
  group by course_id, lesson_id, learner
),
done as (
  select distinct s.slice, t.course_id, t.lesson_id, t.learner
  from told t
  join slices s on s.agency = t.agency and s.month = t.month
  where t.is_done
),
timed as (
  select
    d.slice,
    d.course_id,
    d.lesson_id,
    count(*) as learners,
    percentile_cont(0.1) within group (order by w.duration_s) as p10_s,
    percentile_cont(0.5) within group (order by w.duration_s) as median_s,
    percentile_cont(0.9) within group (order by w.duration_s) as p90_s
  from done d
  join worked w on w.course_id = d.course_id and w.lesson_id = d.lesson_id and w.learner = d.learner
  group by d.slice, d.course_id, d.lesson_id
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
