-- benefit_months: what each benefit was planned, forecast and found to bring, month by month.
-- Grain:   one row per benefit and month with at least one amount.
-- Inputs:  stg_benefit_values, cutoffs
-- Params:  none of its own
-- Units:   reporting currency, net of disbenefits; null where nothing is recorded. Actuals of months not ended and
--          forecasts of ended months are not used.
with

summed as (
    select
        stg_benefit_values.benefit_id,
        stg_benefit_values.period,
        sum(case when stg_benefit_values.stream = 'baseline' then stg_benefit_values.amount end) as baseline,
        sum(case when stg_benefit_values.stream = 'plan' then stg_benefit_values.amount end) as plan,
        sum(case when stg_benefit_values.stream = 'actual' then stg_benefit_values.amount end) as actual,
        sum(case when stg_benefit_values.stream = 'forecast' then stg_benefit_values.amount end) as forecast
    from stg_benefit_values
    group by
        stg_benefit_values.benefit_id,
        stg_benefit_values.period
)

select
    summed.benefit_id,
    summed.period,
    summed.baseline,
    summed.plan,
    case when summed.period <= cutoffs.ended then 1 else 0 end as is_ended,
    case
        when summed.period <= cutoffs.past then 'past'
        when summed.period <= cutoffs.in_window then 'window'
        else 'later'
    end as span,
    case when summed.period <= cutoffs.ended then summed.actual end as actual,
    case when summed.period <= cutoffs.ended then null else summed.forecast end as forecast
from summed
cross join cutoffs
