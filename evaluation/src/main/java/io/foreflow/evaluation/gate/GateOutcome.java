package io.foreflow.evaluation.gate;

import java.util.List;

/** The decision of a gate, with what each rule found. */
public sealed interface GateOutcome {

  /** What each rule found, in the order of the rules. */
  List<Finding> findings();

  /** The reason, in words. */
  String why();

  /** Every rule allows the challenger. */
  record Promoted(List<Finding> findings) implements GateOutcome {
    public Promoted {
      findings = List.copyOf(findings);
    }

    @Override
    public String why() {
      return Reasons.promoted(findings);
    }
  }

  /** At least one rule refuses the challenger, so the champion stays. */
  record Kept(List<Finding> findings) implements GateOutcome {
    public Kept {
      findings = List.copyOf(findings);
    }

    @Override
    public String why() {
      return Reasons.kept(findings);
    }
  }
}
