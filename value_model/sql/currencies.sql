-- currencies: the currencies that projects name.
-- Grain:   one row per currency.
-- Inputs:  projects
-- Params:  $snapshot
-- Units:   ISO 4217 code.
select distinct projects.currency
from projects
where projects.snapshot_id = $snapshot
    and projects.currency is not null
