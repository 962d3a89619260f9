-- One row a learner's first attempt at a test, as far as it was answered: what statistics of items are made of. Items drawn
-- at random from a bank make each of them a form of its own.
with answered as (
  select
    course_id,
    actor as learner,
    registration,
    parent_id as test_id,
    max(agency) as agency,
    max_by(version, (ts, statement_id)) as version,
    min(month) as month,
    min(ts) as answered_at,
    count(*) as items,
    sum(coalesce(score_scaled, case when success then 1e0 else 0e0 end)) as points,
    sum(power(coalesce(score_scaled, case when success then 1e0 else 0e0 end), 2)) as squares
  from facts
  where verb = 'http://adlnet.gov/expapi/verbs/answered'
    and attempt = 1
    and (score_scaled is not null or success is not null)
  group by course_id, actor, registration, parent_id
),
numbered as (
  select
    *,
    row_number() over (
      partition by course_id, learner, test_id order by answered_at, registration nulls last
    ) as enrollment
  from answered
)
select
  n.course_id,
  n.learner,
  coalesce(n.agency, '(none)') as agency,
  g.state,
  n.version,
  n.registration,
  n.test_id,
  n.month,
  n.answered_at,
  n.items,
  n.points,
  n.squares
from numbered n
left join (select id, max(state) as state from agencies group by id) g on g.id = n.agency
where n.enrollment = 1
