package io.foreflow.cli.demo;

import io.foreflow.cli.view.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a gate has found, in a few words, from the fields of a decision. */
final class GateText {

  private GateText() {}

  /** The losses: {@code loss 0.106, champion 0.391, naive forecast 0.501}. */
  static String losses(Map<String, Object> decision) {
    StringBuilder text = new StringBuilder();
    if (decision.get("gate") instanceof Map<?, ?> gate) {
      text.append("loss ").append(number(gate.get("challenger")));
      if (decision.get("champion") != null) {
        text.append(", champion ").append(number(gate.get("champion")));
      }
      gate.forEach(
          (name, value) -> {
            if (String.valueOf(name).contains("naive")) {
              text.append(", naive forecast ").append(number(value));
            }
          });
    }
    return text.toString();
  }

  /** The rules that failed: {@code 2 rules (coverage, better-than-champion)}. */
  static String failed(Map<String, Object> decision) {
    List<String> rules = new ArrayList<>();
    if (decision.get("gate") instanceof Map<?, ?> gate
        && gate.get("findings") instanceof List<?> findings) {
      for (Object one : findings) {
        if (one instanceof Map<?, ?> finding && "failed".equals(finding.get("verdict"))) {
          rules.add(String.valueOf(finding.get("rule")));
        }
      }
    }
    return "%d %s (%s)"
        .formatted(rules.size(), rules.size() == 1 ? "rule" : "rules", String.join(", ", rules));
  }

  private static String number(@Nullable Object value) {
    return value instanceof Number number
        ? Numbers.decimal(number.doubleValue(), 3)
        : String.valueOf(value);
  }
}
