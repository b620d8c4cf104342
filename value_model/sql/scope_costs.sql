-- scope_costs: cost of each scope, how many projects it rests on, and the sums over projects known on both sides.
-- Grain:   one row per scope that holds projects.
-- Inputs:  project_parts, project_sums
-- Params:  none of its own
-- Units:   reporting currency. n_*: projects; s_*: approved cost of these projects, for the share of spend; *_matched:
--          over the projects that have both sides of a ratio.
select
    project_parts.scope_kind,
    project_parts.scope,
    count(*) as projects,
    sum(project_sums.approved * project_parts.share) as cost_approved,
    sum(project_sums.to_date * project_parts.share) as cost_to_date,
    sum(project_sums.to_come * project_parts.share) as cost_to_come,
    sum(project_sums.forecast * project_parts.share) as cost_forecast,
    sum(project_sums.plan_to_date * project_parts.share) as cost_plan_to_date,
    sum(project_sums.plan_to_come * project_parts.share) as cost_plan_to_come,
    sum(project_sums.fx_missing) as cost_fx_missing,
    count(project_sums.approved) as n_cost_approved,
    count(project_sums.to_date) as n_cost_to_date,
    count(project_sums.to_come) as n_cost_to_come,
    count(project_sums.forecast) as n_cost_forecast,
    sum(case when project_sums.to_date is not null then project_sums.approved * project_parts.share end) as s_cost_to_date,
    sum(case when project_sums.to_come is not null then project_sums.approved * project_parts.share end) as s_cost_to_come,
    sum(case when project_sums.forecast is not null then project_sums.approved * project_parts.share end) as s_cost_forecast,
    count(project_sums.benefit_plan) as n_benefit_plan,
    count(project_sums.benefit_realized) as n_benefit_realized,
    count(project_sums.benefit_to_come) as n_benefit_to_come,
    count(project_sums.benefit_forecast) as n_benefit_forecast,
    count(project_sums.benefit_plan_to_date) as n_benefit_plan_to_date,
    count(project_sums.benefit_plan_rows) as n_benefit_plan_rows,
    sum(case when project_sums.benefit_plan is not null then project_sums.approved * project_parts.share end) as s_benefit_plan,
    sum(case when project_sums.benefit_realized is not null
        then project_sums.approved * project_parts.share end) as s_benefit_realized,
    sum(case when project_sums.benefit_to_come is not null
        then project_sums.approved * project_parts.share end) as s_benefit_to_come,
    sum(case when project_sums.benefit_forecast is not null
        then project_sums.approved * project_parts.share end) as s_benefit_forecast,
    sum(case when project_sums.benefit_plan_to_date is not null
        then project_sums.approved * project_parts.share end) as s_benefit_plan_to_date,
    sum(project_sums.stated_plan * project_parts.share) as stated_plan,
    sum(project_sums.stated_realized * project_parts.share) as stated_realized,
    sum(project_sums.stated_to_come * project_parts.share) as stated_to_come,
    sum(project_sums.stated_forecast * project_parts.share) as stated_forecast,
    sum(case when project_sums.has_plan = 1 then project_sums.approved * project_parts.share end) as plan_cost,
    sum(case when project_sums.has_plan = 1 then project_sums.stated_plan * project_parts.share end) as stated_plan_benefit,
    sum(project_sums.has_plan) as n_plan,
    sum(case when project_sums.has_actual = 1 then project_sums.to_date * project_parts.share end) as actual_cost,
    sum(case when project_sums.has_actual = 1 then project_sums.plan_to_date * project_parts.share end) as actual_cost_plan,
    sum(case when project_sums.has_actual = 1
        then project_sums.stated_realized * project_parts.share end) as stated_actual_benefit,
    sum(project_sums.has_actual) as n_actual,
    sum(case when project_sums.has_actual = 1 then project_sums.approved * project_parts.share end) as s_actual,
    sum(case when project_sums.has_forecast = 1
        then project_sums.cost_at_completion * project_parts.share end) as forecast_cost,
    sum(case when project_sums.has_forecast = 1
        then project_sums.stated_forecast * project_parts.share end) as stated_forecast_benefit,
    sum(case when project_sums.has_forecast = 1 and project_sums.forecast is null
        then project_sums.standing_in * project_parts.share end) as standing_in,
    sum(case when project_sums.has_forecast = 1 and project_sums.forecast is null then 1 else 0 end) as n_standing_in,
    sum(project_sums.has_forecast) as n_forecast,
    sum(case when project_sums.has_forecast = 1 then project_sums.approved * project_parts.share end) as s_forecast,
    sum(case when project_sums.has_to_come = 1 then project_sums.to_come * project_parts.share end) as to_come_cost,
    sum(case when project_sums.has_to_come = 1
        then project_sums.stated_to_come * project_parts.share end) as stated_to_come_benefit,
    sum(project_sums.has_to_come) as n_to_come,
    sum(case when project_sums.has_to_come = 1 then project_sums.approved * project_parts.share end) as s_to_come,
    sum(case when project_sums.has_cost_forecast = 1 then project_sums.approved * project_parts.share end) as variance_approved,
    sum(case when project_sums.has_cost_forecast = 1
        then project_sums.forecast * project_parts.share end) as variance_forecast,
    sum(project_sums.has_cost_forecast) as n_variance,
    sum(case when project_sums.has_benefit_forecast = 1
        then project_sums.stated_plan * project_parts.share end) as stated_gap_plan,
    sum(case when project_sums.has_benefit_forecast = 1
        then project_sums.stated_forecast * project_parts.share end) as stated_gap_forecast,
    sum(project_sums.has_benefit_forecast) as n_gap,
    sum(case when project_sums.has_benefit_forecast = 1 then project_sums.approved * project_parts.share end) as s_gap,
    sum(case when project_sums.has_base_forecast = 1
        then project_sums.stated_plan * project_parts.share end) as stated_base,
    sum(case when project_sums.has_base_forecast = 1
        then project_sums.stated_forecast * project_parts.share end) as stated_base_forecast,
    sum(project_sums.has_base_forecast) as n_base,
    sum(case when project_sums.has_base_forecast = 1 then project_sums.approved * project_parts.share end) as s_base,
    sum(case when project_sums.is_linked = 1 then project_sums.approved * project_parts.share end) as linked,
    sum(case when project_sums.is_linked = 0 then project_sums.approved * project_parts.share end) as unlinked,
    sum(project_sums.is_linked) as n_linked,
    sum(project_sums.has_plan_profile) as n_plan_profile,
    sum(case when project_sums.has_plan_profile = 1
        then project_sums.approved * project_parts.share end) as s_plan_profile,
    sum(project_sums.has_forecast_profile) as n_forecast_profile,
    sum(case when project_sums.has_forecast_profile = 1
        then project_sums.approved * project_parts.share end) as s_forecast_profile
from project_parts
inner join project_sums on project_parts.project_id = project_sums.project_id
group by
    project_parts.scope_kind,
    project_parts.scope
