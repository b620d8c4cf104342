-- chosen: the projects that a filter keeps; all of them without one.
-- Grain:   one row per project.
-- Inputs:  projects, contributions
-- Params:  $snapshot; $deciding: the snapshot whose rows decide, so that a comparison speaks of the same projects (one that is
--          not in it is decided by its own row); $only_objective, $only_programme, $only_unit, $only_stage: '' keeps all
-- Units:   none.
with

deciding as (
    select
        projects.project_id,
        projects.programme,
        projects.business_unit,
        projects.stage
    from projects
    where projects.snapshot_id = $deciding
),

linked as (
    select distinct
        contributions.snapshot_id,
        contributions.project_id
    from contributions
    where contributions.objective_id = $only_objective
        and (contributions.snapshot_id = $snapshot or contributions.snapshot_id = $deciding)
        and contributions.contribution > 0
),

placed as (
    select
        projects.project_id,
        case when deciding.project_id is null then projects.programme else deciding.programme end as programme,
        case when deciding.project_id is null then projects.business_unit else deciding.business_unit end as business_unit,
        case when deciding.project_id is null then projects.stage else deciding.stage end as stage,
        case when deciding.project_id is null then projects.snapshot_id else $deciding end as decided_in
    from projects
    left join deciding on projects.project_id = deciding.project_id
    where projects.snapshot_id = $snapshot
)

select placed.project_id
from placed
left join linked
    on placed.project_id = linked.project_id
    and placed.decided_in = linked.snapshot_id
where ($only_programme = '' or placed.programme = $only_programme)
    and ($only_unit = '' or placed.business_unit = $only_unit)
    and ($only_stage = '' or placed.stage = $only_stage)
    and ($only_objective = '' or linked.project_id is not null)
