package io.foreflow.cli.retrain;

import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.gate.GateOutcome;
import io.foreflow.evaluation.gate.HeldOutLosses;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was found out about a challenger.
 *
 * @param challenger its backtest on the held-out end, with the naive forecasts
 * @param champion the champion's backtest on the same targets; empty if there is none
 * @param losses the losses by series
 * @param outcome what the gate says
 * @param report the files of a page about the challenger, by their names
 */
record Judgement(
    BacktestResult<?> challenger,
    Optional<BacktestResult<?>> champion,
    HeldOutLosses losses,
    GateOutcome outcome,
    Map<String, byte[]> report) {
  Judgement {
    report = Collections.unmodifiableMap(new LinkedHashMap<>(report));
  }
}
