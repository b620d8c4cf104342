-- cost_months: what each project was planned, forecast and found to cost, month by month.
-- Grain:   one row per project and month with at least one amount.
-- Inputs:  stg_costs
-- Params:  none of its own
-- Units:   reporting currency; null where nothing is recorded. Actuals of months not ended and forecasts of ended months
--          are not used.
select
    stg_costs.project_id,
    stg_costs.period,
    stg_costs.is_ended,
    sum(case when stg_costs.stream = 'baseline' then stg_costs.amount end) as baseline,
    sum(case when stg_costs.stream = 'plan' then stg_costs.amount end) as plan,
    sum(case when stg_costs.stream = 'actual' and stg_costs.is_ended = 1 then stg_costs.amount end) as actual,
    sum(case when stg_costs.stream = 'forecast' and stg_costs.is_ended = 0 then stg_costs.amount end) as forecast
from stg_costs
group by
    stg_costs.project_id,
    stg_costs.period,
    stg_costs.is_ended
