-- benefit_months: what each benefit was planned, forecast and found to bring, month by month.
-- Grain:   one row per benefit and month with at least one amount.
-- Inputs:  stg_benefit_values
-- Params:  none of its own
-- Units:   reporting currency, net of disbenefits; null where nothing is recorded. Actuals of months not ended and
--          forecasts of ended months are not used.
select
    stg_benefit_values.benefit_id,
    stg_benefit_values.period,
    stg_benefit_values.is_ended,
    stg_benefit_values.span,
    sum(case when stg_benefit_values.stream = 'baseline' then stg_benefit_values.amount end) as baseline,
    sum(case when stg_benefit_values.stream = 'plan' then stg_benefit_values.amount end) as plan,
    sum(case when stg_benefit_values.stream = 'actual' and stg_benefit_values.is_ended = 1
        then stg_benefit_values.amount end) as actual,
    sum(case when stg_benefit_values.stream = 'forecast' and stg_benefit_values.is_ended = 0
        then stg_benefit_values.amount end) as forecast
from stg_benefit_values
group by
    stg_benefit_values.benefit_id,
    stg_benefit_values.period,
    stg_benefit_values.is_ended,
    stg_benefit_values.span
