-- stg_rates: exchange rates of one snapshot.
-- Grain:   one row per currency and month.
-- Inputs:  rates
-- Params:  $snapshot
-- Units:   reporting currency per unit.
select
    rates.currency,
    rates.period,
    cast(rates.rate as {DBL}) as rate
from rates
where rates.snapshot_id = $snapshot
