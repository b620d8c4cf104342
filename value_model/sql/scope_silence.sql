-- scope_silence: projects closed for longer than the limit whose benefits show no actual.
-- Grain:   one row per scope that holds such projects.
-- Inputs:  benefit_parts, benefit_sums, delivery
-- Params:  $silent_days
-- Units:   projects.
select
    benefit_parts.scope,
    count(distinct benefit_parts.project_id) as c_closed_silent
from benefit_parts
inner join benefit_sums on benefit_parts.benefit_id = benefit_sums.benefit_id
inner join delivery on benefit_parts.project_id = delivery.project_id
where benefit_sums.realized is null
    and benefit_sums.held is not null
    and delivery.is_closed = 1
    and delivery.days_since_finish > $silent_days
group by benefit_parts.scope
