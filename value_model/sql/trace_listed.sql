-- trace_listed: the rows of a table that are counted as one each.
-- Grain:   one row per project, or per benefit as read.
-- Inputs:  projects, benefits
-- Params:  $snapshot; $listed: projects or benefits
-- Units:   a count.
with

listed as (
    select
        projects.row_id,
        projects.project_id as owner_id,
        projects.project_id,
        projects.file_no,
        projects.sheet,
        projects.row_no
    from projects
    where projects.snapshot_id = $snapshot
        and $listed = 'projects'
    union all
    select
        benefits.row_id,
        benefits.benefit_id as owner_id,
        benefits.project_id,
        benefits.file_no,
        benefits.sheet,
        benefits.row_no
    from benefits
    where benefits.snapshot_id = $snapshot
        and $listed = 'benefits'
)

select
    listed.row_id,
    listed.owner_id,
    listed.project_id,
    cast(1 as decimal(23, 6)) as amount,
    listed.file_no,
    listed.sheet,
    listed.row_no
from listed
order by listed.row_id
