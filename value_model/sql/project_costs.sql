-- project_costs: what each project was approved to cost, has cost and is still to cost.
-- Grain:   one row per project.
-- Inputs:  stg_projects, stg_costs
-- Params:  none of its own
-- Units:   reporting currency, positive; null where nothing is recorded. budget, forecast_cost and cost_to_date of the
--          project stand in where it has no rows of that stream (has_plan_rows, has_forecast_rows: 1 where no
--          total had to). standing_in: the plan to come of a project that has spent and states no forecast.
with

totals as (
    select
        stg_costs.project_id,
        sum(case when stg_costs.stream = 'plan' then stg_costs.amount end) as plan,
        sum(case when stg_costs.stream = 'plan' and stg_costs.is_ended = 1 then stg_costs.amount end) as plan_to_date,
        sum(case when stg_costs.stream = 'plan' and stg_costs.is_ended = 0 then stg_costs.amount end) as plan_to_come,
        sum(case when stg_costs.stream = 'actual' and stg_costs.is_ended = 1 then stg_costs.amount end) as actual,
        sum(case when stg_costs.stream = 'forecast' and stg_costs.is_ended = 0 then stg_costs.amount end) as forecast,
        sum(case when stg_costs.stream = 'forecast' and stg_costs.is_ended = 0 and stg_costs.kind = 'capex' then stg_costs.amount end)
            as capital_to_come,
        sum(stg_costs.fx_missing) as fx_missing
    from stg_costs
    group by stg_costs.project_id
),

settled as (
    select
        stg_projects.project_id,
        totals.plan_to_date,
        totals.plan_to_come,
        totals.capital_to_come,
        totals.actual as actual_rows,
        totals.forecast as forecast_rows,
        case when totals.plan is not null then 1 else 0 end as has_plan_rows,
        coalesce(totals.plan, stg_projects.budget) as approved,
        coalesce(totals.actual, stg_projects.cost_to_date) as to_date,
        case when totals.forecast is null then stg_projects.forecast_cost end as stated_forecast,
        coalesce(totals.fx_missing, 0) + stg_projects.fx_missing as fx_missing
    from stg_projects
    left join totals on stg_projects.project_id = totals.project_id
)

select
    settled.*,
    case
        when settled.forecast_rows is not null then settled.forecast_rows
        when settled.stated_forecast is not null and settled.to_date is not null then settled.stated_forecast - settled.to_date
    end as to_come,
    case
        when settled.forecast_rows is not null then coalesce(settled.to_date, 0) + settled.forecast_rows
        when settled.stated_forecast is not null then settled.stated_forecast
        when settled.to_date is not null and settled.has_plan_rows = 1 and coalesce(settled.plan_to_come, 0) = 0
            then settled.to_date
    end as forecast,
    case
        when settled.forecast_rows is not null or settled.stated_forecast is not null or settled.to_date is null then null
        when settled.has_plan_rows = 1 and settled.plan_to_come <> 0 then settled.plan_to_come
        when settled.has_plan_rows = 0 then settled.approved - settled.to_date
    end as standing_in,
    case
        when settled.stated_forecast is not null and settled.stated_forecast <> coalesce(settled.actual_rows, 0) then 0
        when settled.to_date <> 0 and settled.actual_rows is null then 0
        when settled.forecast_rows is not null or settled.actual_rows is not null then 1
        else 0
    end as has_forecast_rows
from settled
