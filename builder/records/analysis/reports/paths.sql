-- What learners choose in each situation of a scenario, and where it leads.
with counted as (
  select
    s.slice,
    d.course_id,
    d.scenario_id,
    d.situation_id,
    d.choice,
    d.next,
    count(distinct d.learner) as learners,
    count(*) as decisions,
    count(*) filter (where d.run = 1) as first_decisions,
    percentile_cont(0.5) within group (order by d.duration_s) as median_s
  from decisions d
  join slices s on s.agency = d.agency and s.month = d.month
  group by s.slice, d.course_id, d.scenario_id, d.situation_id, d.choice, d.next
)
select
  n.slice,
  n.course_id,
  n.scenario_id,
  coalesce(c.text, split_part(n.scenario_id, '/', -1)) as scenario,
  n.situation_id,
  coalesce(t.text, split_part(n.situation_id, '/', -1)) as situation,
  n.choice as choice_id,
  coalesce(o.text, n.choice) as choice,
  n.next as next_id,
  coalesce(f.text, n.next) as next,
  f.type as safety,
  n.learners,
  n.decisions,
  n.decisions * 1e0 / nullif(sum(n.decisions) over (partition by n.slice, n.course_id, n.situation_id), 0) as share,
  n.first_decisions,
  n.first_decisions * 1e0
    / nullif(sum(n.first_decisions) over (partition by n.slice, n.course_id, n.situation_id), 0) as first_share,
  n.median_s
from counted n
left join catalog c on c.course_id = n.course_id and c.kind = 'scenario' and c.iri = n.scenario_id
left join catalog t on t.course_id = n.course_id and t.kind = 'situation' and t.iri = n.situation_id
left join catalog o
  on o.course_id = n.course_id and o.kind = 'choice' and o.parent = concat(c.id, '_', t.id) and o.id = n.choice
left join catalog f
  on f.course_id = n.course_id and f.kind in ('situation', 'end') and f.parent = c.id and f.id = n.next
order by 1, 2, 3, t.position nulls last, 5, o.position nulls last, 7, 9
