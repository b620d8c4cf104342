-- project_shares: which part of which benefit each project counts.
-- Grain:   one row per project and benefit it holds. Of the benefits of a project that share an overlap group only the
--          largest is there.
-- Inputs:  stg_shares, benefit_sums, chosen
-- Params:  none of its own
-- Units:   fraction, never 0.
with

ranked as (
    select
        stg_shares.project_id,
        stg_shares.benefit_id,
        row_number() over (
            partition by stg_shares.project_id, benefit_sums.overlap_group
            order by coalesce(benefit_sums.held, 0) desc, benefit_sums.benefit_id
        ) as place
    from stg_shares
    inner join benefit_sums on stg_shares.benefit_id = benefit_sums.benefit_id
    where benefit_sums.overlap_group is not null
        and stg_shares.share <> 0
)

select
    stg_shares.project_id,
    stg_shares.benefit_id,
    stg_shares.share
from stg_shares
inner join benefit_sums on stg_shares.benefit_id = benefit_sums.benefit_id
inner join chosen on stg_shares.project_id = chosen.project_id
left join ranked
    on stg_shares.project_id = ranked.project_id
    and stg_shares.benefit_id = ranked.benefit_id
where stg_shares.share <> 0
    and (ranked.place = 1 or ranked.place is null)
