-- How far scores of a test can be relied on, by forms: the first attempt of each learner.
with sliced as (
  select s.slice, f.*, coalesce(f.registration, '') as enrollment
  from forms f
  join slices s on s.agency = f.agency and s.month = f.month
),
told as (
  select r.slice, r.course_id, r.test_id, r.learner, a.item_id, a.score
  from answers a
  join sliced r
    on r.course_id = a.course_id
    and r.learner = a.learner
    and r.test_id = a.test_id
    and r.enrollment = coalesce(a.registration, '')
  where a.attempt = 1 and a.score is not null
),
means as (
  select slice, course_id, test_id, item_id, avg(score) as mean
  from told
  group by slice, course_id, test_id, item_id
),
centered as (
  select
    t.slice,
    t.course_id,
    t.test_id,
    t.learner,
    count(*) * 1e0 as items,
    sum(t.score - m.mean) as whole,
    sum((t.score - m.mean) * (t.score - m.mean)) as own
  from told t
  join means m on m.slice = t.slice and m.course_id = t.course_id and m.test_id = t.test_id and m.item_id = t.item_id
  group by t.slice, t.course_id, t.test_id, t.learner
),
covaried as (
  select
    slice,
    course_id,
    test_id,
    sum(own) / nullif(sum(items), 0) as variance,
    sum(whole * whole - own) / nullif(sum(items * (items - 1)), 0) as covariance
  from centered
  group by slice, course_id, test_id
),
banked as (
  select slice, course_id, test_id, count(*) as bank
  from means
  group by slice, course_id, test_id
),
summed as (
  select
    slice,
    course_id,
    test_id,
    count(*) as learners,
    sum(items) * 1e0 as answers,
    sum(items) * 1e0 / nullif(count(*), 0) as length,
    sum(items * items) * 1e0 as lengths,
    sum(points) as points,
    sum(squares) as squares,
    sum(points * points / items) as between_points,
    avg(100 * points / items) as mean_score,
    stddev_samp(100 * points / items) as sd
  from sliced
  group by slice, course_id, test_id
),
analyzed as (
  select
    *,
    (squares - between_points) / nullif(answers - learners, 0) as within_form,
    (between_points - points * points / nullif(answers, 0)) / nullif(learners - 1, 0) as between_forms,
    (answers - lengths / nullif(answers, 0)) / nullif(learners - 1, 0) as size
  from summed
)
select
  a.slice,
  a.course_id,
  a.test_id,
  coalesce(t.text, split_part(a.test_id, '/', -1)) as test,
  a.learners,
  b.bank as items,
  a.length,
  a.mean_score,
  a.sd,
  case
    when c.variance > 1e-9
    then a.length * c.covariance / nullif(c.variance + (a.length - 1) * c.covariance, 0)
  end as alpha,
  case
    when a.between_forms > 1e-9
    then ((a.between_forms - a.within_form) / nullif(a.size, 0))
      / nullif((a.between_forms - a.within_form) / nullif(a.size, 0) + a.within_form / nullif(a.length, 0), 0)
  end as dependability,
  100 * sqrt(greatest(a.within_form, 0e0) / nullif(a.length, 0)) as sem
from analyzed a
join banked b on b.slice = a.slice and b.course_id = a.course_id and b.test_id = a.test_id
join covaried c on c.slice = a.slice and c.course_id = a.course_id and c.test_id = a.test_id
left join catalog t on t.course_id = a.course_id and t.kind = 'test' and t.iri = a.test_id
order by 1, 2, 3
