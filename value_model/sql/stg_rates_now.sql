-- stg_rates_now: the newest exchange rate on or before the as-of date, for amounts that have no month.
-- Grain:   one row per currency.
-- Inputs:  stg_rates
-- Params:  $as_of
-- Units:   reporting currency per unit.
with

ordered as (
    select
        stg_rates.currency,
        stg_rates.rate,
        row_number() over (partition by stg_rates.currency order by stg_rates.period desc) as place
    from stg_rates
    where stg_rates.period <= $as_of
)

select
    ordered.currency,
    ordered.rate
from ordered
where ordered.place = 1
