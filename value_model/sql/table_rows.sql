-- table_rows: how many rows each table of the contract holds.
-- Grain:   one row per table that holds any.
-- Inputs:  settings, projects, costs, benefits, benefit_values, objectives, contributions, criteria, scores, pairwise, measures, readings, risks, milestones, decisions, stakeholders, pulse, office, rates, benefit_shares
-- Params:  $snapshot
-- Units:   rows.
select
    'settings' as table_name,
    count(*) as row_count
from settings
where settings.snapshot_id = $snapshot
having count(*) > 0
union all
select
    'projects' as table_name,
    count(*) as row_count
from projects
where projects.snapshot_id = $snapshot
having count(*) > 0
union all
select
    'costs' as table_name,
    count(*) as row_count
from costs
where costs.snapshot_id = $snapshot
having count(*) > 0
union all
select
    'benefits' as table_name,
    count(*) as row_count
from benefits
where benefits.snapshot_id = $snapshot
having count(*) > 0
union all
select
    'benefit_values' as table_name,
    count(*) as row_count
from benefit_values
where benefit_values.snapshot_id = $snapshot
having count(*) > 0
union all
select
    'objectives' as table_name,
    count(*) as row_count
from objectives
where objectives.snapshot_id = $snapshot
having count(*) > 0
union all
select
    'contributions' as table_name,
    count(*) as row_count
from contributions
where contributions.snapshot_id = $snapshot
having count(*) > 0
union all
select
    'criteria' as table_name,
    count(*) as row_count
from criteria
where criteria.snapshot_id = $snapshot
having count(*) > 0
union all
select
    'scores' as table_name,
    count(*) as row_count
from scores
where scores.snapshot_id = $snapshot
having count(*) > 0
union all
select
    'pairwise' as table_name,
    count(*) as row_count
from pairwise
where pairwise.snapshot_id = $snapshot
having count(*) > 0
union all
select
    'measures' as table_name,
    count(*) as row_count
from measures
where measures.snapshot_id = $snapshot
having count(*) > 0
union all
select
    'readings' as table_name,
    count(*) as row_count
from readings
where readings.snapshot_id = $snapshot
having count(*) > 0
union all
select
    'risks' as table_name,
    count(*) as row_count
from risks
where risks.snapshot_id = $snapshot
having count(*) > 0
union all
select
    'milestones' as table_name,
    count(*) as row_count
from milestones
where milestones.snapshot_id = $snapshot
having count(*) > 0
union all
select
    'decisions' as table_name,
    count(*) as row_count
from decisions
where decisions.snapshot_id = $snapshot
having count(*) > 0
union all
select
    'stakeholders' as table_name,
    count(*) as row_count
from stakeholders
where stakeholders.snapshot_id = $snapshot
having count(*) > 0
union all
select
    'pulse' as table_name,
    count(*) as row_count
from pulse
where pulse.snapshot_id = $snapshot
having count(*) > 0
union all
select
    'office' as table_name,
    count(*) as row_count
from office
where office.snapshot_id = $snapshot
having count(*) > 0
union all
select
    'rates' as table_name,
    count(*) as row_count
from rates
where rates.snapshot_id = $snapshot
having count(*) > 0
union all
select
    'benefit_shares' as table_name,
    count(*) as row_count
from benefit_shares
where benefit_shares.snapshot_id = $snapshot
having count(*) > 0
