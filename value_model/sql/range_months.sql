-- range_months: forecast months with a low and a high case, of what has such a stated model.
-- Grain:   one row per side (benefit or cost), benefit or project, and month to come.
-- Inputs:  stg_benefit_values, stg_costs
-- Params:  none of its own
-- Units:   reporting currency as an 8-byte float, positive for a disbenefit too; a month without both cases has its amount as
--          both, and cases that do not hold the amount between them are widened to it.
with

amounts as (
    select
        'benefit' as side,
        stg_benefit_values.benefit_id as owner_id,
        stg_benefit_values.period,
        abs(stg_benefit_values.amount) as amount,
        stg_benefit_values.low,
        stg_benefit_values.high
    from stg_benefit_values
    where stg_benefit_values.stream = 'forecast'
        and stg_benefit_values.is_ended = 0
    union all
    select
        'cost' as side,
        stg_costs.project_id as owner_id,
        stg_costs.period,
        abs(stg_costs.amount) as amount,
        stg_costs.low,
        stg_costs.high
    from stg_costs
    where stg_costs.stream = 'forecast'
        and stg_costs.is_ended = 0
),

modelled as (
    select
        amounts.side,
        amounts.owner_id
    from amounts
    where amounts.low is not null
        and amounts.high is not null
    group by
        amounts.side,
        amounts.owner_id
),

cased as (
    select
        amounts.side,
        amounts.owner_id,
        amounts.period,
        amounts.amount,
        case when amounts.low is null or amounts.high is null or amounts.low > amounts.amount then amounts.amount
            else amounts.low end as low,
        case when amounts.low is null or amounts.high is null or amounts.high < amounts.amount then amounts.amount
            else amounts.high end as high
    from amounts
    inner join modelled
        on amounts.side = modelled.side
        and amounts.owner_id = modelled.owner_id
    where amounts.amount is not null
)

select
    cased.side,
    cased.owner_id,
    cased.period,
    cast(sum(cased.amount) as {DBL}) as amount,
    cast(sum(cased.low) as {DBL}) as low,
    cast(sum(cased.high) as {DBL}) as high
from cased
group by
    cased.side,
    cased.owner_id,
    cased.period
order by
    cased.side,
    cased.owner_id,
    cased.period
