-- project_list: each project with its place in the portfolio and its progress.
-- Grain:   one row per project that a filter keeps.
-- Inputs:  stg_projects, delivery, chosen
-- Params:  none of its own
-- Units:   days, fractions; null where unknown.
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
    delivery.percent_complete,
    delivery.planned_percent,
    delivery.planned_days,
    delivery.actual_days,
    delivery.elapsed_days,
    delivery.is_closed,
    delivery.is_done,
    delivery.is_late
from stg_projects
inner join delivery on stg_projects.project_id = delivery.project_id
inner join chosen on stg_projects.project_id = chosen.project_id
order by stg_projects.project_id
