package io.foreflow.evaluation.gate;

import java.util.List;

/**
 * Decides whether a challenger replaces the champion: only if no rule refuses it. Each rule is
 * asked, so that all reasons are known.
 *
 * @param rules the rules in the order in which people should read their findings
 */
public record Gate(List<GateRule> rules) {

  public Gate {
    rules = List.copyOf(rules);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("found no rule, allowed: at least one");
    }
  }

  /** Judges a challenger. */
  public GateOutcome judge(HeldOutLosses losses) {
    List<Finding> findings = rules.stream().map(rule -> rule.judge(losses)).toList();
    return findings.stream().anyMatch(Finding::isFailed)
        ? new GateOutcome.Kept(findings)
        : new GateOutcome.Promoted(findings);
  }
}
