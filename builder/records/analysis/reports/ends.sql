-- How scenarios end: runs that came to an end, by end.
with told as (
  select
    course_id,
    actor as learner,
    coalesce(agency, '(none)') as agency,
    month,
    object_id as scenario_id,
    response as end_id,
    run
  from facts
  where verb = 'http://adlnet.gov/expapi/verbs/completed'
    and run is not null
    and response is not null
),
counted as (
  select
    s.slice,
    t.course_id,
    t.scenario_id,
    t.end_id,
    count(distinct t.learner) as learners,
    count(*) as runs,
    count(*) filter (where t.run = 1) as first_runs
  from told t
  join slices s on s.agency = t.agency and s.month = t.month
  group by s.slice, t.course_id, t.scenario_id, t.end_id
)
select
  n.slice,
  n.course_id,
  n.scenario_id,
  coalesce(c.text, split_part(n.scenario_id, '/', -1)) as scenario,
  n.end_id,
  coalesce(e.text, n.end_id) as label,
  e.type as safety,
  n.learners,
  n.runs,
  n.runs * 1e0 / nullif(sum(n.runs) over (partition by n.slice, n.course_id, n.scenario_id), 0) as share,
  n.first_runs,
  n.first_runs * 1e0 / nullif(sum(n.first_runs) over (partition by n.slice, n.course_id, n.scenario_id), 0)
    as first_share
from counted n
left join catalog c on c.course_id = n.course_id and c.kind = 'scenario' and c.iri = n.scenario_id
left join catalog e on e.course_id = n.course_id and e.kind = 'end' and e.parent = c.id and e.id = n.end_id
order by 1, 2, 3, e.position nulls last, 5
