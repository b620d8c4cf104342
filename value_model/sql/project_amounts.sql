-- project_amounts: the amounts of each project that counts, weights and ranks above it rest on.
-- Grain:   one row per project that a filter keeps.
-- Inputs:  project_sums, project_shares, benefit_sums, chosen
-- Params:  none of its own
-- Units:   reporting currency; null where not known. benefit_plan, benefit_forecast: of the benefits it counts, with the totals
--          that stand in; a forecast that only realized benefits make up is not known as long as more was planned.
with

from_rows as (
    select
        project_shares.project_id,
        sum(benefit_sums.plan * project_shares.share) as plan,
        sum(benefit_sums.forecast * project_shares.share) as forecast
    from project_shares
    inner join benefit_sums on project_shares.benefit_id = benefit_sums.benefit_id
    group by project_shares.project_id
)

select
    project_sums.project_id,
    project_sums.approved,
    project_sums.to_date,
    project_sums.has_forecast_profile,
    case
        when project_sums.benefit_plan is null then null
        when from_rows.plan is null then project_sums.stated_plan
        else from_rows.plan + coalesce(project_sums.stated_plan, 0)
    end as benefit_plan,
    case
        when project_sums.benefit_forecast is null then null
        when from_rows.forecast is null then project_sums.stated_forecast
        else from_rows.forecast + coalesce(project_sums.stated_forecast, 0)
    end as benefit_forecast
from project_sums
inner join chosen on project_sums.project_id = chosen.project_id
left join from_rows on project_sums.project_id = from_rows.project_id
