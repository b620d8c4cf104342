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

by_month as (
    select
        amounts.side,
        amounts.owner_id,
        amounts.period,
        sum(amounts.amount) as amount,
        sum(case when amounts.low is null or amounts.high is null or amounts.low > amounts.amount then amounts.amount
            when amounts.amount is not null then amounts.low end) as low,
        sum(case when amounts.low is null or amounts.high is null or amounts.high < amounts.amount then amounts.amount
            when amounts.amount is not null then amounts.high end) as high,
        max(case when amounts.low is not null and amounts.high is not null then 1 else 0 end) as has_cases
    from amounts
    group by
        amounts.side,
        amounts.owner_id,
        amounts.period
),

modelled as (
    select
        by_month.side,
        by_month.owner_id
    from by_month
    where by_month.has_cases = 1
    group by
        by_month.side,
        by_month.owner_id
)

select
    by_month.side,
    by_month.owner_id,
    by_month.period,
    cast(by_month.amount as {DBL}) as amount,
    cast(by_month.low as {DBL}) as low,
    cast(by_month.high as {DBL}) as high
from by_month
inner join modelled
    on by_month.side = modelled.side
    and by_month.owner_id = modelled.owner_id
where by_month.amount is not null
order by
    by_month.side,
    by_month.owner_id,
    by_month.period
