-- stg_projects: the projects of one snapshot, money in the reporting currency.
-- Grain:   one row per project.
-- Inputs:  projects, stg_rates_now
-- Params:  $snapshot, $reporting
-- Units:   reporting currency, whole units; null where unknown or where a needed rate is absent (fx_missing = 1).
with

priced as (
    select
        projects.*,
        case when coalesce(projects.currency, $reporting) = $reporting then 1 else 0 end as is_home,
        stg_rates_now.rate as rate_now
    from projects
    left join stg_rates_now on projects.currency = stg_rates_now.currency
    where projects.snapshot_id = $snapshot
)

select
    priced.row_id,
    priced.project_id,
    priced.name,
    priced.programme,
    priced.business_unit,
    priced.sponsor,
    priced.stage,
    priced.investment_class,
    priced.mandatory,
    priced.updated_on,
    priced.start,
    priced.baseline_finish,
    priced.forecast_finish,
    priced.actual_finish,
    cast(priced.percent_complete as {DBL}) as percent_complete,
    cast(priced.planned_percent as {DBL}) as planned_percent,
    priced.delivery_rag,
    priced.cost_class,
    case when priced.is_home = 1 then cast(priced.budget as decimal(23, 6))
        else cast(cast(priced.budget as {DBL}) * priced.rate_now as decimal(23, 6)) end as budget,
    case when priced.is_home = 1 then cast(priced.forecast_cost as decimal(23, 6))
        else cast(cast(priced.forecast_cost as {DBL}) * priced.rate_now as decimal(23, 6)) end as forecast_cost,
    case when priced.is_home = 1 then cast(priced.cost_to_date as decimal(23, 6))
        else cast(cast(priced.cost_to_date as {DBL}) * priced.rate_now as decimal(23, 6)) end as cost_to_date,
    case when priced.is_home = 1 then cast(priced.planned_benefit as decimal(23, 6))
        else cast(cast(priced.planned_benefit as {DBL}) * priced.rate_now as decimal(23, 6)) end as planned_benefit,
    case when priced.is_home = 1 then cast(priced.forecast_benefit as decimal(23, 6))
        else cast(cast(priced.forecast_benefit as {DBL}) * priced.rate_now as decimal(23, 6)) end as forecast_benefit,
    case when priced.is_home = 1 then cast(priced.benefit_to_date as decimal(23, 6))
        else cast(cast(priced.benefit_to_date as {DBL}) * priced.rate_now as decimal(23, 6)) end as benefit_to_date,
    priced.currency,
    case when priced.is_home = 0 and priced.rate_now is null then 1 else 0 end as fx_missing
from priced
