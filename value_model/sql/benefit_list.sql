-- benefit_list: the register of benefits with their sums and faults.
-- Grain:   one row per benefit counted in money.
-- Inputs:  benefit_sums
-- Params:  none of its own
-- Units:   reporting currency, net of disbenefits; null where nothing is recorded.
select
    benefit_sums.row_id,
    benefit_sums.benefit_id,
    benefit_sums.name,
    benefit_sums.kind,
    benefit_sums.owner,
    benefit_sums.objective_id,
    benefit_sums.measure_id,
    benefit_sums.rag,
    benefit_sums.start,
    benefit_sums.evidence,
    benefit_sums.overlap_group,
    benefit_sums.confidence,
    benefit_sums.shared,
    benefit_sums.baseline,
    benefit_sums.plan,
    benefit_sums.plan_to_date,
    benefit_sums.realized,
    benefit_sums.to_come,
    benefit_sums.forecast,
    benefit_sums.held,
    benefit_sums.remaining,
    benefit_sums.no_owner,
    benefit_sums.no_baseline,
    benefit_sums.no_evidence,
    benefit_sums.not_green,
    benefit_sums.is_late,
    benefit_sums.started_silent
from benefit_sums
order by benefit_sums.row_id
