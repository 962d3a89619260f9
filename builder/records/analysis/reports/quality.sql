-- What is wrong or missing in the statements of each source.
with told as (
  select
    s.slice,
    t.source,
    t.verb,
    t.course_id,
    t.actor,
    coalesce(t.registration, '') as registration,
    t.object_id,
    t.agency,
    t.version,
    t.registration is null as unregistered,
    t.ts > t.stored + interval '60' second as is_ahead,
    t.stored > t.ts + interval '7' day as is_behind
  from statements t
  join slices s on s.agency = coalesce(t.agency, '(none)') and s.month = t.month
),
counted as (
  select
    slice,
    source,
    count(*) as statements,
    count(*) filter (where version is null) as foreign_ones,
    count(*) filter (where version is not null) as own,
    count(*) filter (where version is not null and agency is null) as agencyless,
    count(*) filter (where version is not null and unregistered) as unregistered,
    count(*) filter (where version is not null and is_ahead) as ahead,
    count(*) filter (where version is not null and is_behind) as behind,
    count(*) filter (where version is not null and verb = 'http://adlnet.gov/expapi/verbs/answered') as answers
  from told
  group by slice, source
),
enrollments as (
  select
    slice,
    source,
    course_id,
    actor,
    registration,
    count(*) filter (where verb = 'http://adlnet.gov/expapi/verbs/answered') as answers,
    count(*) filter (where verb = 'http://adlnet.gov/expapi/verbs/initialized') as begun,
    count(*) filter (where verb = 'http://adlnet.gov/expapi/verbs/terminated') as ended
  from told
  where verb in (
      'http://adlnet.gov/expapi/verbs/answered',
      'http://adlnet.gov/expapi/verbs/initialized',
      'http://adlnet.gov/expapi/verbs/terminated'
    )
    and version is not null
    and actor is not null
  group by slice, source, course_id, actor, registration
),
sessions_of as (
  select
    slice,
    source,
    sum(begun) as begun,
    sum(greatest(begun - ended, 0)) as unended,
    sum(answers) filter (where begun = 0) as unbegun
  from enrollments
  group by slice, source
),
known as (
  select distinct course_id, iri from catalog where iri is not null
),
described as (
  select distinct course_id from catalog
),
asked as (
  select slice, source, course_id, object_id, count(*) as answers
  from told
  where verb = 'http://adlnet.gov/expapi/verbs/answered' and version is not null
  group by slice, source, course_id, object_id
),
unknown_ones as (
  select a.slice, a.source, sum(a.answers) as answers
  from asked a
  join described d on d.course_id = a.course_id
  left join known k on k.course_id = a.course_id and k.iri = a.object_id
  where k.iri is null
  group by a.slice, a.source
),
ledger as (
  select
    p.slice,
    i.source,
    sum(i.read) as read,
    sum(i.duplicates) as duplicates,
    sum(i.voided) as voided,
    sum(i.late) as late,
    sum(i.aside) as aside
  from imports i
  cross join (select distinct slice from slices) p
  group by p.slice, i.source
),
checks as (
  select slice, source, 1 as place, 'foreign' as kind, foreign_ones as found, statements as of_all from counted
  union all
  select slice, source, 2, 'agency', agencyless, own from counted
  union all
  select slice, source, 3, 'registration', unregistered, own from counted
  union all
  select slice, source, 4, 'ahead', ahead, own from counted
  union all
  select slice, source, 5, 'behind', behind, own from counted
  union all
  select c.slice, c.source, 6, 'unknown', coalesce(u.answers, 0), c.answers
  from counted c
  left join unknown_ones u on u.slice = c.slice and u.source = c.source
  union all
  select c.slice, c.source, 7, 'session', coalesce(e.unbegun, 0), c.answers
  from counted c
  left join sessions_of e on e.slice = c.slice and e.source = c.source
  union all
  select slice, source, 8, 'end', unended, begun from sessions_of
  union all
  select slice, source, 9, 'duplicates', duplicates, read from ledger
  union all
  select slice, source, 10, 'voided', voided, read from ledger
  union all
  select slice, source, 11, 'late', late, read from ledger
  union all
  select slice, source, 12, 'aside', aside, read from ledger
),
words as (
  select *
  from (
    values
      ('foreign', 'Of no course of ours'),
      ('agency', 'Without an agency'),
      ('registration', 'Without an enrollment'),
      ('ahead', 'Clock ahead'),
      ('behind', 'Told more than 7 days later'),
      ('unknown', 'Questions unknown to the codebook'),
      ('session', 'Answers without a session'),
      ('end', 'Sessions without an end'),
      ('duplicates', 'Had already come'),
      ('voided', 'Voided'),
      ('late', 'Came after their month'),
      ('aside', 'Set aside')
  ) as v (kind, label)
)
select
  c.slice,
  c.source,
  c.kind,
  w.label,
  cast(c.found as bigint) as found,
  cast(c.of_all as bigint) as of_all,
  c.found * 1e0 / nullif(c.of_all, 0) as share
from checks c
join words w on w.kind = c.kind
order by 1, 2, c.place
