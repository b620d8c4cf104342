-- benefit_months: what each benefit was planned, forecast and found to bring, month by month, and the reason beside an actual.
-- Grain:   one row per benefit and month with at least one value.
-- Inputs:  stg_benefit_values, cutoffs
-- Params:  none of its own
-- Units:   reporting currency, net of disbenefits; null where nothing is recorded. Actuals of months not ended and
--          forecasts of ended months are not used, so that one sum holds whichever of them a month has. The reason is as in the
--          contract; of several the first in the alphabet.
with

summed as (
    select
        stg_benefit_values.benefit_id,
        stg_benefit_values.period,
        sum(case when stg_benefit_values.stream = 'baseline' then stg_benefit_values.amount end) as baseline,
        sum(case when stg_benefit_values.stream = 'plan' then stg_benefit_values.amount end) as plan,
        sum(case when (stg_benefit_values.is_ended = 1 and stg_benefit_values.stream = 'actual')
            or (stg_benefit_values.is_ended = 0 and stg_benefit_values.stream = 'forecast')
            then stg_benefit_values.amount end) as used,
        min(case when stg_benefit_values.stream = 'actual' then stg_benefit_values.reason end) as reason
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
    case when summed.period <= cutoffs.ended then summed.used end as actual,
    case when summed.period <= cutoffs.ended then summed.reason end as reason,
    case when summed.period <= cutoffs.ended then null else summed.used end as forecast
from summed
cross join cutoffs
