-- Options of the items of tests: who chooses them, among all and among the best and the worst third of forms. An answer of
-- several options counts for each of them; where an item has no options, whole answers stand for them, the ten most frequent
-- of those that at least five gave: what one learner wrote may name somebody.
with responses as (
  select
    r.slice,
    r.course_id,
    r.test_id,
    a.item_id,
    a.response,
    bool_or(a.score >= 1e0) as is_right,
    count(*) as learners,
    count(*) filter (where r.from_top <= r.forms / 3e0) as best,
    count(*) filter (where r.from_bottom <= r.forms / 3e0) as worst
  from answers a
  join ranks r
    on r.course_id = a.course_id
    and r.learner = a.learner
    and r.test_id = a.test_id
    and r.registration = coalesce(a.registration, '')
  where a.attempt = 1 and a.score is not null
  group by r.slice, r.course_id, r.test_id, a.item_id, a.response
),
asked as (
  select slice, course_id, test_id, item_id, sum(learners) as learners, sum(best) as best, sum(worst) as worst
  from responses
  group by slice, course_id, test_id, item_id
),
options as (
  select q.course_id, q.iri as item_id, o.id as option_id, o.text, o.correct, o.position
  from catalog q
  join catalog o on o.course_id = q.course_id and o.kind = 'option' and o.parent = q.id
  where q.kind = 'question' and q.interaction in ('choice', 'true-false')
),
with_options as (
  select distinct course_id, item_id from options
),
by_option as (
  select
    a.slice,
    a.course_id,
    a.test_id,
    a.item_id,
    o.option_id,
    o.text,
    o.correct,
    o.position,
    coalesce(sum(r.learners), 0) as learners,
    coalesce(sum(r.best), 0) as best,
    coalesce(sum(r.worst), 0) as worst
  from asked a
  join options o on o.course_id = a.course_id and o.item_id = a.item_id
  left join responses r
    on r.slice = a.slice
    and r.course_id = a.course_id
    and r.test_id = a.test_id
    and r.item_id = a.item_id
    and concat('[,]', r.response, '[,]') like concat('%[,]', o.option_id, '[,]%')
  group by a.slice, a.course_id, a.test_id, a.item_id, o.option_id, o.text, o.correct, o.position
),
whole as (
  select
    r.*,
    row_number() over (
      partition by r.slice, r.course_id, r.test_id, r.item_id order by r.learners desc, r.response
    ) <= 10 and r.learners >= 5 as is_told
  from responses r
  left join with_options w on w.course_id = r.course_id and w.item_id = r.item_id
  where w.item_id is null and r.response is not null
),
chosen as (
  select * from by_option
  union all
  select
    slice, course_id, test_id, item_id,
    case when is_told then response else '(others)' end,
    case when is_told then response else 'All other answers' end,
    case when is_told then is_right end,
    case when is_told then 100000 - learners else 100001 end,
    sum(learners), sum(best), sum(worst)
  from whole
  group by
    slice, course_id, test_id, item_id,
    case when is_told then response else '(others)' end,
    case when is_told then response else 'All other answers' end,
    case when is_told then is_right end,
    case when is_told then 100000 - learners else 100001 end
  union all
  select slice, course_id, test_id, item_id, '(blank)', 'No answer', false, 200000, learners, best, worst
  from responses
  where response is null
)
select
  n.slice,
  n.course_id,
  n.test_id,
  n.item_id,
  coalesce(c.id, split_part(n.item_id, '/', -1)) as item,
  coalesce(c.text, split_part(n.item_id, '/', -1)) as text,
  n.option_id,
  coalesce(n.text, n.option_id) as label,
  case when n.correct then 'yes' when not n.correct then 'no' end as correct,
  cast(n.learners as bigint) as learners,
  cast(a.learners as bigint) as asked,
  n.learners * 1e0 / nullif(a.learners, 0) as share,
  n.best * 1e0 / nullif(a.best, 0) as best_share,
  n.worst * 1e0 / nullif(a.worst, 0) as worst_share,
  case
    when n.option_id in ('(blank)', '(others)') or a.learners < 30 then null
    when not n.correct and n.learners < 0.01e0 * a.learners then 'nobody takes it'
    when not n.correct and a.best >= 10 and n.best * 1e0 / nullif(a.best, 0) > n.worst * 1e0 / nullif(a.worst, 0)
      and n.learners >= 0.05e0 * a.learners
    then 'the better learners take it'
  end as remark
from chosen n
join asked a on a.slice = n.slice and a.course_id = n.course_id and a.test_id = n.test_id and a.item_id = n.item_id
left join catalog c on c.course_id = n.course_id and c.kind = 'question' and c.iri = n.item_id
order by 1, 2, 3, c.position nulls last, 4, n.position, 7
