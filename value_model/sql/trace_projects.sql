-- trace_projects: the totals of the Projects sheet in the reporting currency.
-- Grain:   one row per project.
-- Inputs:  stg_projects, projects
-- Params:  $snapshot
-- Units:   reporting currency; null where unknown.
select
    stg_projects.row_id,
    stg_projects.project_id as owner_id,
    stg_projects.budget,
    stg_projects.forecast_cost,
    stg_projects.cost_to_date,
    stg_projects.planned_benefit,
    stg_projects.forecast_benefit,
    stg_projects.benefit_to_date,
    projects.file_no,
    projects.sheet,
    projects.row_no
from stg_projects
inner join projects on stg_projects.row_id = projects.row_id
where projects.snapshot_id = $snapshot
order by stg_projects.row_id
