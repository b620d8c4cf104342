-- scope_sums: every sum of every scope, cost and benefit together.
-- Grain:   one row per scope.
-- Inputs:  scope_costs, scope_benefits, scope_overlap, scope_silence
-- Params:  none of its own
-- Units:   reporting currency; null where nothing is recorded, never 0. Columns as in the inputs.
with

sides as (
    select *
    from scope_costs
    full outer join scope_benefits using (scope_kind, scope)
)

select *
from sides
left join scope_overlap using (scope)
left join scope_silence using (scope)
order by
    sides.scope_kind,
    sides.scope
