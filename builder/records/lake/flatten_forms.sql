-- Of each line whether the reader of flatten.sql would refuse the whole file for it, as far as that is easily told: it is
-- no JSON, or has something else where an object or a list has to be. Not told is a property that is there twice.
SELECT
    (id IS NULL AND actor IS NULL)
    OR coalesce(json_type(actor) <> 'OBJECT', false)
    OR coalesce(json_type(actor, '$.account') <> 'OBJECT', false)
    OR coalesce(json_type(verb) <> 'OBJECT', false)
    OR coalesce(json_type(object) <> 'OBJECT', false)
    OR coalesce(json_type(object, '$.definition') <> 'OBJECT', false)
    OR coalesce(json_type(result) <> 'OBJECT', false)
    OR coalesce(json_type(result, '$.score') <> 'OBJECT', false)
    OR coalesce(json_type(result, '$.extensions') <> 'OBJECT', false)
    OR coalesce(json_type(context) <> 'OBJECT', false)
    OR coalesce(json_type(context, '$.extensions') <> 'OBJECT', false)
    OR coalesce(json_type(context, '$.contextActivities') <> 'OBJECT', false)
    OR coalesce(json_type(context, '$.contextActivities.parent') <> 'ARRAY', false)
    OR coalesce(json_type(context, '$.contextActivities.grouping') <> 'ARRAY', false)
    OR coalesce(json_type(context, '$.contextActivities.category') <> 'ARRAY', false)
    OR coalesce(json_type(context, '$.contextActivities.other') <> 'ARRAY', false) AS is_odd
FROM read_json(
    getvariable('file'),
    format = 'newline_delimited',
    hive_partitioning = false,
    maximum_object_size = 2097152,
    ignore_errors = true,
    columns = {id: 'JSON', actor: 'JSON', verb: 'JSON', object: 'JSON', result: 'JSON', context: 'JSON'}
)
