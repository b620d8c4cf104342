-- month_reasons: the reasons recorded beside actuals, in order.
-- Grain:   one row per benefit and ended month with a reason.
-- Inputs:  benefit_months
-- Params:  none of its own
-- Units:   the reason as in the contract.
select
    benefit_months.benefit_id,
    benefit_months.period,
    benefit_months.reason
from benefit_months
where benefit_months.reason is not null
order by
    benefit_months.benefit_id,
    benefit_months.period
