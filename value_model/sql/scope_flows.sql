-- scope_flows: cost and benefit of each scope month by month, all of them and those of projects with both sides.
-- Grain:   one row per scope and month with at least one amount.
-- Inputs:  cost_months, benefit_months, benefit_weights, project_parts, project_sums
-- Params:  $asked: the kinds of scope asked for besides the portfolio, in commas
-- Units:   reporting currency, added in decimals and handed over as an 8-byte float, since factors and roots come next; null
--          where nothing is recorded.
--          plan_* and forecast_* hold only projects that have both cost and benefit by month (forecast: actual up to the
--          as-of date, then forecast, then the plan where it stands in); all_* hold everything.
with

costs as (
    select
        project_parts.scope,
        cost_months.period,
        sum(case when project_sums.has_plan_profile = 1
            then cost_months.plan * project_parts.share end) as plan_cost,
        sum(case when project_sums.has_forecast_profile = 1
            then project_parts.share * case
                when cost_months.is_ended = 1 then cost_months.actual
                when project_sums.forecast is null then cost_months.plan
                else cost_months.forecast end end) as forecast_cost,
        sum(cost_months.plan * project_parts.share) as all_plan_cost,
        sum(cost_months.actual * project_parts.share) as all_actual_cost,
        sum(cost_months.forecast * project_parts.share) as all_forecast_cost
    from project_parts
    inner join cost_months on project_parts.project_id = cost_months.project_id
    inner join project_sums on project_parts.project_id = project_sums.project_id
    where project_parts.scope_kind = 'portfolio' or $asked like '%,' || project_parts.scope_kind || ',%'
    group by
        project_parts.scope,
        cost_months.period
),

-- Benefits that a scope counts alike are added up before they are multiplied: a product is dearer than a sum.
different as (
    select distinct
        benefit_weights.scope,
        benefit_weights.share,
        benefit_weights.plan_profile_share,
        benefit_weights.forecast_profile_share,
        benefit_weights.standing_share
    from benefit_weights
    where benefit_weights.is_counted = 1
),

weights as (
    select
        different.*,
        row_number() over (
            order by
                different.scope,
                different.share,
                coalesce(different.plan_profile_share, -1),
                coalesce(different.forecast_profile_share, -1),
                coalesce(different.standing_share, -1)
        ) as weight
    from different
),

alike as (
    select
        benefit_weights.benefit_id,
        weights.weight
    from benefit_weights
    inner join weights
        on benefit_weights.scope = weights.scope
        and benefit_weights.share = weights.share
        and coalesce(benefit_weights.plan_profile_share, -1) = coalesce(weights.plan_profile_share, -1)
        and coalesce(benefit_weights.forecast_profile_share, -1) = coalesce(weights.forecast_profile_share, -1)
        and coalesce(benefit_weights.standing_share, -1) = coalesce(weights.standing_share, -1)
    where benefit_weights.is_counted = 1
),

weighed as (
    select
        alike.weight,
        benefit_months.period,
        sum(benefit_months.baseline) as baseline,
        sum(benefit_months.plan) as plan,
        sum(benefit_months.actual) as actual,
        sum(benefit_months.forecast) as forecast,
        sum(case when benefit_months.is_ended = 0 and benefit_months.forecast is null then benefit_months.plan end) as standing_in
    from alike
    inner join benefit_months on alike.benefit_id = benefit_months.benefit_id
    group by
        alike.weight,
        benefit_months.period
),

benefits_by_month as (
    select
        weights.scope,
        weighed.period,
        sum(weighed.plan * weights.plan_profile_share) as plan_benefit,
        sum(case
            when weighed.actual is not null then weighed.actual * weights.forecast_profile_share
            when weighed.forecast is null then weighed.standing_in * weights.standing_share
            when weighed.standing_in is null or weights.standing_share is null then weighed.forecast * weights.forecast_profile_share
            else coalesce(weighed.forecast * weights.forecast_profile_share, 0) + weighed.standing_in * weights.standing_share
        end) as forecast_benefit,
        sum(weighed.baseline * weights.share) as all_baseline_benefit,
        sum(weighed.plan * weights.share) as all_plan_benefit,
        sum(weighed.actual * weights.share) as all_actual_benefit,
        sum(weighed.forecast * weights.share) as all_forecast_benefit
    from weighed
    inner join weights on weighed.weight = weights.weight
    group by
        weights.scope,
        weighed.period
)

select
    coalesce(costs.scope, benefits_by_month.scope) as scope,
    coalesce(costs.period, benefits_by_month.period) as period,
    cast(costs.plan_cost as {DBL}) as plan_cost,
    cast(costs.forecast_cost as {DBL}) as forecast_cost,
    cast(costs.all_plan_cost as {DBL}) as all_plan_cost,
    cast(costs.all_actual_cost as {DBL}) as all_actual_cost,
    cast(costs.all_forecast_cost as {DBL}) as all_forecast_cost,
    cast(benefits_by_month.plan_benefit as {DBL}) as plan_benefit,
    cast(benefits_by_month.forecast_benefit as {DBL}) as forecast_benefit,
    cast(benefits_by_month.all_baseline_benefit as {DBL}) as all_baseline_benefit,
    cast(benefits_by_month.all_plan_benefit as {DBL}) as all_plan_benefit,
    cast(benefits_by_month.all_actual_benefit as {DBL}) as all_actual_benefit,
    cast(benefits_by_month.all_forecast_benefit as {DBL}) as all_forecast_benefit
from costs
full outer join benefits_by_month
    on costs.scope = benefits_by_month.scope
    and costs.period = benefits_by_month.period
order by
    scope,
    period
