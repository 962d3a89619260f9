-- One row a page that a learner saw.
with seen as (
  select
    course_id,
    actor as learner,
    object_id as page_id,
    max(agency) as agency,
    max_by(version, (ts, statement_id)) as version,
    max(parent_id) as lesson_id,
    min(month) as month,
    min(ts) as first_at,
    max(ts) as last_at,
    count(*) as views
  from facts
  where verb = 'http://adlnet.gov/expapi/verbs/experienced'
    and activity_type = 'http://activitystrea.ms/schema/1.0/page'
  group by course_id, actor, object_id
)
select
  s.course_id,
  s.learner,
  coalesce(s.agency, '(none)') as agency,
  g.state,
  s.version,
  s.page_id,
  s.lesson_id,
  c.page_number as position,
  s.month,
  s.first_at,
  s.last_at,
  s.views
from seen s
left join catalog c on c.course_id = s.course_id and c.kind = 'page' and c.iri = s.page_id
left join (select id, max(state) as state from agencies group by id) g on g.id = s.agency
