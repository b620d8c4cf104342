-- delivery: progress and dates of each project as whole days, for the delivery index.
-- Grain:   one row per project.
-- Inputs:  stg_projects, calendar
-- Params:  $as_of, $on_time: the index from which a project counts as on time
-- Units:   days; null where a date is missing. is_done = 1 when closed, stopped or finished by $as_of; is_late = 1 when a
--          project that is not done is below $on_time of planned progress, or forecasts a finish after its baseline.
with

numbered as (
    select
        stg_projects.project_id,
        starts.days_before + cast(extract(day from stg_projects.start) as integer) as start_day,
        baselines.days_before + cast(extract(day from stg_projects.baseline_finish) as integer) as baseline_day,
        actuals.days_before + cast(extract(day from stg_projects.actual_finish) as integer) as actual_day,
        todays.days_before + cast(extract(day from cast($as_of as date)) as integer) as today
    from stg_projects
    left join calendar as starts
        on cast(extract(year from stg_projects.start) as integer) = starts.calendar_year
        and cast(extract(month from stg_projects.start) as integer) = starts.calendar_month
    left join calendar as baselines
        on cast(extract(year from stg_projects.baseline_finish) as integer) = baselines.calendar_year
        and cast(extract(month from stg_projects.baseline_finish) as integer) = baselines.calendar_month
    left join calendar as actuals
        on cast(extract(year from stg_projects.actual_finish) as integer) = actuals.calendar_year
        and cast(extract(month from stg_projects.actual_finish) as integer) = actuals.calendar_month
    left join calendar as todays
        on cast(extract(year from cast($as_of as date)) as integer) = todays.calendar_year
        and cast(extract(month from cast($as_of as date)) as integer) = todays.calendar_month
),

spans as (
    select
        numbered.project_id,
        numbered.baseline_day - numbered.start_day as planned_days,
        numbered.actual_day - numbered.start_day as actual_days,
        case
            when numbered.today < numbered.start_day then 0
            when numbered.today > numbered.baseline_day then numbered.baseline_day - numbered.start_day
            else numbered.today - numbered.start_day
        end as elapsed_days,
        numbered.today - numbered.actual_day as days_since_finish
    from numbered
),

states as (
    select
        stg_projects.project_id,
        stg_projects.stage,
        stg_projects.delivery_rag,
        stg_projects.percent_complete,
        stg_projects.planned_percent,
        stg_projects.baseline_finish,
        stg_projects.forecast_finish,
        stg_projects.actual_finish,
        spans.planned_days,
        spans.actual_days,
        spans.elapsed_days,
        spans.days_since_finish,
        case when stg_projects.stage = 'closed' then 1 else 0 end as is_closed,
        case
            when stg_projects.stage in ('closed', 'stopped') then 1
            when stg_projects.actual_finish <= $as_of then 1
            else 0
        end as is_done
    from stg_projects
    inner join spans on stg_projects.project_id = spans.project_id
)

select
    states.*,
    case
        when states.is_done = 1 then 0
        when states.percent_complete is not null and states.planned_percent > 0
            then case when states.percent_complete < $on_time * states.planned_percent then 1 else 0 end
        when states.percent_complete is not null and states.planned_percent is null and states.elapsed_days > 0
            then case when states.percent_complete * states.planned_days < $on_time * states.elapsed_days then 1 else 0 end
        when states.forecast_finish > states.baseline_finish then 1
        else 0
    end as is_late
from states
