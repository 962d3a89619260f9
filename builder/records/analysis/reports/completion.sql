-- Learners who completed and passed: all, and by agency, state, version and the month in which they began.
with counted as (
  select
    s.slice,
    l.course_id,
    l.agency,
    coalesce(l.state, '(none)') as state,
    l.version,
    l.month,
    case
      when grouping(l.agency) = 0 then 'agency'
      when grouping(coalesce(l.state, '(none)')) = 0 then 'state'
      when grouping(l.version) = 0 then 'version'
      when grouping(l.month) = 0 then 'month'
      else 'all'
    end as kind,
    count(*) as learners,
    count(l.completed) as completed_known,
    count(*) filter (where l.completed) as completed,
    count(*) filter (where l.test_attempts > 0) as tested,
    count(l.passed) as passed_known,
    count(*) filter (where l.passed) as passed,
    count(*) filter (where l.completed is null or l.passed is null) as unknown_ones
  from learners l
  join slices s on s.agency = l.agency and s.month = l.month
  group by grouping sets (
    (s.slice, l.course_id),
    (s.slice, l.course_id, l.agency, coalesce(l.state, '(none)')),
    (s.slice, l.course_id, coalesce(l.state, '(none)')),
    (s.slice, l.course_id, l.version),
    (s.slice, l.course_id, l.month)
  )
)
select
  c.slice,
  c.course_id,
  c.kind as by,
  case c.kind when 'agency' then c.agency when 'state' then c.state when 'version' then c.version when 'month' then c.month else 'all' end
    as value,
  case c.kind
    when 'agency' then coalesce(g.name, c.agency)
    when 'state' then c.state
    when 'version' then c.version
    when 'month' then c.month
    else 'All'
  end as label,
  case when c.kind = 'agency' then c.state end as state,
  c.learners,
  case when c.completed_known > 0 then c.completed end as completed,
  c.tested,
  case when c.passed_known > 0 then c.passed end as passed,
  c.completed * 1e0 / nullif(c.completed_known, 0) as completion_rate,
  c.passed * 1e0 / nullif(c.passed_known, 0) as pass_rate,
  c.unknown_ones as unknown
from counted c
left join (select id, max(name) as name from agencies group by id) g on c.kind = 'agency' and g.id = c.agency
order by
  1, 2, case c.kind when 'all' then 0 when 'month' then 1 when 'state' then 2 when 'agency' then 3 else 4 end, 4
