-- benefit_windows: what each benefit brings before, between and after two as-of dates, and in and after the fiscal year.
-- Grain:   one row per benefit with a month; none where nothing is compared, since nobody reads them then.
-- Inputs:  benefit_months, cutoffs
-- Params:  $compared: 1 where two snapshots are compared; $fiscal_start, $fiscal_end: first and last day of the fiscal year
-- Units:   reporting currency, net of disbenefits; null where nothing is recorded, never 0.
select
    benefit_months.benefit_id,
    sum(case when benefit_months.period <= cutoffs.past then benefit_months.actual end) as actual_past,
    sum(case when benefit_months.period <= cutoffs.past then null
        when benefit_months.period <= cutoffs.in_window then benefit_months.actual end) as actual_window,
    sum(case when benefit_months.period <= cutoffs.past then null
        when benefit_months.period <= cutoffs.in_window then benefit_months.forecast end) as forecast_window,
    sum(case when benefit_months.period <= cutoffs.in_window then null else benefit_months.forecast end) as forecast_later,
    sum(case when benefit_months.period <= cutoffs.in_window then null else benefit_months.plan end) as plan_later,
    sum(case when benefit_months.period >= $fiscal_start and benefit_months.period <= $fiscal_end
        then coalesce(benefit_months.actual, benefit_months.forecast) end) as fiscal,
    sum(case when benefit_months.period > $fiscal_end
        then coalesce(benefit_months.actual, benefit_months.forecast) end) as after_fiscal
from benefit_months
cross join cutoffs
where $compared = 1
group by benefit_months.benefit_id
