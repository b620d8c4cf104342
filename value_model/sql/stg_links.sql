-- stg_links: which part of a project's spend belongs to each objective.
-- Grain:   one row per project and objective with a positive contribution.
-- Inputs:  contributions
-- Params:  $snapshot
-- Units:   fraction; a project's links add up to 1. Contribution times confidence (1 where empty), positive ones only.
with

weighed as (
    select
        contributions.project_id,
        contributions.objective_id,
        sum(cast(contributions.contribution as {DBL}) * coalesce(cast(contributions.confidence as {DBL}), 1)) as weight
    from contributions
    where contributions.snapshot_id = $snapshot
        and contributions.contribution > 0
    group by
        contributions.project_id,
        contributions.objective_id
),

totals as (
    select
        weighed.project_id,
        sum(weighed.weight) as total
    from weighed
    group by weighed.project_id
)

select
    weighed.project_id,
    weighed.objective_id,
    cast(weighed.weight / totals.total as decimal(14, 13)) as share
from weighed
inner join totals on weighed.project_id = totals.project_id
where totals.total > 0
