-- restated: months that had ended by the compared snapshot whose actual reads otherwise now.
-- Grain:   one row per benefit and month that changed.
-- Inputs:  benefit_values, months, stg_benefits, stg_rates
-- Params:  $snapshot, $compared: the two snapshots; $since: as-of date of the compared one; $reporting
-- Units:   place is the row of the source the month came from, so that a quarter spread over months counts once. Money is in
--          currency at the rates of $rates, net of disbenefits; amount is new less old, nothing recorded as 0.
with

actuals as (
    select
        benefit_values.snapshot_id,
        benefit_values.benefit_id,
        benefit_values.period,
        coalesce(benefit_values.currency, stg_benefits.currency, $reporting) as currency,
        min(benefit_values.row_no) as place,
        sum(stg_benefits.sign * benefit_values.amount) as amount
    from benefit_values
    inner join stg_benefits on benefit_values.benefit_id = stg_benefits.benefit_id
    inner join months on benefit_values.period = months.period
    where benefit_values.snapshot_id in ($snapshot, $compared)
        and benefit_values.stream = 'actual'
        and months.period_end <= $since
        and stg_benefits.is_money = 1
    group by
        benefit_values.snapshot_id,
        benefit_values.benefit_id,
        benefit_values.period,
        coalesce(benefit_values.currency, stg_benefits.currency, $reporting)
),

compared as (
    select
        actuals.benefit_id,
        actuals.period,
        actuals.currency,
        max(case when actuals.snapshot_id = $snapshot then actuals.place end) as place,
        sum(case when actuals.snapshot_id = $snapshot then actuals.amount else 0 end)
        - sum(case when actuals.snapshot_id = $compared then actuals.amount else 0 end) as amount
    from actuals
    group by
        actuals.benefit_id,
        actuals.period,
        actuals.currency
)

select
    compared.benefit_id,
    compared.period,
    compared.place,
    case when compared.currency = $reporting then cast(compared.amount as decimal(23, 6))
        else cast(cast(compared.amount as {DBL}) * stg_rates.rate as decimal(23, 6)) end as amount
from compared
left join stg_rates
    on compared.currency = stg_rates.currency
    and compared.period = stg_rates.period
where compared.amount <> 0
order by
    compared.benefit_id,
    compared.period
