-- trace_values: every benefit value that can stand behind a figure, with the place of its row.
-- Grain:   one row per benefit value with an amount, of benefits counted in money.
-- Inputs:  stg_benefit_values
-- Params:  none of its own
-- Units:   reporting currency, negative for a disbenefit.
select
    stg_benefit_values.row_id,
    stg_benefit_values.benefit_id as owner_id,
    stg_benefit_values.period,
    stg_benefit_values.stream,
    stg_benefit_values.is_ended,
    stg_benefit_values.tier,
    stg_benefit_values.amount,
    stg_benefit_values.file_no,
    stg_benefit_values.sheet,
    stg_benefit_values.row_no
from stg_benefit_values
where stg_benefit_values.amount is not null
order by stg_benefit_values.row_id
