-- One row a form in a slice, with its place among all forms of the test in the slice. Forms drawn at random differ in length:
-- so they are ranked by their share of points; those that are equal but for the last digits of a computer are equal.
select
  s.slice,
  f.course_id,
  f.test_id,
  f.learner,
  coalesce(f.registration, '') as registration,
  f.items,
  f.points,
  rank() over (partition by s.slice, f.course_id, f.test_id order by round(f.points / f.items, 9) desc) as from_top,
  rank() over (partition by s.slice, f.course_id, f.test_id order by round(f.points / f.items, 9)) as from_bottom,
  count(*) over (partition by s.slice, f.course_id, f.test_id) as forms
from forms f
join slices s on s.agency = f.agency and s.month = f.month
