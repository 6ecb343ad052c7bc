package io.foreflow.evaluation.gate;

import java.util.List;
import java.util.stream.Collectors;

/** The findings of a gate as one text. */
final class Reasons {

  private static final String COMPARISON = "better-than-";

  private Reasons() {}

  /** The findings that refuse the challenger. */
  static String kept(List<Finding> findings) {
    return findings.stream()
        .filter(Finding::isFailed)
        .map(finding -> finding.rule() + ": " + finding.why())
        .collect(Collectors.joining("; "));
  }

  /** The comparisons, because there is a finding of each rule beside this text. */
  static String promoted(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.verdict() == Finding.Verdict.PASSED)
        .filter(finding -> finding.rule().startsWith(COMPARISON))
        .map(Finding::why)
        .collect(Collectors.joining("; ", "every rule passed: ", ""));
  }
}
