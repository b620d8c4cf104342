-- project_list: each project with its place in the portfolio, its progress and its amounts.
-- Grain:   one row per project that a filter keeps.
-- Inputs:  stg_projects, delivery, project_amounts, project_sums, project_costs
-- Params:  none of its own
-- Units:   days, fractions, reporting currency; null where unknown.
select
    stg_projects.project_id,
    stg_projects.name,
    stg_projects.programme,
    stg_projects.business_unit,
    stg_projects.stage,
    stg_projects.investment_class,
    stg_projects.mandatory,
    stg_projects.updated_on,
    stg_projects.start,
    stg_projects.forecast_finish,
    stg_projects.baseline_finish,
    stg_projects.delivery_rag,
    stg_projects.cost_class,
    delivery.percent_complete,
    delivery.planned_percent,
    delivery.planned_days,
    delivery.actual_days,
    delivery.elapsed_days,
    delivery.is_closed,
    delivery.is_done,
    delivery.is_late,
    project_amounts.approved,
    project_amounts.to_date,
    project_amounts.benefit_plan,
    project_amounts.benefit_forecast,
    project_amounts.has_forecast_profile,
    project_sums.benefit_plan_to_date,
    project_sums.benefit_realized_rows,
    project_costs.capital_to_come
from stg_projects
inner join delivery on stg_projects.project_id = delivery.project_id
inner join project_amounts on stg_projects.project_id = project_amounts.project_id
inner join project_sums on stg_projects.project_id = project_sums.project_id
inner join project_costs on stg_projects.project_id = project_costs.project_id
order by stg_projects.project_id
