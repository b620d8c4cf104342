-- stg_benefit_values: the benefit amounts of one snapshot, money in the reporting currency.
-- Grain:   one row per benefit value as read, of benefits counted in money.
-- Inputs:  benefit_values, cutoffs, stg_benefits, stg_rates
-- Params:  $snapshot, $reporting
-- Units:   reporting currency, negative for a disbenefit; null where a needed rate is absent (fx_missing = 1).
--          is_ended = 1 when the month's last day is on or before the as-of date. A row without currency has its benefit's.
--          low and high are positive for a disbenefit too. tier is the row's evidence, else the benefit's, else claimed. span: past (ended by $since), window (by $until), later.
with

dated as (
    select
        benefit_values.row_id,
        benefit_values.benefit_id,
        benefit_values.period,
        case when benefit_values.period <= cutoffs.ended then 1 else 0 end as is_ended,
        case
            when benefit_values.period <= cutoffs.past then 'past'
            when benefit_values.period <= cutoffs.in_window then 'window'
            else 'later'
        end as span,
        benefit_values.stream,
        case when stg_benefits.sign = -1 then -benefit_values.amount else benefit_values.amount end as amount,
        benefit_values.low,
        benefit_values.high,
        benefit_values.reason,
        benefit_values.evidence,
        benefit_values.file_no,
        benefit_values.sheet,
        benefit_values.row_no,
        coalesce(benefit_values.currency, stg_benefits.currency, $reporting) as currency,
        case
            when benefit_values.evidence is not null then benefit_values.evidence
            when stg_benefits.evidence in ('measured', 'confirmed') then stg_benefits.evidence
            else 'claimed'
        end as tier
    from benefit_values
    inner join stg_benefits on benefit_values.benefit_id = stg_benefits.benefit_id
    cross join cutoffs
    where benefit_values.snapshot_id = $snapshot
        and benefit_values.period is not null
        and stg_benefits.is_money = 1
)

select
    dated.row_id,
    dated.benefit_id,
    dated.period,
    dated.is_ended,
    dated.span,
    dated.stream,
    dated.tier,
    dated.evidence,
    dated.reason,
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
