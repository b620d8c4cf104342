-- benefit_parts: which part of each benefit belongs to which scope, by the project that brings it.
-- Grain:   one row per benefit, scope and project; project_id is null for the part no project holds.
-- Inputs:  benefit_sums, stg_shares, stg_projects, stg_links, chosen
-- Params:  $by: the kinds of scope asked for, in commas, such as ',project,objective,'; $is_filtered: 1 leaves the part out that no project holds
-- Units:   fraction. The portfolio and the kind hold the whole benefit; an objective holds the benefits that name it, and
--          those that name none by the project's links.
with

held as (
    select
        benefit_sums.benefit_id,
        benefit_sums.kind,
        benefit_sums.objective_id,
        stg_shares.project_id,
        stg_shares.share
    from benefit_sums
    inner join stg_shares on benefit_sums.benefit_id = stg_shares.benefit_id
    inner join chosen on stg_shares.project_id = chosen.project_id
    union all
    select
        benefit_sums.benefit_id,
        benefit_sums.kind,
        benefit_sums.objective_id,
        cast(null as varchar) as project_id,
        cast(1 - benefit_sums.shared as decimal(14, 13)) as share
    from benefit_sums
    where benefit_sums.shared < 1
        and $is_filtered = 0
),

parts as (
    select
        held.benefit_id,
        held.project_id,
        'portfolio' as scope_kind,
        'portfolio' as scope,
        held.share
    from held
    union all
    select
        held.benefit_id,
        held.project_id,
        'kind' as scope_kind,
        'kind:' || held.kind as scope,
        held.share
    from held
    where held.kind is not null
    union all
    select
        held.benefit_id,
        held.project_id,
        'project' as scope_kind,
        'project:' || held.project_id as scope,
        held.share
    from held
    where held.project_id is not null
    union all
    select
        held.benefit_id,
        held.project_id,
        'programme' as scope_kind,
        'programme:' || stg_projects.programme as scope,
        held.share
    from held
    inner join stg_projects on held.project_id = stg_projects.project_id
    where stg_projects.programme is not null
    union all
    select
        held.benefit_id,
        held.project_id,
        'unit' as scope_kind,
        'unit:' || stg_projects.business_unit as scope,
        held.share
    from held
    inner join stg_projects on held.project_id = stg_projects.project_id
    where stg_projects.business_unit is not null
    union all
    select
        held.benefit_id,
        held.project_id,
        'stage' as scope_kind,
        'stage:' || stg_projects.stage as scope,
        held.share
    from held
    inner join stg_projects on held.project_id = stg_projects.project_id
    where stg_projects.stage is not null
    union all
    select
        held.benefit_id,
        held.project_id,
        'objective' as scope_kind,
        'objective:' || held.objective_id as scope,
        held.share
    from held
    where held.objective_id is not null
    union all
    select
        held.benefit_id,
        held.project_id,
        'objective' as scope_kind,
        'objective:' || stg_links.objective_id as scope,
        cast(held.share * stg_links.share as decimal(14, 13)) as share
    from held
    inner join stg_links on held.project_id = stg_links.project_id
    where held.objective_id is null
)

select
    parts.benefit_id,
    parts.project_id,
    parts.scope_kind,
    parts.scope,
    parts.share
from parts
where parts.share <> 0
    and (parts.scope_kind = 'portfolio' or $by like '%,' || parts.scope_kind || ',%')
