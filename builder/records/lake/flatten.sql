-- Lines of JSON to rows of a lake, all at once; `sure` tells of a row that the full model (flatten_one.py) says the same.
-- The reader itself refuses the whole file for a property that is there twice, an object where a list has to be and the
-- like; it takes numbers for texts and texts for numbers, so what could be either is read as JSON. A property that is
-- null is never here: see flatten.py.
WITH told AS (
    SELECT
        id,
        actor,
        verb.id AS verb,
        object,
        result,
        context.registration AS registration,
        context.contextActivities.parent AS parents,
        context.contextActivities.grouping AS groups,
        context.contextActivities.category AS categories,
        context.contextActivities.other AS others,
        context.extensions AS around,
        "timestamp" AS happened,
        stored
    FROM read_json(
        getvariable('file'),
        format = 'newline_delimited',
        hive_partitioning = false,
        maximum_object_size = 2097152,
        columns = {
            id: 'VARCHAR',
            actor: 'STRUCT(
                objectType VARCHAR, mbox VARCHAR, mbox_sha1sum VARCHAR, openid VARCHAR,
                account STRUCT(homePage VARCHAR, name JSON)
            )',
            verb: 'STRUCT(id VARCHAR)',
            object: 'STRUCT(id VARCHAR, objectType VARCHAR, definition STRUCT(type VARCHAR))',
            result: 'STRUCT(
                success JSON, completion JSON, response JSON, duration VARCHAR,
                score STRUCT(scaled JSON, raw JSON, min JSON, max JSON), extensions MAP(VARCHAR, JSON)
            )',
            context: 'STRUCT(
                registration VARCHAR,
                contextActivities STRUCT(
                    parent STRUCT(id VARCHAR, definition STRUCT(type VARCHAR))[],
                    grouping STRUCT(id VARCHAR, definition STRUCT(type VARCHAR))[],
                    category STRUCT(id VARCHAR)[],
                    other STRUCT(id VARCHAR, definition STRUCT(type VARCHAR))[]
                ),
                extensions MAP(VARCHAR, JSON)
            )',
            "timestamp": 'VARCHAR',
            stored: 'VARCHAR'
        }
    )
),
-- A column that is used by others has a step of its own: as an alias beside them it would be worked out for each.
-- The course that says by its category that it made the statement; only the first category is looked at.
claiming AS (
    SELECT
        *,
        CASE
            WHEN ends_with(categories[1].id, getvariable('profile'))
            THEN left(categories[1].id, length(categories[1].id) - length(getvariable('profile')))
        END AS claimed
    FROM told
),
versioned AS (SELECT *, around[claimed || getvariable('of_version')]::VARCHAR AS claimed_version FROM claiming),
typed AS (
    SELECT
        *,
        claimed_version IS NOT NULL AS ours,
        CASE
            WHEN claimed_version IS NOT NULL OR object.definition.type IN getvariable('course_types') THEN NULL
            ELSE coalesce(
                list_filter(groups, lambda one: one.definition.type IN getvariable('course_types'))[1],
                list_filter(parents, lambda one: one.definition.type IN getvariable('course_types'))[1]
            )
        END AS in_course
    FROM versioned
),
known AS (
    SELECT
        *,
        CASE
            WHEN ours THEN claimed
            WHEN in_course IS NULL AND object.definition.type IN getvariable('course_types') THEN object.id
            ELSE in_course.id
        END AS course_id
    FROM typed
),
-- A look into a map takes long: none is done when all that the map has was found.
with_version AS (
    SELECT
        *,
        CASE WHEN ours THEN claimed_version ELSE around[course_id || getvariable('of_version')]::VARCHAR END
            AS version_json
    FROM known
),
left_0 AS (
    SELECT *, coalesce(cardinality(around), 0) - (version_json IS NOT NULL)::INTEGER AS left_0 FROM with_version
),
with_agency AS (
    SELECT
        *,
        CASE WHEN left_0 > 0 THEN around[course_id || getvariable('of_agency')]::VARCHAR END AS agency_json
    FROM left_0
),
left_1 AS (SELECT *, left_0 - (agency_json IS NOT NULL)::INTEGER AS left_1 FROM with_agency),
with_tries AS (
    SELECT
        *,
        CASE WHEN left_1 > 0 THEN around[course_id || getvariable('of_tries')]::VARCHAR END AS tries_json
    FROM left_1
),
left_2 AS (SELECT *, left_1 - (tries_json IS NOT NULL)::INTEGER AS left_2 FROM with_tries),
with_attempt AS (
    SELECT
        *,
        CASE WHEN left_2 > 0 THEN around[course_id || getvariable('of_attempt')]::VARCHAR END AS attempt_json
    FROM left_2
),
left_3 AS (SELECT *, left_2 - (attempt_json IS NOT NULL)::INTEGER AS left_3 FROM with_attempt),
with_run AS (
    SELECT
        *,
        CASE WHEN left_3 > 0 THEN around[course_id || getvariable('of_run')]::VARCHAR END AS run_json
    FROM left_3
),
left_4 AS (SELECT *, left_3 - (run_json IS NOT NULL)::INTEGER AS left_4 FROM with_run),
placed AS (
    SELECT
        *,
        CASE WHEN left_4 > 0 THEN around[getvariable('session')]::VARCHAR END AS session_json,
        list_filter(others, lambda one: one.definition.type = getvariable('objective_type'))[1] AS objective,
        CASE
            WHEN actor.mbox IS NOT NULL THEN actor.mbox
            WHEN actor.account IS NOT NULL
            THEN actor.account.homePage || '|' || (actor.account.name::VARCHAR)[2:-2]
            WHEN actor.mbox_sha1sum IS NOT NULL THEN 'sha1:' || lower(actor.mbox_sha1sum)
            ELSE 'openid:' || actor.openid
        END AS identifier,
        CASE
            WHEN ends_with(happened, 'Z') THEN TRY_CAST(happened AS TIMESTAMP)
            ELSE TRY_CAST(happened AS TIMESTAMPTZ)::TIMESTAMP  -- the former does not look at the zone
        END AS happened_at,
        CASE
            WHEN ends_with(stored, 'Z') THEN TRY_CAST(stored AS TIMESTAMP)
            ELSE TRY_CAST(stored AS TIMESTAMPTZ)::TIMESTAMP  -- the former does not look at the zone
        END AS stored_at,
        result.response::VARCHAR AS response_json,
        TRY_CAST(result.score.scaled::VARCHAR AS DOUBLE) AS scaled,
        TRY_CAST(result.score.raw::VARCHAR AS DOUBLE) AS raw,
        TRY_CAST(result.score.min::VARCHAR AS DOUBLE) AS least,
        TRY_CAST(result.score.max::VARCHAR AS DOUBLE) AS most,
        CASE
            WHEN result.duration IS NULL THEN NULL
            WHEN regexp_full_match(result.duration, 'PT[0-9]{1,9}(\.[0-9]{1,9})?S')
            THEN TRY_CAST(result.duration[3:-2] AS DOUBLE)
            WHEN regexp_full_match(result.duration, getvariable('duration')) AND NOT ends_with(result.duration, 'T')
            THEN coalesce(TRY_CAST(regexp_extract(result.duration, getvariable('duration'), 1) AS DOUBLE) * 86400, 0)
                + coalesce(TRY_CAST(regexp_extract(result.duration, getvariable('duration'), 2) AS DOUBLE) * 3600, 0)
                + coalesce(TRY_CAST(regexp_extract(result.duration, getvariable('duration'), 3) AS DOUBLE) * 60, 0)
                + coalesce(TRY_CAST(regexp_extract(result.duration, getvariable('duration'), 4) AS DOUBLE), 0)
        END AS duration_s,
        result.extensions[getvariable('progress')]::VARCHAR AS progress_json
    FROM left_4
)
SELECT
    lower(id) AS statement_id,
    CASE
        WHEN getvariable('inner_pad') IS NULL THEN identifier
        ELSE left(sha256(getvariable('outer_pad') || unhex(sha256(getvariable('inner_pad') || encode(identifier)))), 32)
    END AS actor,
    verb,
    object.id AS object_id,
    'Activity' AS object_type,
    object.definition.type AS activity_type,
    course_id,
    CASE WHEN version_json[1] = '"' THEN nullif(version_json[2:-2], '') END AS version,
    coalesce(CASE WHEN agency_json[1] = '"' THEN nullif(agency_json[2:-2], '') END, getvariable('fallback')) AS agency,
    parents[1].id AS parent_id,
    objective.id AS objective_id,
    lower(registration) AS registration,
    CASE WHEN session_json[1] = '"' THEN session_json[2:-2] END AS session,
    coalesce(happened_at, stored_at) AS ts,
    stored_at AS stored,
    result.success::VARCHAR = 'true' AS success,
    result.completion::VARCHAR = 'true' AS completion,
    scaled AS score_scaled,
    raw AS score_raw,
    response_json[2:-2] AS response,
    duration_s,
    CASE WHEN progress_json[1] <> '"' THEN TRY_CAST(progress_json AS DOUBLE) END AS progress,
    CASE WHEN attempt_json[1] <> '"' THEN TRY_CAST(attempt_json AS INTEGER) END AS attempt,
    CASE WHEN tries_json[1] <> '"' THEN TRY_CAST(tries_json AS INTEGER) END AS tries,
    CASE WHEN run_json[1] <> '"' THEN TRY_CAST(run_json AS INTEGER) END AS run,
    getvariable('source') AS source,
    strftime(coalesce(happened_at, stored_at), '%Y-%m') AS month,
    coalesce(
        id IS NOT NULL AND regexp_full_match(concat_ws(' ', id, registration), getvariable('uuids'))
        AND coalesce(actor.objectType = 'Agent', true)
        AND (actor.mbox IS NOT NULL)::INTEGER + (actor.account IS NOT NULL)::INTEGER
            + (actor.mbox_sha1sum IS NOT NULL)::INTEGER + (actor.openid IS NOT NULL)::INTEGER = 1
        AND coalesce(regexp_full_match(actor.mbox, getvariable('mbox')), true)
        AND coalesce(regexp_full_match(actor.mbox_sha1sum, '[0-9a-fA-F]{40}'), true)
        AND (actor.account IS NULL OR (
            actor.account.homePage IS NOT NULL AND (actor.account.name::VARCHAR)[1] = '"'
            AND NOT contains(actor.account.name::VARCHAR, '\')
        ))
        AND verb IS NOT NULL AND verb <> getvariable('voided')
        AND coalesce(object.objectType = 'Activity', true) AND object.id IS NOT NULL
        AND (parents[1] IS NULL) = (parents[1].id IS NULL)
        AND (objective IS NULL) = (objective.id IS NULL)
        AND (in_course IS NULL) = (in_course.id IS NULL)
        AND (categories[1] IS NULL) = (categories[1].id IS NULL)
        AND (ours OR (claimed IS NULL AND coalesce(len(categories), 0) <= 1))
        AND regexp_full_match(
            concat_ws(
                ' ', verb, object.id, object.definition.type, actor.account.homePage, actor.openid, parents[1].id,
                objective.id, course_id
            ),
            getvariable('iris')
        )
        AND (happened IS NULL) = (happened_at IS NULL) AND (stored IS NULL) = (stored_at IS NULL)
        AND regexp_full_match(concat_ws(' ', happened, stored), getvariable('times'))
        AND coalesce(result.success::VARCHAR IN ('true', 'false'), true)
        AND coalesce(result.completion::VARCHAR IN ('true', 'false'), true)
        AND (response_json IS NULL OR (response_json[1] = '"' AND NOT contains(response_json, '\')))
        AND (result.score IS NULL OR (
            (result.score.scaled IS NULL OR coalesce(scaled BETWEEN -1 AND 1, false))
            AND (result.score.raw IS NULL OR coalesce(isfinite(raw), false))
            AND (result.score.min IS NULL OR coalesce(isfinite(least), false))
            AND (result.score.max IS NULL OR coalesce(isfinite(most), false))
            AND coalesce(least < most, true) AND coalesce(raw >= least, true) AND coalesce(raw <= most, true)
        ))
        AND (result.duration IS NULL) = (duration_s IS NULL)
        AND NOT coalesce(contains(concat_ws(' ', version_json, agency_json, session_json), '\'), false)
        AND coalesce(regexp_full_match(concat_ws(' ', attempt_json, tries_json, run_json), getvariable('counts')), true)
        AND coalesce(regexp_full_match(progress_json, '100|[0-9]{1,2}(\.[0-9]+)?'), true),
        false
    ) AS sure
FROM placed
