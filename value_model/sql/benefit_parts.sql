-- benefit_parts: which part of each benefit belongs to which scope, by the project that brings it.
-- Grain:   one row per benefit, scope and project; project_id is null for the part no project holds.
-- Inputs:  benefit_holders, objective_parts, stg_projects
-- Params:  $asked: the kinds of scope asked for besides the portfolio, in commas, such as ',project,kind,'
-- Units:   fraction. The portfolio and the kind hold the whole benefit.
with

parts as (
    select
        benefit_holders.benefit_id,
        benefit_holders.project_id,
        'portfolio' as scope_kind,
        'portfolio' as scope,
        benefit_holders.share
    from benefit_holders
    union all
    select
        benefit_holders.benefit_id,
        benefit_holders.project_id,
        'kind' as scope_kind,
        'kind:' || benefit_holders.kind as scope,
        benefit_holders.share
    from benefit_holders
    where benefit_holders.kind is not null
    union all
    select
        benefit_holders.benefit_id,
        benefit_holders.project_id,
        'project' as scope_kind,
        'project:' || benefit_holders.project_id as scope,
        benefit_holders.share
    from benefit_holders
    where benefit_holders.project_id is not null
    union all
    select
        benefit_holders.benefit_id,
        benefit_holders.project_id,
        'programme' as scope_kind,
        'programme:' || stg_projects.programme as scope,
        benefit_holders.share
    from benefit_holders
    inner join stg_projects on benefit_holders.project_id = stg_projects.project_id
    where stg_projects.programme is not null
    union all
    select
        benefit_holders.benefit_id,
        benefit_holders.project_id,
        'unit' as scope_kind,
        'unit:' || stg_projects.business_unit as scope,
        benefit_holders.share
    from benefit_holders
    inner join stg_projects on benefit_holders.project_id = stg_projects.project_id
    where stg_projects.business_unit is not null
    union all
    select
        benefit_holders.benefit_id,
        benefit_holders.project_id,
        'stage' as scope_kind,
        'stage:' || stg_projects.stage as scope,
        benefit_holders.share
    from benefit_holders
    inner join stg_projects on benefit_holders.project_id = stg_projects.project_id
    where stg_projects.stage is not null
    union all
    select
        objective_parts.benefit_id,
        objective_parts.project_id,
        'objective' as scope_kind,
        objective_parts.scope,
        objective_parts.share
    from objective_parts
)

select
    parts.benefit_id,
    parts.project_id,
    parts.scope_kind,
    parts.scope,
    parts.share
from parts
where parts.share <> 0
    and (parts.scope_kind = 'portfolio' or $asked like '%,' || parts.scope_kind || ',%')
