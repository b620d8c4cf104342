-- benefit_proof: how well the actuals of each benefit are evidenced, and how many of its values lack a rate.
-- Grain:   one row per benefit with actuals, evidence or a value that lacks a rate.
-- Inputs:  stg_benefit_values
-- Params:  none of its own
-- Units:   reporting currency, net of disbenefits; null where nothing is recorded. evidence_count, fx_missing: values.
select
    stg_benefit_values.benefit_id,
    sum(case when stg_benefit_values.stream = 'actual' and stg_benefit_values.is_ended = 1
        and stg_benefit_values.tier = 'measured' then stg_benefit_values.amount end) as measured,
    sum(case when stg_benefit_values.stream = 'actual' and stg_benefit_values.is_ended = 1
        and stg_benefit_values.tier = 'confirmed' then stg_benefit_values.amount end) as confirmed,
    count(stg_benefit_values.evidence) as evidence_count,
    sum(stg_benefit_values.fx_missing) as fx_missing
from stg_benefit_values
where stg_benefit_values.stream = 'actual'
    or stg_benefit_values.evidence is not null
    or stg_benefit_values.fx_missing = 1
group by stg_benefit_values.benefit_id
