-- One row a decision in a scenario. What follows it is told by the codebook of the same version; without one, by what the
-- learner met next in the same run.
with told as (
  select
    statement_id,
    course_id,
    actor as learner,
    agency,
    version,
    registration,
    verb = 'http://adlnet.gov/expapi/verbs/responded' as is_decision,
    case when verb = 'http://adlnet.gov/expapi/verbs/responded' then parent_id else object_id end as scenario_id,
    case when verb = 'http://adlnet.gov/expapi/verbs/responded' then object_id end as situation_id,
    response,
    run,
    month,
    ts,
    told_at,
    duration_s
  from facts
  where verb in ('http://adlnet.gov/expapi/verbs/responded', 'http://adlnet.gov/expapi/verbs/completed')
    and run is not null
),
placed as (
  select
    *,
    row_number() over way as step,
    lead(is_decision) over way as goes_on,
    lead(case when is_decision then split_part(situation_id, '/', -1) else response end) over way as met
  from told
  window way as (
    partition by course_id, learner, registration, scenario_id, run
    order by ts, told_at, case when is_decision then 0 else 1 end, statement_id
  )
),
choices as (
  select s.course_id, s.version, s.iri as situation_id, c.id as choice, max(c.next) as next
  from codebook s
  join codebook c
    on c.course_id = s.course_id
    and c.version = s.version
    and c.kind = 'choice'
    and c.parent = concat(s.parent, '_', s.id)
  where s.kind = 'situation'
  group by s.course_id, s.version, s.iri, c.id
)
select
  p.course_id,
  p.learner,
  coalesce(p.agency, '(none)') as agency,
  g.state,
  p.version,
  p.registration,
  p.scenario_id,
  p.situation_id,
  p.response as choice,
  p.run,
  p.step,
  p.month,
  p.ts as decided_at,
  case when p.duration_s >= 0 then p.duration_s end as duration_s,
  coalesce(nullif(c.next, ''), p.met) as next,
  coalesce(not p.goes_on, true) as is_last
from placed p
left join choices c
  on c.course_id = p.course_id
  and c.version = p.version
  and c.situation_id = p.situation_id
  and c.choice = p.response
left join (select id, max(state) as state from agencies group by id) g on g.id = p.agency
where p.is_decision
