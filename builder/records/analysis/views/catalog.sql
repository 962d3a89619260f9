-- One row a thing of a course, as the latest codebook that has it describes it. Options, choices, situations and ends have
-- ids that are their own only within what they belong to.
with ranked as (
  select
    *,
    try_cast(split_part(version, '.', 1) as bigint) * 1000000000000
      + try_cast(split_part(version, '.', 2) as bigint) * 1000000
      + try_cast(split_part(version, '.', 3) as bigint) as age
  from codebook
),
latest as (
  select
    *,
    age = max(age) over (partition by course_id) as is_current,
    row_number() over (
      partition by
        course_id,
        kind,
        case when kind in ('option', 'gap', 'target', 'choice', 'situation', 'end') then parent else '' end,
        id
      order by age desc, version desc, position
    ) as place
  from ranked
)
select
  course_id,
  course,
  version,
  is_current,
  kind,
  id,
  nullif(parent, '') as parent,
  nullif(iri, '') as iri,
  nullif(text, '') as text,
  nullif(type, '') as type,
  nullif(interaction, '') as interaction,
  nullif(objective, '') as objective,
  nullif(lesson, '') as lesson,
  nullif(test, '') as test,
  correct,
  nullif(next, '') as next,
  nullif(xapi_right, '') as right_answer,
  minutes,
  position,
  case
    when kind = 'page' and is_current
    then row_number() over (partition by course_id, kind, is_current order by position)
  end as page_number
from latest
where place = 1
