-- benefit_sums: everything that adds up about one benefit, and what is wrong with it.
-- Grain:   one row per benefit counted in money.
-- Inputs:  stg_benefits, benefit_months, benefit_proof, stg_shares, delivery
-- Params:  $as_of
-- Units:   reporting currency, net of disbenefits; null where nothing is recorded, never 0. held is the forecast, or
--          the plan where nothing is forecast. Flags are 0 or 1.
with

totals as (
    select
        benefit_months.benefit_id,
        sum(benefit_months.baseline) as baseline,
        sum(benefit_months.plan) as plan,
        sum(case when benefit_months.is_ended = 1 then benefit_months.plan end) as plan_to_date,
        sum(case when benefit_months.is_ended = 0 then benefit_months.plan end) as plan_to_come,
        sum(benefit_months.actual) as realized,
        sum(benefit_months.forecast) as to_come,
        min(case when benefit_months.is_ended = 1 and benefit_months.plan <> 0 then benefit_months.period end) as first_due
    from benefit_months
    group by benefit_months.benefit_id
),

holders as (
    select
        stg_shares.benefit_id,
        sum(stg_shares.share) as shared,
        max(delivery.is_late) as is_late
    from stg_shares
    left join delivery on stg_shares.project_id = delivery.project_id
    group by stg_shares.benefit_id
),

joined as (
    select
        stg_benefits.*,
        totals.baseline,
        totals.plan,
        totals.plan_to_date,
        totals.plan_to_come,
        totals.realized,
        totals.to_come,
        totals.first_due,
        coalesce(benefit_proof.evidence_count, 0) as evidence_count,
        coalesce(benefit_proof.fx_missing, 0) as fx_missing,
        coalesce(holders.shared, 0) as shared,
        coalesce(holders.is_late, 0) as is_late,
        case
            when totals.realized is null and totals.to_come is null then null
            -- So much a year, and nobody says until when: what was realized is not the whole.
            when stg_benefits.is_yearly = 1 and totals.plan is null and totals.to_come is null then null
            else coalesce(totals.realized, 0) + coalesce(totals.to_come, 0)
        end as forecast
    from stg_benefits
    left join totals on stg_benefits.benefit_id = totals.benefit_id
    left join benefit_proof on stg_benefits.benefit_id = benefit_proof.benefit_id
    left join holders on stg_benefits.benefit_id = holders.benefit_id
    where stg_benefits.is_money = 1
),

sided as (
    select
        joined.*,
        coalesce(joined.forecast, joined.plan) as held
    from joined
),

flagged as (
    select
        sided.*,
        coalesce(sided.baseline, sided.plan) as base,
        case when sided.realized is not null then sided.plan_to_date end as plan_to_date_reported,
        case
            when sided.realized is null then null
            when sided.realized > coalesce(sided.plan_to_date, 0) then coalesce(sided.plan_to_date, 0)
            else sided.realized
        end as kept,
        case when sided.sign = 1 and sided.plan_to_come > 0 then sided.plan_to_come end as remaining,
        case when sided.owner is null then 1 else 0 end as no_owner,
        case
            when sided.has_measured_baseline = 1 then 0
            when sided.has_measured_baseline is null and sided.baseline is not null then 0
            else 1
        end as no_baseline,
        case when sided.evidence is null and sided.evidence_count = 0 then 1 else 0 end as no_evidence,
        case when sided.rag in ('red', 'amber') then 1 else 0 end as not_green,
        case when sided.realized is null and (sided.start <= $as_of or (sided.start is null and sided.first_due is not null))
            then 1 else 0 end as started_silent
    from sided
)

select
    flagged.*,
    case when flagged.not_green + flagged.no_owner + flagged.no_baseline + flagged.no_evidence + flagged.is_late > 0
        then 1 else 0 end as is_at_risk
from flagged
