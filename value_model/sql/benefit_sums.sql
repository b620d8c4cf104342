-- benefit_sums: everything that adds up about one benefit, and what is wrong with it.
-- Grain:   one row per benefit counted in money.
-- Inputs:  stg_benefits, cutoffs, benefit_months, benefit_gaps, benefit_proof, stg_shares, delivery
-- Params:  $as_of; $fiscal_start, $fiscal_end: first and last day of the fiscal year that holds it
-- Units:   reporting currency, net of disbenefits; null where nothing is recorded, never 0. held is the forecast, or
--          the plan where nothing is forecast. Flags are 0 or 1.
with

spanned as (
    select
        benefit_months.*,
        case
            when benefit_months.period <= cutoffs.past then 'past'
            when benefit_months.period <= cutoffs.in_window then 'window'
            else 'later'
        end as span
    from benefit_months
    cross join cutoffs
),

totals as (
    select
        spanned.benefit_id,
        sum(spanned.baseline) as baseline,
        sum(spanned.plan) as plan,
        sum(case when spanned.is_ended = 1 then spanned.plan end) as plan_to_date,
        sum(case when spanned.is_ended = 0 then spanned.plan end) as plan_to_come,
        sum(spanned.actual) as realized,
        sum(spanned.forecast) as to_come,
        sum(case when spanned.span = 'past' then spanned.actual end) as actual_past,
        sum(case when spanned.span = 'window' then spanned.actual end) as actual_window,
        sum(case when spanned.span = 'window' then spanned.forecast end) as forecast_window,
        sum(case when spanned.span = 'later' then spanned.forecast end) as forecast_later,
        sum(case when spanned.span = 'later' then spanned.plan end) as plan_later,
        sum(case when spanned.period >= $fiscal_start and spanned.period <= $fiscal_end
            then coalesce(spanned.actual, spanned.forecast) end) as fiscal,
        sum(case when spanned.period > $fiscal_end
            then coalesce(spanned.actual, spanned.forecast) end) as after_fiscal,
        min(case when spanned.is_ended = 1 and spanned.plan <> 0 then spanned.period end) as first_due
    from spanned
    group by spanned.benefit_id
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
        benefit_proof.measured,
        benefit_proof.confirmed,
        benefit_gaps.gap_late_start,
        benefit_gaps.gap_adoption,
        benefit_gaps.gap_scope,
        benefit_gaps.gap_stopped,
        benefit_gaps.gap_price,
        benefit_gaps.gap_other,
        totals.actual_past,
        totals.actual_window,
        totals.forecast_window,
        totals.forecast_later,
        totals.plan_later,
        totals.fiscal,
        totals.after_fiscal,
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
    left join benefit_gaps on stg_benefits.benefit_id = benefit_gaps.benefit_id
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
