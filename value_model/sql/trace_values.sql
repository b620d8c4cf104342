-- trace_values: every benefit value that can stand behind a figure, with the cell its amount came from.
-- Grain:   one row per source cell and benefit (and month with $by_month = 1), of benefits counted in money: months
--          spread from one cell are one row.
-- Inputs:  stg_benefit_values, benefit_values, cells, stg_shares
-- Params:  $snapshot; $streams: streams in commas, such as ',actual,forecast,'; $project: one project,
--          or '' for all; $by_month: 1 or 0; $ended: 1 for ended
--          months, 0 for the others, -1 for all
-- Units:   reporting currency, negative for a disbenefit; address and text are null where no cell holds the amount.
with

wanted as (
    select stg_shares.benefit_id
    from stg_shares
    where $project = '' or stg_shares.project_id = $project
    group by stg_shares.benefit_id
)

select
    min(stg_benefit_values.row_id) as row_id,
    stg_benefit_values.benefit_id as owner_id,
    case when $by_month = 1 then stg_benefit_values.period end as period,
    stg_benefit_values.tier,
    sum(stg_benefit_values.amount) as amount,
    benefit_values.file_no,
    benefit_values.sheet,
    benefit_values.row_no,
    cells.address,
    cells.text
from stg_benefit_values
inner join benefit_values on stg_benefit_values.row_id = benefit_values.row_id
left join wanted on stg_benefit_values.benefit_id = wanted.benefit_id
left join cells
    on stg_benefit_values.row_id = cells.row_id
    and cells.snapshot_id = $snapshot
    and cells.table_name = 'benefit_values'
    and cells.field = 'amount'
where benefit_values.snapshot_id = $snapshot
    and stg_benefit_values.amount is not null
    and ($ended = -1 or stg_benefit_values.is_ended = $ended)
    and $streams like '%,' || stg_benefit_values.stream || ',%'
    and ($project = '' or wanted.benefit_id is not null)
group by
    stg_benefit_values.benefit_id,
    case when $by_month = 1 then stg_benefit_values.period end,
    stg_benefit_values.tier,
    benefit_values.file_no,
    benefit_values.sheet,
    benefit_values.row_no,
    cells.address,
    cells.text,
    case when cells.address is null then stg_benefit_values.row_id end
order by row_id
