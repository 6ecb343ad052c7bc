package io.foreflow.evaluation.gate;

import java.util.Locale;

/**
 * What a rule found.
 *
 * @param rule name of the rule
 * @param verdict what follows
 * @param why what was found and what is asked for, in words
 */
public record Finding(String rule, Verdict verdict, String why) {

  /** What a rule says about the challenger. */
  public enum Verdict {
    /** The rule allows the challenger. */
    PASSED,
    /** The rule refuses the challenger. */
    FAILED,
    /** The rule has nothing to judge. */
    SKIPPED;

    /** The name in records. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding of(String rule, boolean passed, String why) {
    return new Finding(rule, passed ? Verdict.PASSED : Verdict.FAILED, why);
  }

  static Finding skipped(String rule, String why) {
    return new Finding(rule, Verdict.SKIPPED, why);
  }

  /** Whether the rule refuses the challenger. */
  public boolean isFailed() {
    return verdict == Verdict.FAILED;
  }
}
