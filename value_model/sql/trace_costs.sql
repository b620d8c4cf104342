-- trace_costs: every cost row that can stand behind a figure, with the place of its row.
-- Grain:   one row per cost row with an amount.
-- Inputs:  stg_costs
-- Params:  none of its own
-- Units:   reporting currency.
select
    stg_costs.row_id,
    stg_costs.project_id as owner_id,
    stg_costs.stream,
    stg_costs.is_ended,
    stg_costs.amount,
    stg_costs.file_no,
    stg_costs.sheet,
    stg_costs.row_no
from stg_costs
where stg_costs.amount is not null
order by stg_costs.row_id
