-- benefit_reasons: the reason recorded beside the actual of a benefit's month.
-- Grain:   one row per benefit and ended month with a reason.
-- Inputs:  stg_benefit_values
-- Params:  none of its own
-- Units:   the reason as in the contract; of several the first in the alphabet.
select
    stg_benefit_values.benefit_id,
    stg_benefit_values.period,
    min(stg_benefit_values.reason) as reason
from stg_benefit_values
where stg_benefit_values.stream = 'actual'
    and stg_benefit_values.is_ended = 1
    and stg_benefit_values.reason is not null
group by
    stg_benefit_values.benefit_id,
    stg_benefit_values.period
