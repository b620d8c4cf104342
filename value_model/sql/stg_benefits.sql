-- stg_benefits: the benefits of one snapshot.
-- Grain:   one row per benefit.
-- Inputs:  benefits, measures
-- Params:  $snapshot
-- Units:   sign is -1 for a disbenefit, else 1; is_money = 0 for what is not counted in money; has_measured_baseline = 1 when
--          a measure of the benefit has a baseline, null when the snapshot holds no measures at all; is_yearly = 1 when its
--          value is stated by year.
with

measured as (
    select
        measures.measure_id,
        measures.benefit_id,
        measures.baseline
    from measures
    where measures.snapshot_id = $snapshot
),

known as (
    select count(*) as measure_count
    from measured
),

-- Two joins by one key each: joined by either key, every benefit is compared with every measure.
named as (
    select benefits.benefit_id
    from benefits
    inner join measured on benefits.measure_id = measured.measure_id
    where benefits.snapshot_id = $snapshot
        and measured.baseline is not null
    union all
    select measured.benefit_id
    from measured
    where measured.baseline is not null
),

based as (
    select distinct named.benefit_id
    from named
)

select
    benefits.row_id,
    benefits.benefit_id,
    benefits.name,
    benefits.kind,
    benefits.owner,
    benefits.objective_id,
    benefits.measure_id,
    benefits.rag,
    benefits.start,
    benefits.evidence,
    benefits.overlap_group,
    benefits.currency,
    cast(benefits.confidence as {DBL}) as confidence,
    case when benefits.kind = 'disbenefit' then -1 else 1 end as sign,
    case when benefits.kind = 'non-financial' then 0 else 1 end as is_money,
    case when benefits.annual_value is null then 0 else 1 end as is_yearly,
    case
        when known.measure_count = 0 then null
        when based.benefit_id is not null then 1
        else 0
    end as has_measured_baseline
from benefits
left join based on benefits.benefit_id = based.benefit_id
cross join known
where benefits.snapshot_id = $snapshot
