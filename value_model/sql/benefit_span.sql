-- benefit_span: what one snapshot forecast and found for the months between two dates.
-- Grain:   one row per benefit with an amount in the span.
-- Inputs:  stg_benefit_values
-- Params:  $since, $until: months that end after the first and on or before the second date
-- Units:   reporting currency, net of disbenefits; null where nothing is recorded.
select
    stg_benefit_values.benefit_id,
    sum(case when stg_benefit_values.stream = 'forecast' and stg_benefit_values.is_ended = 0
        then stg_benefit_values.amount end) as forecast,
    sum(case when stg_benefit_values.stream = 'actual' and stg_benefit_values.is_ended = 1
        then stg_benefit_values.amount end) as actual
from stg_benefit_values
where stg_benefit_values.span = 'window'
group by stg_benefit_values.benefit_id
order by stg_benefit_values.benefit_id
