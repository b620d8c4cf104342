-- stg_shares: which part of a benefit each project holds.
-- Grain:   one row per benefit and project.
-- Inputs:  benefit_shares
-- Params:  $snapshot
-- Units:   fraction. The only project of a benefit holds all of it where no share is recorded; one of several
--          without a recorded share holds 0, and the rest stays unallocated.
with

holders as (
    select
        benefit_shares.benefit_id,
        count(*) as project_count
    from benefit_shares
    where benefit_shares.snapshot_id = $snapshot
    group by benefit_shares.benefit_id
)

select
    benefit_shares.benefit_id,
    benefit_shares.project_id,
    case
        when benefit_shares.share is not null then cast(benefit_shares.share as decimal(14, 13))
        when holders.project_count = 1 then cast(1 as decimal(14, 13))
        else cast(0 as decimal(14, 13))
    end as share
from benefit_shares
inner join holders on benefit_shares.benefit_id = holders.benefit_id
where benefit_shares.snapshot_id = $snapshot
