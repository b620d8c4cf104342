-- scope_sums: every sum of every scope, cost and benefit together.
-- Grain:   one row per scope.
-- Inputs:  scope_costs, scope_benefits, scope_overlap, scope_silence
-- Params:  none of its own
-- Units:   reporting currency; null where nothing is recorded, never 0. Columns as in the inputs.
--          Not a full join with using: ClickHouse has lost the key of rows that only the right side holds.
with

named as (
    select
        scope_costs.scope_kind,
        scope_costs.scope
    from scope_costs
    union all
    select
        scope_benefits.scope_kind,
        scope_benefits.scope
    from scope_benefits
),

scopes as (
    select distinct
        named.scope_kind,
        named.scope
    from named
)

select *
from scopes
left join scope_costs using (scope_kind, scope)
left join scope_benefits using (scope_kind, scope)
left join scope_overlap using (scope)
left join scope_silence using (scope)
order by
    scopes.scope_kind,
    scopes.scope
