-- outlooks: what each project forecast at several reviews, and how it was rated.
-- Grain:   one row per review and project.
-- Inputs:  projects, benefits, benefit_values, benefit_shares, rates, months
-- Params:  $reviews: snapshots with their as-of dates, such as ',a1b2@2026-06-30,c3d4@2026-09-30,'; $reporting
-- Units:   reporting currency at each review's own rates; null where nothing is forecast. forecast: actual of ended months, then
--          forecast, else the project's own total. Of an overlap group only the largest claim of the project counts.
with

reviews as (
    select
        projects.snapshot_id,
        cast(substring($reviews from position(projects.snapshot_id || '@' in $reviews) + length(projects.snapshot_id) + 1 for 10)
            as date) as as_of
    from projects
    where position(projects.snapshot_id || '@' in $reviews) > 0
    group by projects.snapshot_id
),

priced as (
    select
        benefit_values.snapshot_id,
        benefit_values.benefit_id,
        benefit_values.stream,
        benefits.overlap_group,
        reviews.as_of,
        months.period_end,
        case when benefits.kind = 'disbenefit' then -1 else 1 end as sign,
        benefit_values.amount,
        case when coalesce(benefit_values.currency, benefits.currency, $reporting) = $reporting then 1 else 0 end as is_home,
        cast(rates.rate as {DBL}) as rate
    from benefit_values
    inner join reviews on benefit_values.snapshot_id = reviews.snapshot_id
    inner join benefits
        on benefit_values.snapshot_id = benefits.snapshot_id
        and benefit_values.benefit_id = benefits.benefit_id
    left join months on benefit_values.period = months.period
    left join rates
        on benefit_values.snapshot_id = rates.snapshot_id
        and coalesce(benefit_values.currency, benefits.currency) = rates.currency
        and benefit_values.period = rates.period
    where coalesce(benefits.kind, '') <> 'non-financial'
        and benefit_values.period is not null
),

used as (
    select
        priced.snapshot_id,
        priced.benefit_id,
        priced.overlap_group,
        case when priced.stream = 'plan' then 1 else 0 end as is_plan,
        case when priced.stream = 'forecast' then 1 else 0 end as is_forecast,
        case when priced.is_home = 1 then cast(priced.sign * priced.amount as decimal(23, 6))
            else cast(cast(priced.sign * priced.amount as {DBL}) * priced.rate as decimal(23, 6)) end as amount
    from priced
    where priced.stream = 'plan'
        or (priced.stream = 'actual' and priced.period_end <= priced.as_of)
        or (priced.stream = 'forecast' and (priced.period_end > priced.as_of or priced.period_end is null))
),

by_benefit as (
    select
        used.snapshot_id,
        used.benefit_id,
        used.overlap_group,
        sum(case when used.is_plan = 1 then used.amount end) as plan,
        sum(case when used.is_plan = 0 then used.amount end) as forecast,
        max(used.is_forecast) as is_forecast
    from used
    group by
        used.snapshot_id,
        used.benefit_id,
        used.overlap_group
),

holders as (
    select
        benefit_shares.snapshot_id,
        benefit_shares.benefit_id,
        count(*) as project_count
    from benefit_shares
    group by
        benefit_shares.snapshot_id,
        benefit_shares.benefit_id
),

claims as (
    select
        by_benefit.snapshot_id,
        benefit_shares.project_id,
        case
            when benefit_shares.share is not null then cast(benefit_shares.share as decimal(14, 13))
            when holders.project_count = 1 then cast(1 as decimal(14, 13))
            else cast(0 as decimal(14, 13))
        end as share,
        by_benefit.plan,
        by_benefit.forecast,
        by_benefit.is_forecast,
        by_benefit.overlap_group,
        row_number() over (
            partition by by_benefit.snapshot_id, benefit_shares.project_id, by_benefit.overlap_group
            order by coalesce(by_benefit.forecast, by_benefit.plan, 0) desc, by_benefit.benefit_id
        ) as place
    from by_benefit
    inner join benefit_shares
        on by_benefit.snapshot_id = benefit_shares.snapshot_id
        and by_benefit.benefit_id = benefit_shares.benefit_id
    inner join holders
        on by_benefit.snapshot_id = holders.snapshot_id
        and by_benefit.benefit_id = holders.benefit_id
),

by_project as (
    select
        claims.snapshot_id,
        claims.project_id,
        sum(claims.plan * claims.share) as plan,
        sum(claims.forecast * claims.share) as forecast,
        max(claims.is_forecast) as is_forecast
    from claims
    where claims.overlap_group is null or claims.place = 1
    group by
        claims.snapshot_id,
        claims.project_id
)

select
    projects.snapshot_id,
    reviews.as_of,
    projects.project_id,
    projects.delivery_rag,
    case when by_project.plan is not null then by_project.plan
        when coalesce(projects.currency, $reporting) = $reporting then cast(projects.planned_benefit as decimal(23, 6)) end as plan,
    case
        when by_project.is_forecast = 1 then by_project.forecast
        when projects.forecast_benefit is not null and coalesce(projects.currency, $reporting) = $reporting
            then cast(projects.forecast_benefit as decimal(23, 6))
        else by_project.forecast
    end as forecast
from projects
inner join reviews on projects.snapshot_id = reviews.snapshot_id
left join by_project
    on projects.snapshot_id = by_project.snapshot_id
    and projects.project_id = by_project.project_id
order by
    reviews.as_of desc,
    projects.project_id
