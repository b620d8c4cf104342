-- month_reasons: the reasons recorded beside actuals, in order.
-- Grain:   one row per benefit and ended month with a reason.
-- Inputs:  benefit_reasons
-- Params:  none of its own
-- Units:   the reason as in the contract.
select
    benefit_reasons.benefit_id,
    benefit_reasons.period,
    benefit_reasons.reason
from benefit_reasons
order by
    benefit_reasons.benefit_id,
    benefit_reasons.period
