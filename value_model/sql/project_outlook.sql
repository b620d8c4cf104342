-- project_outlook: what each project forecast at one review, and how it was rated.
-- Grain:   one row per project.
-- Inputs:  stg_projects, stg_benefits, stg_benefit_values, stg_shares
-- Params:  none of its own
-- Units:   reporting currency; null where nothing is forecast. forecast: actual of ended months, then forecast, else the
--          project's own total. Of an overlap group only the largest claim of the project counts.
with

by_benefit as (
    select
        stg_benefit_values.benefit_id,
        sum(case when stg_benefit_values.stream = 'plan' then stg_benefit_values.amount end) as plan,
        sum(case
            when stg_benefit_values.stream = 'actual' and stg_benefit_values.is_ended = 1 then stg_benefit_values.amount
            when stg_benefit_values.stream = 'forecast' and stg_benefit_values.is_ended = 0 then stg_benefit_values.amount
        end) as forecast,
        max(case when stg_benefit_values.stream = 'forecast' and stg_benefit_values.is_ended = 0 then 1 else 0 end) as is_forecast
    from stg_benefit_values
    group by stg_benefit_values.benefit_id
),

claims as (
    select
        stg_shares.project_id,
        stg_shares.share,
        by_benefit.plan,
        by_benefit.forecast,
        by_benefit.is_forecast,
        stg_benefits.overlap_group,
        row_number() over (
            partition by stg_shares.project_id, stg_benefits.overlap_group
            order by coalesce(by_benefit.forecast, by_benefit.plan, 0) desc, by_benefit.benefit_id
        ) as place
    from stg_shares
    inner join by_benefit on stg_shares.benefit_id = by_benefit.benefit_id
    inner join stg_benefits on stg_shares.benefit_id = stg_benefits.benefit_id
),

by_project as (
    select
        claims.project_id,
        sum(claims.plan * claims.share) as plan,
        sum(claims.forecast * claims.share) as forecast,
        max(claims.is_forecast) as is_forecast
    from claims
    where claims.overlap_group is null or claims.place = 1
    group by claims.project_id
)

select
    stg_projects.project_id,
    stg_projects.delivery_rag,
    coalesce(by_project.plan, stg_projects.planned_benefit) as plan,
    case
        when by_project.is_forecast = 1 then by_project.forecast
        when stg_projects.forecast_benefit is not null then stg_projects.forecast_benefit
        else by_project.forecast
    end as forecast
from stg_projects
left join by_project on stg_projects.project_id = by_project.project_id
order by stg_projects.project_id
