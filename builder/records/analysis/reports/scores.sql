-- How scores are distributed: of each learner the first and the best one, in steps of ten points.
with told as (
  select
    s.slice,
    a.course_id,
    a.test_id,
    a.learner,
    max(a.score) as best,
    min_by(a.score, (a.started_at, coalesce(a.registration, ''), a.attempt)) as first_score
  from attempts a
  join slices s on s.agency = a.agency and s.month = a.month
  where a.score is not null
  group by s.slice, a.course_id, a.test_id, a.learner
),
kinds as (
  select 1 as place, 'first' as kind
  union all
  select 2, 'best'
),
scored as (
  select t.slice, t.course_id, t.test_id, k.place, k.kind, case k.kind when 'first' then t.first_score else t.best end as score
  from told t
  cross join kinds k
),
placed as (
  select *, cast(greatest(least(floor(score / 10e0), 9e0), 0e0) as int) as step
  from scored
),
whole as (
  select
    slice,
    course_id,
    test_id,
    place,
    kind,
    count(*) as learners,
    avg(score) as mean,
    percentile_cont(0.5) within group (order by score) as median,
    stddev_samp(score) as sd
  from scored
  group by slice, course_id, test_id, place, kind
),
steps as (
  select slice, course_id, test_id, kind, step, count(*) as learners
  from placed
  group by slice, course_id, test_id, kind, step
),
numbers as (
  select *
  from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as v (step)
),
rows_ as (
  select
    w.slice,
    w.course_id,
    w.test_id,
    w.place,
    w.kind,
    -1 as step,
    'all' as bin,
    w.learners,
    1e0 as share,
    w.mean,
    w.median,
    w.sd
  from whole w
  union all
  select
    w.slice,
    w.course_id,
    w.test_id,
    w.place,
    w.kind,
    n.step,
    concat(cast(n.step * 10 as string), '–', cast(n.step * 10 + 10 as string)),
    coalesce(t.learners, 0),
    coalesce(t.learners, 0) * 1e0 / nullif(w.learners, 0),
    cast(null as double),
    cast(null as double),
    cast(null as double)
  from whole w
  cross join numbers n
  left join steps t
    on t.slice = w.slice and t.course_id = w.course_id and t.test_id = w.test_id and t.kind = w.kind and t.step = n.step
)
select
  r.slice,
  r.course_id,
  r.test_id,
  coalesce(c.text, split_part(r.test_id, '/', -1)) as test,
  r.kind as which,
  r.bin,
  r.learners,
  r.share,
  r.mean,
  r.median,
  r.sd
from rows_ r
left join catalog c on c.course_id = r.course_id and c.kind = 'test' and c.iri = r.test_id
order by 1, 2, 3, r.place, r.step
