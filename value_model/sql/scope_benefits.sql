-- scope_benefits: benefits of each scope, their evidence, gaps and faults, and the sums over projects known on both sides.
-- Grain:   one row per scope that holds benefits with values.
-- Inputs:  benefit_weights, benefit_sums, benefit_gaps, benefit_windows, benefit_proof
-- Params:  none of its own
-- Units:   reporting currency, net of disbenefits; c_*: benefits; plan_benefit, actual_benefit …: only of projects that
--          have both sides of a ratio. at_risk*: planned value still to come; by reason the amounts overlap.
with

held as (
    select
        benefit_weights.*,
        benefit_sums.baseline,
        benefit_sums.plan,
        benefit_sums.plan_to_date,
        benefit_sums.plan_to_come,
        benefit_sums.realized,
        benefit_sums.to_come,
        benefit_sums.forecast,
        benefit_proof.measured,
        benefit_proof.confirmed,
        benefit_sums.sign,
        benefit_sums.base,
        benefit_sums.plan_to_date_reported,
        benefit_sums.kept,
        benefit_gaps.gap_late_start,
        benefit_gaps.gap_adoption,
        benefit_gaps.gap_scope,
        benefit_gaps.gap_stopped,
        benefit_gaps.gap_price,
        benefit_gaps.gap_other,
        benefit_windows.actual_past,
        benefit_windows.actual_window,
        benefit_windows.forecast_window,
        benefit_windows.forecast_later,
        benefit_windows.plan_later,
        benefit_windows.fiscal,
        benefit_windows.after_fiscal,
        benefit_sums.confidence,
        benefit_sums.fx_missing,
        benefit_sums.no_owner,
        benefit_sums.no_baseline,
        benefit_sums.no_evidence,
        benefit_sums.not_green,
        benefit_sums.is_late,
        benefit_sums.started_silent,
        benefit_sums.is_at_risk,
        benefit_sums.remaining * benefit_weights.share as remains
    from benefit_weights
    inner join benefit_sums on benefit_weights.benefit_id = benefit_sums.benefit_id
    left join benefit_gaps on benefit_weights.benefit_id = benefit_gaps.benefit_id
    left join benefit_windows on benefit_weights.benefit_id = benefit_windows.benefit_id
    left join benefit_proof on benefit_weights.benefit_id = benefit_proof.benefit_id
    where benefit_weights.is_counted = 1
)

select
    held.scope_kind,
    held.scope,
    count(*) as benefits,
    sum(held.baseline * held.share) as baseline,
    sum(held.plan * held.share) as plan,
    sum(held.plan_to_date * held.share) as plan_to_date,
    sum(held.plan_to_come * held.share) as plan_to_come,
    sum(held.realized * held.share) as realized,
    sum(held.to_come * held.share) as to_come,
    sum(held.forecast * held.share) as forecast,
    sum(held.measured * held.share) as measured,
    sum(held.confirmed * held.share) as confirmed,
    sum(case when held.sign = -1 then -held.held * held.share end) as disbenefits,
    sum(held.gap_late_start * held.share) as gap_late_start,
    sum(held.gap_adoption * held.share) as gap_adoption,
    sum(held.gap_scope * held.share) as gap_scope,
    sum(held.gap_stopped * held.share) as gap_stopped,
    sum(held.gap_price * held.share) as gap_price,
    sum(held.gap_other * held.share) as gap_other,
    sum(held.plan_to_date_reported * held.share) as plan_to_date_reported,
    sum(held.kept * held.share) as kept,
    sum(held.fx_missing) as benefit_fx_missing,
    sum(case when held.baseline is null then held.base * held.base_share end) as base_from_plan,
    sum(held.plan * held.plan_share) as plan_benefit,
    sum(held.realized * held.actual_share) as actual_benefit,
    sum(held.plan_to_date * held.actual_share) as actual_benefit_plan,
    sum(held.forecast * held.forecast_share) as forecast_benefit,
    sum(case when held.to_come is null then held.plan_to_come * held.standing_share end) as benefit_standing_in,
    sum(held.to_come * held.to_come_share) as to_come_benefit,
    sum(held.plan * held.gap_share) as gap_plan,
    sum(held.forecast * held.gap_share) as gap_forecast,
    sum(held.base * held.base_share) as base_matched,
    sum(held.forecast * held.base_share) as base_forecast,
    sum(case when held.no_owner = 1 then held.held * held.share end) as no_owner,
    sum(held.no_owner) as c_no_owner,
    sum(case when held.no_baseline = 1 then held.held * held.share end) as no_baseline,
    sum(held.no_baseline) as c_no_baseline,
    sum(case when held.started_silent = 1 then held.held * held.share end) as started_silent,
    sum(held.started_silent) as c_started_silent,
    sum(held.held * held.closed_share) as closed_silent,
    sum(held.held * held.free_share) as unallocated,
    sum(case when held.share = 1 then cast(held.to_come as decimal(25, 6))
        else cast(held.to_come * held.share as decimal(25, 6)) end * cast(held.confidence as decimal(9, 8))) as expected_to_come,
    sum(case when held.confidence is not null then held.to_come * held.share end) as rated_to_come,
    sum(case when held.confidence is not null and held.to_come is not null then 1 else 0 end) as c_rated,
    sum(case when held.to_come is not null then 1 else 0 end) as c_to_come,
    sum(held.actual_past * held.share) as actual_past,
    sum(held.actual_window * held.share) as actual_window,
    sum(held.forecast_window * held.share) as forecast_window,
    sum(held.forecast_later * held.share) as forecast_later,
    sum(held.plan_later * held.share) as plan_later,
    sum(held.fiscal * held.share) as fiscal,
    sum(held.after_fiscal * held.share) as after_fiscal,
    sum(held.remains) as remaining,
    sum(case when held.is_at_risk = 1 then held.remains end) as at_risk,
    sum(case when held.is_at_risk = 1 and held.remains is not null then 1 else 0 end) as c_at_risk,
    sum(case when held.not_green = 1 then held.remains end) as at_risk_not_green,
    sum(case when held.no_owner = 1 then held.remains end) as at_risk_no_owner,
    sum(case when held.no_baseline = 1 then held.remains end) as at_risk_no_baseline,
    sum(case when held.no_evidence = 1 then held.remains end) as at_risk_no_evidence,
    sum(case when held.is_late = 1 then held.remains end) as at_risk_project_late
from held
group by
    held.scope_kind,
    held.scope
