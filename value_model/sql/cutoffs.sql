-- cutoffs: the last months that have ended by the dates that matter, so that rows are compared with them and not joined to a calendar.
-- Grain:   one row.
-- Inputs:  months
-- Params:  $as_of; $since, $until: the earlier and the later of the two as-of dates compared
-- Units:   the first day of the month; null where no month of the calendar has ended.
select
    max(case when months.period_end <= $as_of then months.period end) as ended,
    max(case when months.period_end <= $since then months.period end) as past,
    max(case when months.period_end <= $until then months.period end) as in_window
from months
