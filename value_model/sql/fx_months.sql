-- fx_months: what new exchange rates alone have changed, month by month.
-- Grain:   one row per project and month with an amount in a currency whose rate differs from the compared snapshot's.
-- Inputs:  benefit_values, costs, months, rates, stg_benefits, stg_shares, stg_projects
-- Params:  $snapshot, $compared, $as_of, $reporting
-- Units:   reporting currency, amount x (new rate - old rate); actuals of ended months, forecasts of the others, and the
--          plan of the others. A rate that one of the two snapshots lacks has changed nothing.
with

moved as (
    select
        new_rates.currency,
        new_rates.period,
        cast(new_rates.rate as {DBL}) - cast(old_rates.rate as {DBL}) as step
    from rates as new_rates
    inner join rates as old_rates
        on new_rates.currency = old_rates.currency
        and new_rates.period = old_rates.period
    where new_rates.snapshot_id = $snapshot
        and old_rates.snapshot_id = $compared
        and new_rates.rate <> old_rates.rate
),

gained as (
    select
        stg_shares.project_id,
        benefit_values.period,
        sum(case when benefit_values.stream <> 'plan' then cast(cast(stg_benefits.sign * benefit_values.amount as {DBL})
            * cast(stg_shares.share as {DBL}) * moved.step as decimal(23, 6)) end) as benefit,
        sum(case when benefit_values.stream = 'plan' then cast(cast(stg_benefits.sign * benefit_values.amount as {DBL})
            * cast(stg_shares.share as {DBL}) * moved.step as decimal(23, 6)) end) as plan
    from benefit_values
    inner join stg_benefits on benefit_values.benefit_id = stg_benefits.benefit_id
    inner join stg_shares on benefit_values.benefit_id = stg_shares.benefit_id
    inner join months on benefit_values.period = months.period
    inner join moved
        on coalesce(benefit_values.currency, stg_benefits.currency, $reporting) = moved.currency
        and benefit_values.period = moved.period
    where benefit_values.snapshot_id = $snapshot
        and stg_benefits.is_money = 1
        and ((benefit_values.stream = 'actual' and months.period_end <= $as_of)
            or (benefit_values.stream in ('forecast', 'plan') and months.period_end > $as_of))
    group by
        stg_shares.project_id,
        benefit_values.period
),

spent as (
    select
        costs.project_id,
        costs.period,
        sum(cast(cast(costs.amount as {DBL}) * moved.step as decimal(23, 6))) as cost
    from costs
    inner join stg_projects on costs.project_id = stg_projects.project_id
    inner join months on costs.period = months.period
    inner join moved
        on coalesce(costs.currency, stg_projects.currency, $reporting) = moved.currency
        and costs.period = moved.period
    where costs.snapshot_id = $snapshot
        and ((costs.stream = 'actual' and months.period_end <= $as_of)
            or (costs.stream = 'forecast' and months.period_end > $as_of))
    group by
        costs.project_id,
        costs.period
)

select
    coalesce(gained.project_id, spent.project_id) as project_id,
    months.period,
    case when months.period_end <= $as_of then 1 else 0 end as is_ended,
    gained.benefit,
    gained.plan,
    spent.cost
from gained
full outer join spent
    on gained.project_id = spent.project_id
    and gained.period = spent.period
inner join months on coalesce(gained.period, spent.period) = months.period
order by
    project_id,
    months.period
