-- Attempts at tests by their number: how many were made and passed, and what each gained over the one before.
with scored as (
  select
    *,
    score - lag(score) over (partition by course_id, learner, registration, test_id order by attempt) as gain
  from attempts
)
select
  s.slice,
  a.course_id,
  a.test_id,
  coalesce(max(c.text), split_part(a.test_id, '/', -1)) as test,
  a.attempt,
  cast(a.attempt as string) as label,
  count(distinct a.learner) as learners,
  count(*) as begun,
  count(a.finished_at) as finished,
  case when count(a.passed) > 0 then count(*) filter (where a.passed) end as passed,
  count(*) filter (where a.passed) * 1e0 / nullif(count(a.passed), 0) as pass_rate,
  avg(a.score) as mean_score,
  avg(a.gain) as mean_gain,
  percentile_cont(0.5) within group (order by a.duration_s) as median_s
from scored a
join slices s on s.agency = a.agency and s.month = a.month
left join catalog c on c.course_id = a.course_id and c.kind = 'test' and c.iri = a.test_id
group by s.slice, a.course_id, a.test_id, a.attempt
order by 1, 2, 3, 5
