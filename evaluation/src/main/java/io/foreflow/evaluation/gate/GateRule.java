package io.foreflow.evaluation.gate;

/** A rule that a challenger must meet to be promoted. */
public sealed interface GateRule
    permits EnoughSeries,
        FiniteLosses,
        BetterThanChampion,
        SignificantGain,
        BetterThanNaive,
        CoverageNearNominal,
        NoGroupWorse {

  /** The name in records and messages. */
  String name();

  /** What is asked for, in words. */
  String text();

  /** Judges a challenger. */
  Finding judge(HeldOutLosses losses);
}
