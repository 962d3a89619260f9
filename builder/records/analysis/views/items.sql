-- One row a question: all that the codebook has, and those that were answered though no codebook has them.
with asked as (
  select
    course_id,
    item_id,
    max(objective_id) as objective_id,
    max(lesson_id) as lesson_id,
    max(test_id) as test_id,
    count(*) as answers,
    count(distinct learner) as learners,
    avg(case when success then 1e0 when not success then 0e0 end) filter (where first) as share_right
  from answers
  group by course_id, item_id
),
known as (
  select q.*, o.iri as objective_iri, o.text as objective_text
  from catalog q
  left join catalog o on o.course_id = q.course_id and o.kind = 'objective' and o.id = q.objective
  where q.kind = 'question'
)
select
  coalesce(k.course_id, a.course_id) as course_id,
  coalesce(k.iri, a.item_id) as item_id,
  coalesce(k.id, split_part(a.item_id, '/', -1)) as item,
  coalesce(k.text, split_part(a.item_id, '/', -1)) as text,
  k.type,
  k.interaction,
  k.right_answer,
  coalesce(k.objective_iri, a.objective_id) as objective_id,
  coalesce(k.objective_text, split_part(coalesce(k.objective_iri, a.objective_id), '/', -1)) as objective,
  coalesce(k.lesson, split_part(a.lesson_id, '/', -1)) as lesson,
  coalesce(k.test, split_part(a.test_id, '/', -1)) as test,
  coalesce(a.answers, 0) as answers,
  coalesce(a.learners, 0) as learners,
  a.share_right
from asked a
full join known k on k.course_id = a.course_id and k.iri = a.item_id
