-- objective_forecasts: forecast benefits of each objective, where nothing else of objectives is asked for.
-- Grain:   one row per objective that holds benefits.
-- Inputs:  objective_parts, benefit_sums
-- Params:  none of its own
-- Units:   reporting currency, net of disbenefits; null where nothing is recorded. As scope_benefits adds it.
with

held as (
    select
        objective_parts.scope,
        objective_parts.benefit_id,
        sum(objective_parts.share) as share
    from objective_parts
    where objective_parts.share <> 0
    group by
        objective_parts.scope,
        objective_parts.benefit_id
),

ranked as (
    select
        held.scope,
        held.benefit_id,
        row_number() over (
            partition by held.scope, benefit_sums.overlap_group
            order by coalesce(benefit_sums.held, 0) desc, held.benefit_id
        ) as place
    from held
    inner join benefit_sums on held.benefit_id = benefit_sums.benefit_id
    where benefit_sums.overlap_group is not null
)

select
    'objective' as scope_kind,
    held.scope,
    sum(benefit_sums.forecast * held.share) as forecast
from held
inner join benefit_sums on held.benefit_id = benefit_sums.benefit_id
left join ranked
    on held.scope = ranked.scope
    and held.benefit_id = ranked.benefit_id
where ranked.place = 1
    or ranked.place is null
group by held.scope
