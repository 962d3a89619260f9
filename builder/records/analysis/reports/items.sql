-- Items of tests, by the answers in forms: the first attempt of each learner. What a learner scored on the rest of the form
-- is a share, since forms drawn at random differ; ranks are among all forms of the slice.
with told as (
  select
    r.slice,
    r.course_id,
    r.test_id,
    a.item_id,
    a.response,
    a.score,
    a.duration_s,
    (r.points - a.score) / nullif(r.items - 1, 0) as rest,
    r.from_top <= 0.27e0 * r.forms as is_upper,
    r.from_bottom <= 0.27e0 * r.forms as is_lower,
    r.from_top <= r.forms / 3e0 as is_best
  from answers a
  join ranks r
    on r.course_id = a.course_id
    and r.learner = a.learner
    and r.test_id = a.test_id
    and r.registration = coalesce(a.registration, '')
  where a.attempt = 1 and a.score is not null
),
responses as (
  select
    slice,
    course_id,
    test_id,
    item_id,
    response,
    score >= 1e0 as is_right,
    count(*) as answers,
    sum(score) as points,
    sum(score * score) as squares,
    count(rest) as rests,
    sum(rest) as rest_points,
    sum(rest * rest) as rest_squares,
    sum(score * rest) as products,
    sum(case when rest is not null then score end) as rest_scores,
    sum(case when rest is not null then score * score end) as rest_score_squares,
    count(*) filter (where is_upper) as upper,
    sum(score) filter (where is_upper) as upper_points,
    count(*) filter (where is_lower) as lower,
    sum(score) filter (where is_lower) as lower_points,
    count(*) filter (where is_best) as best,
    sum(duration_s) as seconds,
    count(duration_s) as timed
  from told
  group by slice, course_id, test_id, item_id, response, score >= 1e0
),
summed as (
  select
    slice,
    course_id,
    test_id,
    item_id,
    sum(answers) as answers,
    sum(points) as points,
    sum(rests) * 1e0 as rests,
    sum(rest_points) as rest_points,
    sum(rest_squares) as rest_squares,
    sum(products) as products,
    sum(rest_scores) as rest_scores,
    sum(rest_score_squares) as rest_score_squares,
    sum(upper) as upper,
    sum(upper_points) as upper_points,
    sum(lower) as lower,
    sum(lower_points) as lower_points,
    sum(best) as best,
    coalesce(sum(best) filter (where is_right), 0) as best_right,
    max(best) filter (where not is_right and response is not null) as best_wrong,
    coalesce(sum(answers) filter (where response is null), 0) as omitted,
    sum(seconds) as seconds,
    sum(timed) as timed
  from responses
  group by slice, course_id, test_id, item_id
),
measured as (
  select
    *,
    points / nullif(answers, 0) as difficulty,
    rests * products - rest_scores * rest_points as joint,
    rests * rest_score_squares - rest_scores * rest_scores as spread,
    rests * rest_squares - rest_points * rest_points as rest_spread
  from summed
),
judged as (
  select
    *,
    case
      when spread > 1e-9 * rests * rests and rest_spread > 1e-9 * rests * rests
      then joint / nullif(sqrt(spread) * sqrt(rest_spread), 0)
    end as correlation,
    upper_points / nullif(upper, 0) - lower_points / nullif(lower, 0) as d_index,
    answers >= 30 as is_enough
  from measured
),
flagged as (
  select
    *,
    is_enough and best >= 10 and best_wrong > best_right as is_miskeyed,
    is_enough and correlation < 0 and correlation * correlation * rests > 2.7e0 as is_negative,
    is_enough and correlation < 0.1e0 as is_weak,
    is_enough and difficulty < 0.2e0 as is_hard,
    is_enough and difficulty > 0.95e0 as is_easy,
    is_enough and omitted > 0.1e0 * answers as is_left
  from judged
)
select
  f.slice,
  f.course_id,
  f.test_id,
  coalesce(t.text, split_part(f.test_id, '/', -1)) as test,
  f.item_id,
  coalesce(c.id, split_part(f.item_id, '/', -1)) as item,
  coalesce(c.text, split_part(f.item_id, '/', -1)) as text,
  cast(f.answers as bigint) as learners,
  f.difficulty,
  f.correlation as discrimination,
  f.d_index,
  f.seconds / nullif(f.timed, 0) as mean_s,
  f.omitted * 1e0 / nullif(f.answers, 0) as omitted_rate,
  case
    when not f.is_enough then 'open'
    when f.is_miskeyed or coalesce(f.is_negative, false) then 'retire'
    when coalesce(f.is_weak, false) or f.is_hard or f.is_easy or f.is_left then 'review'
    else 'ok'
  end as verdict,
  nullif(
    concat_ws(
      '; ',
      case when not f.is_enough then 'fewer than 30 answers' end,
      case when f.is_miskeyed then 'the best choose another answer than the key' end,
      case when f.is_negative then 'the better learners get it wrong' end,
      case when f.is_weak and not f.is_negative then 'hardly tells learners apart' end,
      case when f.is_hard then 'too hard' end,
      case when f.is_easy then 'too easy' end,
      case when f.is_left then 'often left blank' end
    ),
    ''
  ) as reasons
from flagged f
left join catalog c on c.course_id = f.course_id and c.kind = 'question' and c.iri = f.item_id
left join catalog t on t.course_id = f.course_id and t.kind = 'test' and t.iri = f.test_id
order by
  1, 2, 3, case verdict when 'retire' then 0 when 'review' then 1 when 'ok' then 2 else 3 end, c.position nulls last, 5
