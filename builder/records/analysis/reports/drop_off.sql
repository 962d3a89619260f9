-- Where learners stop: of each page who reached it, and for whom it was the last new one for good.
-- What is newest is told by clocks that the LRS, or the last import, bears out: one that is far ahead tells nothing.
with checked as (
  select max(imported_at) + interval '1' day as latest
  from imports
),
newest as (
  select max(f.ts) filter (where f.stored is not null or c.latest is null or f.ts <= c.latest) - interval '30' day as since
  from facts f
  cross join checked c
),
last_page as (
  select course_id, learner, max_by(page_id, (first_at, coalesce(position, 0), page_id)) as page_id
  from pages
  group by course_id, learner
),
state_of as (
  select
    l.course_id,
    l.learner,
    l.agency,
    l.month,
    p.page_id as last_page_id,
    not l.completed and l.last_at < n.since as stopped
  from learners l
  cross join newest n
  left join last_page p on p.course_id = l.course_id and p.learner = l.learner
),
begun as (
  select s.slice, l.course_id, count(*) as learners
  from state_of l
  join slices s on s.agency = l.agency and s.month = l.month
  group by s.slice, l.course_id
),
reached as (
  select
    s.slice,
    p.course_id,
    p.page_id,
    max(p.lesson_id) as lesson_id,
    max(p.position) as position,
    count(*) as learners,
    count(*) filter (where l.stopped and l.last_page_id = p.page_id) as stopped
  from pages p
  join state_of l on l.course_id = p.course_id and l.learner = p.learner
  join slices s on s.agency = l.agency and s.month = l.month
  group by s.slice, p.course_id, p.page_id
)
select
  r.slice,
  r.course_id,
  r.position,
  r.page_id,
  coalesce(c.text, split_part(r.page_id, '/', -1)) as page,
  coalesce(t.text, split_part(r.lesson_id, '/', -1)) as lesson,
  r.learners,
  r.learners * 1e0 / nullif(b.learners, 0) as reached,
  r.stopped,
  r.stopped * 1e0 / nullif(r.learners, 0) as stopped_rate
from reached r
join begun b on b.slice = r.slice and b.course_id = r.course_id
left join catalog c on c.course_id = r.course_id and c.kind = 'page' and c.iri = r.page_id
left join catalog t on t.course_id = r.course_id and t.kind = 'lesson' and t.iri = r.lesson_id
order by 1, 2, r.position nulls last, 4
