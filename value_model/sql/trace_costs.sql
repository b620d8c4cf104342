-- trace_costs: every cost row that can stand behind a figure, with the cell its amount came from.
-- Grain:   one row per cost row as read.
-- Inputs:  stg_costs, costs, cells
-- Params:  $snapshot; $streams: streams in commas, such as ',plan,'; $project: one project, or '' for all
-- Units:   reporting currency; address and text are null where no cell holds the amount.
select
    stg_costs.row_id,
    stg_costs.project_id as owner_id,
    stg_costs.period,
    stg_costs.is_ended,
    stg_costs.stream,
    stg_costs.amount,
    costs.file_no,
    costs.sheet,
    costs.row_no,
    cells.address,
    cells.text
from stg_costs
inner join costs on stg_costs.row_id = costs.row_id
left join cells
    on stg_costs.row_id = cells.row_id
    and cells.snapshot_id = $snapshot
    and cells.table_name = 'costs'
    and cells.field = 'amount'
where costs.snapshot_id = $snapshot
    and stg_costs.amount is not null
    and $streams like '%,' || stg_costs.stream || ',%'
    and ($project = '' or stg_costs.project_id = $project)
order by stg_costs.row_id
