-- stg_costs: the cost rows of one snapshot, money in the reporting currency.
-- Grain:   one row per cost row as read.
-- Inputs:  costs, months, stg_projects, stg_rates
-- Params:  $snapshot, $as_of, $reporting
-- Units:   reporting currency, positive for cost; null where a needed rate is absent (fx_missing = 1). is_ended = 1
--          when the month's last day is on or before $as_of. A row without currency has its project's.
with

dated as (
    select
        costs.row_id,
        costs.project_id,
        costs.period,
        case when months.period_end <= $as_of then 1 else 0 end as is_ended,
        costs.stream,
        costs.kind,
        costs.amount,
        costs.low,
        costs.high,
        costs.file_no,
        costs.sheet,
        costs.row_no,
        coalesce(costs.currency, stg_projects.currency, $reporting) as currency
    from costs
    left join months on costs.period = months.period
    left join stg_projects on costs.project_id = stg_projects.project_id
    where costs.snapshot_id = $snapshot
        and costs.period is not null
)

select
    dated.row_id,
    dated.project_id,
    dated.period,
    dated.is_ended,
    dated.stream,
    dated.kind,
    dated.file_no,
    dated.sheet,
    dated.row_no,
    case when dated.currency = $reporting then cast(dated.amount as decimal(23, 6))
        else cast(cast(dated.amount as {DBL}) * stg_rates.rate as decimal(23, 6)) end as amount,
    case when dated.currency = $reporting then cast(dated.low as decimal(23, 6))
        else cast(cast(dated.low as {DBL}) * stg_rates.rate as decimal(23, 6)) end as low,
    case when dated.currency = $reporting then cast(dated.high as decimal(23, 6))
        else cast(cast(dated.high as {DBL}) * stg_rates.rate as decimal(23, 6)) end as high,
    case when dated.currency <> $reporting and stg_rates.rate is null then 1 else 0 end as fx_missing
from dated
left join stg_rates
    on dated.currency = stg_rates.currency
    and dated.period = stg_rates.period
