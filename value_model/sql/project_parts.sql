-- project_parts: which part of each project belongs to which scope.
-- Grain:   one row per project and scope.
-- Inputs:  stg_projects, stg_links, chosen
-- Params:  $by: the kinds of scope asked for, and objectives: the portfolio's fit rests on their cost; in commas
-- Units:   fraction; below 1 only at an objective, by contribution times confidence.
with

parts as (
    select
        stg_projects.project_id,
        'portfolio' as scope_kind,
        'portfolio' as scope,
        cast(1 as decimal(14, 13)) as share
    from stg_projects
    union all
    select
        stg_projects.project_id,
        'project' as scope_kind,
        'project:' || stg_projects.project_id as scope,
        cast(1 as decimal(14, 13)) as share
    from stg_projects
    union all
    select
        stg_projects.project_id,
        'programme' as scope_kind,
        'programme:' || stg_projects.programme as scope,
        cast(1 as decimal(14, 13)) as share
    from stg_projects
    where stg_projects.programme is not null
    union all
    select
        stg_projects.project_id,
        'unit' as scope_kind,
        'unit:' || stg_projects.business_unit as scope,
        cast(1 as decimal(14, 13)) as share
    from stg_projects
    where stg_projects.business_unit is not null
    union all
    select
        stg_projects.project_id,
        'stage' as scope_kind,
        'stage:' || stg_projects.stage as scope,
        cast(1 as decimal(14, 13)) as share
    from stg_projects
    where stg_projects.stage is not null
    union all
    select
        stg_links.project_id,
        'objective' as scope_kind,
        'objective:' || stg_links.objective_id as scope,
        stg_links.share
    from stg_links
    inner join stg_projects on stg_links.project_id = stg_projects.project_id
)

select
    parts.project_id,
    parts.scope_kind,
    parts.scope,
    parts.share
from parts
inner join chosen on parts.project_id = chosen.project_id
where parts.scope_kind = 'portfolio' or $by like '%,' || parts.scope_kind || ',%'
