-- objective_parts: which part of each benefit belongs to which objective, by the project that brings it.
-- Grain:   one row per benefit, objective and project.
-- Inputs:  benefit_holders, stg_links
-- Params:  none of its own
-- Units:   fraction. An objective holds the benefits that name it, and those that name none by the project's links.
select
    benefit_holders.benefit_id,
    benefit_holders.project_id,
    'objective:' || benefit_holders.objective_id as scope,
    benefit_holders.share
from benefit_holders
where benefit_holders.objective_id is not null
union all
select
    benefit_holders.benefit_id,
    benefit_holders.project_id,
    'objective:' || stg_links.objective_id as scope,
    cast(benefit_holders.share * stg_links.share as decimal(14, 13)) as share
from benefit_holders
inner join stg_links on benefit_holders.project_id = stg_links.project_id
where benefit_holders.objective_id is null
