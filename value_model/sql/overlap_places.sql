-- overlap_places: which benefit of an overlap group comes first for each project: it alone is counted there.
-- Grain:   one row per project and benefit of a group.
-- Inputs:  stg_shares, benefit_sums
-- Params:  none of its own
-- Units:   place 1 is counted: the largest of those the project holds a part of.
select
    stg_shares.project_id,
    stg_shares.benefit_id,
    row_number() over (
        partition by stg_shares.project_id, benefit_sums.overlap_group
        order by
            case when stg_shares.share = 0 then 1 else 0 end,
            coalesce(benefit_sums.held, 0) desc,
            benefit_sums.benefit_id
    ) as place
from stg_shares
inner join benefit_sums on stg_shares.benefit_id = benefit_sums.benefit_id
where benefit_sums.overlap_group is not null
