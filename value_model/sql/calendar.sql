-- calendar: how many days lie before each month, so that days between dates are a subtraction everywhere.
-- Grain:   one row per month.
-- Inputs:  months
-- Params:  none
-- Units:   days since the first month of the calendar.
select
    cast(extract(year from months.period) as integer) as calendar_year,
    cast(extract(month from months.period) as integer) as calendar_month,
    sum(cast(extract(day from months.period_end) as integer)) over (order by months.period)
    - cast(extract(day from months.period_end) as integer) as days_before
from months
