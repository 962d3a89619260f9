-- Objectives, as the tests score them: by each learner's first attempt that has one, and by any.
with told as (
  select
    s.slice,
    t.course_id,
    t.object_id as objective_id,
    t.actor as learner,
    min_by(coalesce(t.score_raw, t.score_scaled * 100), (t.ts, t.statement_id)) filter (
      where t.score_raw is not null or t.score_scaled is not null
    ) as first_score,
    min_by(t.success, (t.ts, t.statement_id)) as first_success,
    bool_or(t.success) as success
  from facts t
  join slices s on s.agency = coalesce(t.agency, '(none)') and s.month = t.month
  where t.verb = 'http://adlnet.gov/expapi/verbs/scored'
    and t.activity_type = 'http://adlnet.gov/expapi/activities/objective'
    and t.success is not null
  group by s.slice, t.course_id, t.object_id, t.actor
),
counted as (
  select
    slice,
    course_id,
    objective_id,
    count(*) as learners,
    count(*) filter (where first_success) as mastered_first,
    count(*) filter (where success) as mastered,
    avg(first_score) as mean_first
  from told
  group by slice, course_id, objective_id
)
select
  n.slice,
  n.course_id,
  n.objective_id,
  coalesce(c.id, split_part(n.objective_id, '/', -1)) as objective,
  coalesce(c.text, split_part(n.objective_id, '/', -1)) as label,
  c.parent as part_of,
  n.learners,
  n.mastered_first,
  n.mastered,
  n.mastered_first * 1e0 / nullif(n.learners, 0) as first_rate,
  n.mastered * 1e0 / nullif(n.learners, 0) as rate,
  n.mean_first
from counted n
left join catalog c on c.course_id = n.course_id and c.kind = 'objective' and c.iri = n.objective_id
order by 1, 2, c.position nulls last, 3
