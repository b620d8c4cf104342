-- range_months: forecast months with their low and high cases.
-- Grain:   one row per side (benefit or cost), benefit or project, and month to come.
-- Inputs:  stg_benefit_values, stg_costs
-- Params:  none of its own
-- Units:   reporting currency as an 8-byte float, positive for a disbenefit too; a month without both cases has its amount as
--          both, and cases that do not hold the amount between them are widened to it. has_cases = 1 where a row states both.
with

benefit_rows as (
    select
        stg_benefit_values.benefit_id,
        stg_benefit_values.period,
        abs(stg_benefit_values.amount) as amount,
        stg_benefit_values.low,
        stg_benefit_values.high,
        case when stg_benefit_values.low is not null and stg_benefit_values.high is not null then 1 else 0 end as has_cases
    from stg_benefit_values
    where stg_benefit_values.stream = 'forecast'
        and stg_benefit_values.is_ended = 0
),

by_benefit as (
    select
        benefit_rows.benefit_id,
        benefit_rows.period,
        sum(benefit_rows.amount) as amount,
        sum(case when benefit_rows.has_cases = 0 or benefit_rows.low > benefit_rows.amount then benefit_rows.amount
            when benefit_rows.amount is not null then benefit_rows.low end) as low,
        sum(case when benefit_rows.has_cases = 0 or benefit_rows.high < benefit_rows.amount then benefit_rows.amount
            when benefit_rows.amount is not null then benefit_rows.high end) as high,
        max(benefit_rows.has_cases) as has_cases
    from benefit_rows
    group by
        benefit_rows.benefit_id,
        benefit_rows.period
),

cost_rows as (
    select
        stg_costs.project_id,
        stg_costs.period,
        abs(stg_costs.amount) as amount,
        stg_costs.low,
        stg_costs.high,
        case when stg_costs.low is not null and stg_costs.high is not null then 1 else 0 end as has_cases
    from stg_costs
    where stg_costs.stream = 'forecast'
        and stg_costs.is_ended = 0
),

by_project as (
    select
        cost_rows.project_id,
        cost_rows.period,
        sum(cost_rows.amount) as amount,
        sum(case when cost_rows.has_cases = 0 or cost_rows.low > cost_rows.amount then cost_rows.amount
            when cost_rows.amount is not null then cost_rows.low end) as low,
        sum(case when cost_rows.has_cases = 0 or cost_rows.high < cost_rows.amount then cost_rows.amount
            when cost_rows.amount is not null then cost_rows.high end) as high,
        max(cost_rows.has_cases) as has_cases
    from cost_rows
    group by
        cost_rows.project_id,
        cost_rows.period
)

select
    'benefit' as side,
    by_benefit.benefit_id as owner_id,
    by_benefit.period,
    cast(by_benefit.amount as {DBL}) as amount,
    cast(by_benefit.low as {DBL}) as low,
    cast(by_benefit.high as {DBL}) as high,
    by_benefit.has_cases
from by_benefit
union all
select
    'cost' as side,
    by_project.project_id as owner_id,
    by_project.period,
    cast(by_project.amount as {DBL}) as amount,
    cast(by_project.low as {DBL}) as low,
    cast(by_project.high as {DBL}) as high,
    by_project.has_cases
from by_project
