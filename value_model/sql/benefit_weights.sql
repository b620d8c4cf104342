-- benefit_weights: how much of each benefit a scope holds, in all and of projects known on both sides of a ratio.
-- Grain:   one row per scope and benefit. Of the benefits of a scope that share an overlap group only the largest has
--          is_counted = 1.
-- Inputs:  benefit_parts, benefit_sums, project_sums, delivery
-- Params:  $silent_days: days after the close from which silence counts
-- Units:   fraction. plan_share, actual_share …: held by projects where both cost and benefit of that stream are known
--          (the part no project holds goes along); *_profile_share: known month by month; standing_share: where the plan to
--          come stands in for a missing forecast; closed_share: held by projects closed for longer than $silent_days.
with

held as (
    select
        benefit_parts.scope,
        benefit_parts.benefit_id,
        max(benefit_parts.scope_kind) as scope_kind,
        max(benefit_sums.overlap_group) as overlap_group,
        max(benefit_sums.held) as held,
        sum(benefit_parts.share) as share,
        sum(case when coalesce(project_sums.has_plan, 1) = 1 then benefit_parts.share end) as plan_share,
        sum(case when coalesce(project_sums.has_actual, 1) = 1 then benefit_parts.share end) as actual_share,
        sum(case when coalesce(project_sums.has_forecast, 1) = 1 then benefit_parts.share end) as forecast_share,
        sum(case when project_sums.has_forecast = 1 and project_sums.benefit_forecast is null
            then benefit_parts.share end) as standing_share,
        sum(case when coalesce(project_sums.has_to_come, 1) = 1 then benefit_parts.share end) as to_come_share,
        sum(case when coalesce(project_sums.has_benefit_forecast, 1) = 1 then benefit_parts.share end) as gap_share,
        sum(case when coalesce(project_sums.has_base_forecast, 1) = 1 then benefit_parts.share end) as base_share,
        sum(case when coalesce(project_sums.has_plan_profile, 1) = 1 then benefit_parts.share end) as plan_profile_share,
        sum(case when coalesce(project_sums.has_forecast_profile, 1) = 1 then benefit_parts.share end) as forecast_profile_share,
        sum(case when benefit_parts.project_id is null then benefit_parts.share end) as free_share,
        sum(case when delivery.is_closed = 1 and delivery.days_since_finish > $silent_days
            and benefit_sums.realized is null then benefit_parts.share end) as closed_share
    from benefit_parts
    inner join benefit_sums on benefit_parts.benefit_id = benefit_sums.benefit_id
    left join project_sums on benefit_parts.project_id = project_sums.project_id
    left join delivery on benefit_parts.project_id = delivery.project_id
    group by
        benefit_parts.scope,
        benefit_parts.benefit_id
),

ranked as (
    select
        held.scope,
        held.benefit_id,
        row_number() over (
            partition by held.scope, held.overlap_group
            order by coalesce(held.held, 0) desc, held.benefit_id
        ) as place
    from held
    where held.overlap_group is not null
)

select
    held.*,
    case when ranked.place > 1 then 0 else 1 end as is_counted
from held
left join ranked
    on held.scope = ranked.scope
    and held.benefit_id = ranked.benefit_id
