-- project_sums: cost and benefit of each project side by side, and which of them are known.
-- Grain:   one row per project.
-- Inputs:  stg_projects, project_costs, benefit_sums, stg_shares, overlap_places, stg_links
-- Params:  none of its own
-- Units:   reporting currency; null where nothing is recorded. stated_*: planned_benefit, benefit_to_date and
--          forecast_benefit of the project, where it has no benefit values of that stream. has_*: 1 when both sides of a
--          ratio are known; *_profile: when both are known month by month.
with

held as (
    select
        stg_shares.project_id,
        stg_shares.share,
        case when stg_shares.share = 1 then 1 else 0 end as is_whole,
        benefit_sums.plan,
        benefit_sums.realized,
        benefit_sums.to_come,
        benefit_sums.plan_to_date,
        benefit_sums.plan_to_come,
        benefit_sums.base,
        benefit_sums.fx_missing
    from stg_shares
    inner join benefit_sums on stg_shares.benefit_id = benefit_sums.benefit_id
    left join overlap_places
        on stg_shares.project_id = overlap_places.project_id
        and stg_shares.benefit_id = overlap_places.benefit_id
    where overlap_places.place = 1
        or overlap_places.place is null
),

-- Back to six places: a product keeps the places of both sides, and the next share would not fit. Dropping places takes an engine a
-- thousand times as long as adding, so that whole benefits, which have none to drop, are added without a product.
from_rows as (
    select
        held.project_id,
        case when min(held.is_whole) = 1 then cast(sum(held.plan) as decimal(25, 6))
            else cast(sum(held.plan * held.share) as decimal(25, 6)) end as plan,
        case when min(held.is_whole) = 1 then cast(sum(held.realized) as decimal(25, 6))
            else cast(sum(held.realized * held.share) as decimal(25, 6)) end as realized,
        case when min(held.is_whole) = 1 then cast(sum(held.to_come) as decimal(25, 6))
            else cast(sum(held.to_come * held.share) as decimal(25, 6)) end as to_come,
        case when min(held.is_whole) = 1 then cast(sum(held.plan_to_date) as decimal(25, 6))
            else cast(sum(held.plan_to_date * held.share) as decimal(25, 6)) end as plan_to_date,
        case when min(held.is_whole) = 1 then cast(sum(held.plan_to_come) as decimal(25, 6))
            else cast(sum(held.plan_to_come * held.share) as decimal(25, 6)) end as plan_to_come,
        case when min(held.is_whole) = 1 then cast(sum(held.base) as decimal(25, 6))
            else cast(sum(held.base * held.share) as decimal(25, 6)) end as base,
        count(*) as benefits,
        sum(held.fx_missing) as fx_missing
    from held
    group by held.project_id
),

linked as (
    select distinct stg_links.project_id
    from stg_links
),

sided as (
    select
        project_costs.project_id,
        project_costs.approved,
        project_costs.to_date,
        project_costs.to_come,
        project_costs.forecast,
        project_costs.plan_to_date,
        project_costs.plan_to_come,
        project_costs.standing_in,
        project_costs.has_plan_rows,
        project_costs.has_forecast_rows,
        project_costs.fx_missing + coalesce(from_rows.fx_missing, 0) as fx_missing,
        coalesce(from_rows.benefits, 0) as benefits,
        case when linked.project_id is null then 0 else 1 end as is_linked,
        from_rows.plan as benefit_plan_rows,
        from_rows.realized as benefit_realized_rows,
        from_rows.to_come as benefit_to_come_rows,
        from_rows.plan_to_date as benefit_plan_to_date,
        from_rows.plan_to_come as benefit_plan_to_come,
        case when from_rows.plan is null then stg_projects.planned_benefit end as stated_plan,
        case when from_rows.realized is null then stg_projects.benefit_to_date end as stated_realized,
        case when from_rows.to_come is null then stg_projects.forecast_benefit end as stated_whole,
        coalesce(from_rows.base, stg_projects.planned_benefit) as benefit_base,
        coalesce(from_rows.plan, stg_projects.planned_benefit) as benefit_plan,
        coalesce(from_rows.realized, stg_projects.benefit_to_date) as benefit_realized
    from project_costs
    inner join stg_projects on project_costs.project_id = stg_projects.project_id
    left join from_rows on project_costs.project_id = from_rows.project_id
    left join linked on project_costs.project_id = linked.project_id
),

forecasted as (
    select
        sided.*,
        cast(case
            when sided.stated_whole is not null then sided.stated_whole - coalesce(sided.benefit_realized_rows, 0)
            when sided.benefit_to_come_rows is not null then sided.stated_realized
        end as decimal(25, 6)) as stated_forecast,
        case when sided.stated_whole is not null and sided.benefit_realized is not null
            then sided.stated_whole - sided.benefit_realized end as stated_to_come,
        case
            when sided.stated_whole is not null then sided.stated_whole
            when sided.benefit_to_come_rows is not null then coalesce(sided.benefit_realized, 0) + sided.benefit_to_come_rows
            when sided.benefit_realized_rows is not null and coalesce(sided.benefit_plan_to_come, 0) = 0
                then sided.benefit_realized_rows
        end as benefit_forecast
    from sided
),

completed as (
    select
        forecasted.*,
        case when forecasted.benefit_to_come_rows is not null then forecasted.benefit_to_come_rows
            else forecasted.stated_to_come end as benefit_to_come,
        case when forecasted.benefit_forecast is null and forecasted.benefit_realized is not null
            and forecasted.benefit_plan_to_come <> 0 then forecasted.benefit_plan_to_come end as benefit_standing_in
    from forecasted
),

whole as (
    select
        completed.*,
        coalesce(completed.forecast, completed.to_date + completed.standing_in) as cost_at_completion,
        coalesce(completed.benefit_forecast, completed.benefit_realized + completed.benefit_standing_in)
            as benefit_at_completion
    from completed
)

select
    whole.*,
    case when whole.approved is not null and whole.benefit_plan is not null then 1 else 0 end as has_plan,
    case when whole.to_date is not null and whole.benefit_realized is not null then 1 else 0 end as has_actual,
    case when whole.cost_at_completion is not null and whole.benefit_at_completion is not null then 1 else 0 end as has_forecast,
    case when whole.to_come is not null and whole.benefit_to_come is not null then 1 else 0 end as has_to_come,
    case when whole.approved is not null and whole.forecast is not null then 1 else 0 end as has_cost_forecast,
    case when whole.benefit_plan is not null and whole.benefit_forecast is not null then 1 else 0 end as has_benefit_forecast,
    case when whole.benefit_base is not null and whole.benefit_forecast is not null then 1 else 0 end as has_base_forecast,
    case when whole.has_plan_rows = 1 and whole.benefit_plan_rows is not null then 1 else 0 end as has_plan_profile,
    case
        when whole.has_forecast_rows = 0 or whole.cost_at_completion is null or whole.benefit_at_completion is null then 0
        when whole.stated_whole <> coalesce(whole.benefit_realized_rows, 0) or whole.stated_realized <> 0 then 0
        else 1
    end as has_forecast_profile
from whole
