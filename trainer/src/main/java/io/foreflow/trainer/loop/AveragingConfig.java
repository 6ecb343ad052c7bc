package io.foreflow.trainer.loop;

import java.util.ArrayList;
import java.util.List;

/**
 * A mean of the weights along the way, kept beside them. It is validated as they are, and the best
 * of both is kept.
 *
 * @param kind one of {@link AveragingOptions#KINDS}
 * @param decay of the running mean {@code ema}, in (0, 1); 0 for others
 * @param last rounds that {@code last} averages over; 0 for others
 */
public record AveragingConfig(String kind, double decay, int last) {

  /** Without a mean. */
  public static final AveragingConfig NONE = new AveragingConfig(AveragingOptions.NONE, 0, 0);

  public AveragingConfig {
    List<String> problems = new ArrayList<>();
    boolean ema = kind.equals(AveragingOptions.EMA);
    boolean ofLast = kind.equals(AveragingOptions.LAST);
    if (!AveragingOptions.KINDS.contains(kind)) {
      problems.add("averaging is \"" + kind + "\", it must be one of " + AveragingOptions.KINDS);
    }
    if (ema && !(decay > 0 && decay < 1)) {
      problems.add("ema-decay is " + decay + ", it must be in (0, 1)");
    } else if (!ema && decay != 0) {
      problems.add("ema-decay is " + decay + ", but averaging is " + kind + ": choose ema");
    }
    if (ofLast && last < 2) {
      problems.add("average-last is " + last + ", it must be at least 2");
    } else if (!ofLast && last != 0) {
      problems.add("average-last is " + last + ", but averaging is " + kind + ": choose last");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }
}
