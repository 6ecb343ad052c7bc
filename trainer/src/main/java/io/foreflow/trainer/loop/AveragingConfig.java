package io.foreflow.trainer.loop;

import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.Problems;
import io.foreflow.options.Rule;
import io.foreflow.options.Settings;
import io.foreflow.options.ValueType;

/**
 * A mean of the weights, kept in addition to the weights during a training. Both are validated, and
 * the best of them is kept.
 *
 * @param kind of mean
 * @param decay decay of the running mean {@code ema}, in (0, 1); 0 for other means
 * @param last number of rounds that {@code last} averages over; 0 for other means
 */
public record AveragingConfig(AveragingKind kind, double decay, int last) {

  private static final double DEFAULT_DECAY = 0.99;
  private static final int DEFAULT_LAST = 5;

  public static final OptionGroup GROUP = new OptionGroup("Averaging weights");

  public static final Option<AveragingKind> AVERAGING =
      Option.of(
              GROUP, "averaging", ValueType.choice(AveragingKind.class), AveragingKind.NONE.text())
          .help(
              "Mean of the weights, validated in addition to the weights: ema (running "
                  + "mean) or last (mean over the ends of the last rounds).");

  public static final Option<Double> EMA_DECAY =
      Option.derived(GROUP, "ema-decay", ValueType.NUMBER, Rule.between(0, 1), "0.99")
          .help("Share of the running mean that a step keeps.");

  public static final Option<Integer> AVERAGE_LAST =
      Option.derived(GROUP, "average-last", ValueType.INTEGER, Rule.atLeast(2), "5")
          .help("Number of rounds whose last weights are averaged.");

  /** No averaging. */
  public static final AveragingConfig OFF = new AveragingConfig(AveragingKind.NONE, 0, 0);

  public AveragingConfig {
    Problems problems = new Problems();
    if (kind == AveragingKind.EMA) {
      problems.check(EMA_DECAY, decay);
    } else if (decay != 0) {
      problems.add("ema-decay", decay, "but averaging is " + kind.text() + ": choose ema");
    }
    if (kind == AveragingKind.LAST) {
      problems.check(AVERAGE_LAST, last);
    } else if (last != 0) {
      problems.add("average-last", last, "but averaging is " + kind.text() + ": choose last");
    }
    problems.throwIfAny();
  }

  static AveragingConfig from(Settings settings) {
    AveragingKind kind = settings.get(AVERAGING);
    return new AveragingConfig(
        kind,
        settings.get(EMA_DECAY, AVERAGING, () -> kind == AveragingKind.EMA ? DEFAULT_DECAY : 0),
        settings.get(AVERAGE_LAST, AVERAGING, () -> kind == AveragingKind.LAST ? DEFAULT_LAST : 0));
  }

  /** Writes the values of the options. */
  void put(Settings into) {
    into.put(AVERAGING, kind);
    if (decay != 0) {
      into.put(EMA_DECAY, decay);
    }
    if (last != 0) {
      into.put(AVERAGE_LAST, last);
    }
  }
}
