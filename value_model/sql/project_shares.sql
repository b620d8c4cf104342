-- project_shares: which part of which benefit each project counts.
-- Grain:   one row per project and benefit it holds. Of the benefits of a project that share an overlap group only the
--          largest is there.
-- Inputs:  stg_shares, benefit_sums, overlap_places, chosen
-- Params:  none of its own
-- Units:   fraction, never 0.
select
    stg_shares.project_id,
    stg_shares.benefit_id,
    stg_shares.share
from stg_shares
inner join benefit_sums on stg_shares.benefit_id = benefit_sums.benefit_id
inner join chosen on stg_shares.project_id = chosen.project_id
left join overlap_places
    on stg_shares.project_id = overlap_places.project_id
    and stg_shares.benefit_id = overlap_places.benefit_id
where stg_shares.share <> 0
    and (overlap_places.place = 1 or overlap_places.place is null)
