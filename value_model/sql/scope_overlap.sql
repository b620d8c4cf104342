-- scope_overlap: what is left out of every other sum of a scope because a larger benefit claims the same saving.
-- Grain:   one row per scope that holds such benefits.
-- Inputs:  benefit_weights, benefit_parts
-- Params:  none of its own
-- Units:   reporting currency; c_overlap counts the benefits left out, c_overlap_projects the projects that claim.
with

doubled as (
    select
        benefit_weights.scope,
        benefit_weights.overlap_group,
        sum(case when benefit_weights.is_counted = 0 then benefit_weights.held * benefit_weights.share end) as overlap,
        sum(1 - benefit_weights.is_counted) as left_out
    from benefit_weights
    where benefit_weights.overlap_group is not null
    group by
        benefit_weights.scope,
        benefit_weights.overlap_group
),

claimed as (
    select
        benefit_weights.scope,
        count(distinct benefit_parts.project_id) as c_overlap_projects
    from benefit_weights
    inner join doubled
        on benefit_weights.scope = doubled.scope
        and benefit_weights.overlap_group = doubled.overlap_group
    inner join benefit_parts
        on benefit_weights.scope = benefit_parts.scope
        and benefit_weights.benefit_id = benefit_parts.benefit_id
    where doubled.left_out > 0
    group by benefit_weights.scope
),

totals as (
    select
        doubled.scope,
        sum(doubled.overlap) as overlap,
        sum(doubled.left_out) as c_overlap
    from doubled
    where doubled.left_out > 0
    group by doubled.scope
)

select
    totals.scope,
    totals.overlap,
    totals.c_overlap,
    claimed.c_overlap_projects
from totals
inner join claimed on totals.scope = claimed.scope
