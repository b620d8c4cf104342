-- forecast_ends: what the last month that a project forecasts is to bring.
-- Grain:   one row per project with forecast benefits to come.
-- Inputs:  benefit_months, project_shares
-- Params:  none of its own
-- Units:   reporting currency, net of disbenefits, added in decimals and handed over as an 8-byte float; months that add up to 0
--          are passed over.
with

by_month as (
    select
        project_shares.project_id,
        benefit_months.period,
        sum(benefit_months.forecast * project_shares.share) as forecast
    from benefit_months
    inner join project_shares on benefit_months.benefit_id = project_shares.benefit_id
    where benefit_months.is_ended = 0
        and benefit_months.forecast is not null
    group by
        project_shares.project_id,
        benefit_months.period
),

ends as (
    select
        by_month.project_id,
        max(by_month.period) as period
    from by_month
    where by_month.forecast <> 0
    group by by_month.project_id
)

select
    by_month.project_id,
    cast(by_month.forecast as {DBL}) as forecast
from by_month
inner join ends
    on by_month.project_id = ends.project_id
    and by_month.period = ends.period
order by by_month.project_id
