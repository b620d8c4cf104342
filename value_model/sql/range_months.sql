-- range_months: forecast months with their low and high cases.
-- Grain:   one row per side (benefit or cost), benefit or project, and month to come.
-- Inputs:  stg_benefit_values, stg_costs
-- Params:  none of its own
-- Units:   reporting currency as an 8-byte float, positive for a disbenefit too; a month without both cases has its amount as
--          both, and cases that do not hold the amount between them are widened to it. has_cases = 1 where a row states both.
with

amounts as (
    select
        'benefit' as side,
        stg_benefit_values.benefit_id as owner_id,
        stg_benefit_values.period,
        abs(stg_benefit_values.amount) as amount,
        stg_benefit_values.low,
        stg_benefit_values.high,
        case when stg_benefit_values.low is not null and stg_benefit_values.high is not null then 1 else 0 end as has_cases
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
        stg_costs.high,
        case when stg_costs.low is not null and stg_costs.high is not null then 1 else 0 end as has_cases
    from stg_costs
    where stg_costs.stream = 'forecast'
        and stg_costs.is_ended = 0
)

select
    amounts.side,
    amounts.owner_id,
    amounts.period,
    cast(sum(amounts.amount) as {DBL}) as amount,
    cast(sum(case when amounts.has_cases = 0 or amounts.low > amounts.amount then amounts.amount
        when amounts.amount is not null then amounts.low end) as {DBL}) as low,
    cast(sum(case when amounts.has_cases = 0 or amounts.high < amounts.amount then amounts.amount
        when amounts.amount is not null then amounts.high end) as {DBL}) as high,
    max(amounts.has_cases) as has_cases
from amounts
group by
    amounts.side,
    amounts.owner_id,
    amounts.period
