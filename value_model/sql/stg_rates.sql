-- stg_rates: exchange rates of one snapshot.
-- Grain:   one row per currency and month.
-- Inputs:  rates
-- Params:  $rates: the snapshot whose rates are used; another one's show what the rates alone have changed
-- Units:   reporting currency per unit.
select
    rates.currency,
    rates.period,
    cast(rates.rate as {DBL}) as rate
from rates
where rates.snapshot_id = $rates
