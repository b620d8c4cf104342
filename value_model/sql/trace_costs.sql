-- trace_costs: every cost row that can stand behind a figure, with the cell its amount came from.
-- Grain:   one row per source cell and project (and month with $by_month = 1): months spread from one cell are
--          one row.
-- Inputs:  stg_costs, costs, cells
-- Params:  $snapshot; $streams: streams in commas, such as ',plan,'; $project: one project,
--          or '' for all; $by_month: 1 or 0; $ended: 1 for ended
--          months, 0 for the others, -1 for all
-- Units:   reporting currency; address and text are null where no cell holds the amount.
select
    min(stg_costs.row_id) as row_id,
    stg_costs.project_id as owner_id,
    case when $by_month = 1 then stg_costs.period end as period,
    sum(stg_costs.amount) as amount,
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
    and ($ended = -1 or stg_costs.is_ended = $ended)
    and $streams like '%,' || stg_costs.stream || ',%'
    and ($project = '' or stg_costs.project_id = $project)
group by
    stg_costs.project_id,
    case when $by_month = 1 then stg_costs.period end,
    costs.file_no,
    costs.sheet,
    costs.row_no,
    cells.address,
    cells.text,
    case when cells.address is null then stg_costs.row_id end
order by row_id
