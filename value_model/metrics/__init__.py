"""Metrics: numbers in, measures out. One formula per function; its docstring is the definition readers are shown.

Names, inputs, units and reasons are those of `python -m value_model calc`. Where a metric takes either of two
shapes of input, each shape is a function of its own (`bcr` of present values, `bcr_of_streams`). Inputs may be int,
float or Decimal; None means nothing was recorded, never zero.
"""

from value_model.metrics.ahp import ahp, ahp_of_matrix, ahp_synthesis
from value_model.metrics.benefits import Item, confirmed_gap, coverage, run_rate_attainment, schedule_slip
from value_model.metrics.change import ProjectFlows, SnapshotFlows, snapshot_bridge
from value_model.metrics.currency import ForeignAmount, convert_currency, fx_split
from value_model.metrics.delay import Job, cd3, cd3_sequence, cost_of_delay, cost_of_delay_of_profile, rice, wsjf
from value_model.metrics.discounting import Discounting, annuity_factor, discount_factor
from value_model.metrics.earned_value import earned_value
from value_model.metrics.exact import Number
from value_model.metrics.expected import RemainingBenefit, UncertainBenefit, benefits_at_risk, confidence_weighted
from value_model.metrics.fit import (
    TaggedSpend,
    alignment_index,
    alignment_index_of_projects,
    rank_stability,
    weighted_score,
)
from value_model.metrics.kpi import (
    TargetProgress,
    aggregate,
    goal_progress,
    kpi_attainment,
    kpi_attainment_on_path,
    kpi_attainment_to_date,
    kpi_range,
)
from value_model.metrics.objectives import FundedProject, objective_coverage
from value_model.metrics.office import Attribution, decision_yield, forecast_accuracy, pmo_cost_ratio, pmo_roi
from value_model.metrics.optimism import Contribution, Part, optimism_bias, optimism_bias_managed, optimism_bias_mix, uplift_lookup
from value_model.metrics.payback import payback
from value_model.metrics.present_value import (
    equivalent_annual_value,
    equivalent_annual_value_of_flows,
    npv,
    npv_of_streams,
    npv_to_go,
    npv_to_go_on_schedule,
    profitability_index,
    xnfv,
    xnpv,
)
from value_model.metrics.rates import deflate, effective_annual_rate, fisher_rate, nominal_annual_rate, periodic_rate
from value_model.metrics.rates_of_return import irr, mirr, mirr_on_schedule, xirr
from value_model.metrics.realization import (
    Promise,
    capped_realization,
    excess_disbenefit,
    forecast_realization,
    portfolio_realization,
    realization,
)
from value_model.metrics.returns import (
    ProjectReturn,
    annualized_roi,
    budget_variance,
    discounted_roi,
    discounted_roi_of_streams,
    portfolio_roi,
    roi,
    roi_forecast,
    roi_to_date,
)
from value_model.metrics.risk import Risk, reference_class_uplift, risk_expected_value
from value_model.metrics.sharing import EnabledBenefit, Enabler, earned_benefit, shared_benefit
from value_model.metrics.survey import nps, nps_of_ratings
from value_model.metrics.value_for_money import bcr, bcr_of_streams, switching_value, vfm_category, vfm_indicator

__all__ = [
    "Attribution",
    "Contribution",
    "Discounting",
    "EnabledBenefit",
    "Enabler",
    "ForeignAmount",
    "FundedProject",
    "Item",
    "Job",
    "Number",
    "Part",
    "ProjectFlows",
    "ProjectReturn",
    "Promise",
    "RemainingBenefit",
    "Risk",
    "SnapshotFlows",
    "TaggedSpend",
    "TargetProgress",
    "UncertainBenefit",
    "aggregate",
    "ahp",
    "ahp_of_matrix",
    "ahp_synthesis",
    "alignment_index",
    "alignment_index_of_projects",
    "annualized_roi",
    "annuity_factor",
    "bcr",
    "bcr_of_streams",
    "benefits_at_risk",
    "budget_variance",
    "capped_realization",
    "cd3",
    "cd3_sequence",
    "confidence_weighted",
    "confirmed_gap",
    "convert_currency",
    "cost_of_delay",
    "cost_of_delay_of_profile",
    "coverage",
    "decision_yield",
    "deflate",
    "discount_factor",
    "discounted_roi",
    "discounted_roi_of_streams",
    "earned_benefit",
    "earned_value",
    "effective_annual_rate",
    "equivalent_annual_value",
    "equivalent_annual_value_of_flows",
    "excess_disbenefit",
    "fisher_rate",
    "forecast_accuracy",
    "forecast_realization",
    "fx_split",
    "goal_progress",
    "irr",
    "kpi_attainment",
    "kpi_attainment_on_path",
    "kpi_attainment_to_date",
    "kpi_range",
    "mirr",
    "mirr_on_schedule",
    "nominal_annual_rate",
    "nps",
    "nps_of_ratings",
    "npv",
    "npv_of_streams",
    "npv_to_go",
    "npv_to_go_on_schedule",
    "objective_coverage",
    "optimism_bias",
    "optimism_bias_managed",
    "optimism_bias_mix",
    "payback",
    "periodic_rate",
    "pmo_cost_ratio",
    "pmo_roi",
    "portfolio_realization",
    "portfolio_roi",
    "profitability_index",
    "rank_stability",
    "realization",
    "reference_class_uplift",
    "rice",
    "risk_expected_value",
    "roi",
    "roi_forecast",
    "roi_to_date",
    "run_rate_attainment",
    "schedule_slip",
    "shared_benefit",
    "snapshot_bridge",
    "switching_value",
    "uplift_lookup",
    "vfm_category",
    "vfm_indicator",
    "weighted_score",
    "wsjf",
    "xirr",
    "xnfv",
    "xnpv",
]
