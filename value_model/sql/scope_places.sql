-- scope_places: which part of which benefit each scope counts.
-- Grain:   one row per scope and benefit it holds.
-- Inputs:  benefit_weights
-- Params:  none of its own
-- Units:   fraction; is_counted = 0 where a larger benefit of the scope claims the same saving.
select
    benefit_weights.scope,
    benefit_weights.benefit_id,
    benefit_weights.share,
    benefit_weights.is_counted,
    benefit_weights.forecast_profile_share
from benefit_weights
order by
    benefit_weights.scope,
    benefit_weights.benefit_id
