-- run_year: run cost and gross benefits of the twelve months after the as-of date.
-- Grain:   one row per project with either.
-- Inputs:  stg_costs, stg_benefits, benefit_months, stg_shares
-- Params:  $as_of, $year_end: twelve months after it
-- Units:   reporting currency; forecast where the project forecasts, else its plan. Gross: disbenefits left out.
with

runs as (
    select
        stg_costs.project_id,
        sum(case when stg_costs.stream = 'forecast' then stg_costs.amount end) as forecast,
        sum(case when stg_costs.stream = 'plan' then stg_costs.amount end) as plan
    from stg_costs
    where stg_costs.kind = 'run'
        and stg_costs.is_ended = 0
        and stg_costs.period <= $year_end
    group by stg_costs.project_id
),

gains as (
    select
        stg_shares.project_id,
        sum(benefit_months.forecast * stg_shares.share) as forecast,
        sum(benefit_months.plan * stg_shares.share) as plan
    from benefit_months
    inner join stg_benefits on benefit_months.benefit_id = stg_benefits.benefit_id
    inner join stg_shares on benefit_months.benefit_id = stg_shares.benefit_id
    where stg_benefits.sign = 1
        and benefit_months.is_ended = 0
        and benefit_months.period <= $year_end
    group by stg_shares.project_id
)

select
    coalesce(runs.project_id, gains.project_id) as project_id,
    coalesce(runs.forecast, runs.plan) as run_cost,
    coalesce(gains.forecast, gains.plan) as gross_benefit
from runs
full outer join gains on runs.project_id = gains.project_id
order by project_id
