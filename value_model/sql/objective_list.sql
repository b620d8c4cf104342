-- objective_list: the objectives of one snapshot.
-- Grain:   one row per objective.
-- Inputs:  objectives
-- Params:  $snapshot
-- Units:   priority as given, null where none is.
select
    objectives.objective_id,
    objectives.name,
    objectives.pillar,
    cast(objectives.priority as {DBL}) as priority
from objectives
where objectives.snapshot_id = $snapshot
order by
    objectives.row_id
