-- benefit_gaps: actual less plan of the months recorded under each reason.
-- Grain:   one row per benefit with a reason beside an actual.
-- Inputs:  benefit_months
-- Params:  none of its own
-- Units:   reporting currency, net of disbenefits; null where no month is recorded under the reason.
select
    benefit_months.benefit_id,
    sum(case when benefit_months.reason = 'late start'
        then coalesce(benefit_months.actual, 0) - coalesce(benefit_months.plan, 0) end) as gap_late_start,
    sum(case when benefit_months.reason = 'adoption'
        then coalesce(benefit_months.actual, 0) - coalesce(benefit_months.plan, 0) end) as gap_adoption,
    sum(case when benefit_months.reason = 'scope'
        then coalesce(benefit_months.actual, 0) - coalesce(benefit_months.plan, 0) end) as gap_scope,
    sum(case when benefit_months.reason = 'stopped'
        then coalesce(benefit_months.actual, 0) - coalesce(benefit_months.plan, 0) end) as gap_stopped,
    sum(case when benefit_months.reason = 'price'
        then coalesce(benefit_months.actual, 0) - coalesce(benefit_months.plan, 0) end) as gap_price,
    sum(case when benefit_months.reason = 'other'
        then coalesce(benefit_months.actual, 0) - coalesce(benefit_months.plan, 0) end) as gap_other
from benefit_months
where benefit_months.reason is not null
group by benefit_months.benefit_id
