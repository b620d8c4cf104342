-- benefit_holders: which part of each benefit each project of a filter holds, and the part no project holds.
-- Grain:   one row per benefit and project; project_id is null for the part no project holds.
-- Inputs:  benefit_sums, stg_shares, chosen
-- Params:  $is_filtered: 1 leaves the part out that no project holds
-- Units:   fraction.
select
    benefit_sums.benefit_id,
    benefit_sums.kind,
    benefit_sums.objective_id,
    stg_shares.project_id,
    stg_shares.share
from benefit_sums
inner join stg_shares on benefit_sums.benefit_id = stg_shares.benefit_id
inner join chosen on stg_shares.project_id = chosen.project_id
union all
select
    benefit_sums.benefit_id,
    benefit_sums.kind,
    benefit_sums.objective_id,
    cast(null as varchar) as project_id,
    cast(1 - benefit_sums.shared as decimal(14, 13)) as share
from benefit_sums
where benefit_sums.shared < 1
    and $is_filtered = 0
