-- trace_cells: where the values of one field of one table stood, and what the cells read.
-- Grain:   one row per row of the table whose value came from a cell.
-- Inputs:  cells
-- Params:  $snapshot; $cells_of: the table; $field
-- Units:   address and text as the spreadsheet shows them.
select
    cells.row_id,
    cells.address,
    cells.text
from cells
where cells.snapshot_id = $snapshot
    and cells.table_name = $cells_of
    and cells.field = $field
order by cells.row_id
