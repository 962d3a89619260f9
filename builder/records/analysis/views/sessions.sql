-- One row a session: by its id where the LMS tells one (cmi5); else what a learner did in an enrollment from one
-- `initialized` to the next, or after a `terminated` though no beginning of it is known.
with told as (
  select
    course_id,
    actor as learner,
    registration,
    session,
    agency,
    version,
    month,
    ts,
    told_at,
    at_s,
    statement_id,
    duration_s,
    verb = 'http://adlnet.gov/expapi/verbs/initialized' as is_start,
    verb = 'http://adlnet.gov/expapi/verbs/terminated' as is_end
  from facts
),
ordered as (
  select
    *,
    case
      when session is not null then 0
      when is_start then 1
      when lag(is_end) over (
        partition by course_id, learner, registration, session
        order by ts, told_at, case when is_start then 0 when is_end then 2 else 1 end, statement_id
      ) then 1
      else 0
    end as begins
  from told
),
numbered as (
  select
    *,
    sum(begins) over (
      partition by course_id, learner, registration, session
      order by ts, told_at, case when is_start then 0 when is_end then 2 else 1 end, statement_id
      rows between unbounded preceding and current row
    ) as number
  from ordered
),
made as (
  select
    course_id,
    learner,
    registration,
    session,
    number,
    max(agency) as agency,
    max_by(version, (ts, statement_id)) as version,
    min(month) as month,
    min(ts) as started_at,
    max(ts) as ended_at,
    coalesce(max(duration_s) filter (where is_end and duration_s >= 0), max(at_s) - min(at_s)) as duration_s,
    count(*) as statements,
    bool_or(is_end) as closed
  from numbered
  group by course_id, learner, registration, session, number
)
select
  m.course_id,
  m.learner,
  coalesce(m.agency, '(none)') as agency,
  g.state,
  m.version,
  m.registration,
  m.month,
  m.started_at,
  m.ended_at,
  m.duration_s,
  m.statements,
  m.closed
from made m
left join (select id, max(state) as state from agencies group by id) g on g.id = m.agency
