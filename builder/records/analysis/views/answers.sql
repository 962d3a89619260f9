-- One row an answer to a question, in a lesson or in an attempt at a test.
select
  s.statement_id,
  s.course_id,
  s.actor as learner,
  coalesce(s.agency, '(none)') as agency,
  g.state,
  s.version,
  s.registration,
  s.object_id as item_id,
  case when s.attempt is null then s.parent_id end as lesson_id,
  case when s.attempt is not null then s.parent_id end as test_id,
  s.objective_id,
  s.attempt,
  s.tries,
  s.month,
  s.ts as answered_at,
  s.response,
  s.success,
  coalesce(s.score_scaled, case when s.success then 1e0 when not s.success then 0e0 end) as score,
  case when s.duration_s >= 0 then s.duration_s end as duration_s,
  row_number() over (partition by s.course_id, s.actor, s.object_id order by s.ts, s.told_at, s.statement_id) = 1 as first
from facts s
left join (select id, max(state) as state from agencies group by id) g on g.id = s.agency
where s.verb = 'http://adlnet.gov/expapi/verbs/answered'
