package io.foreflow.job.config;

import java.util.List;

/** How work is shared. */
public final class ScaleOptions {

  public static final Option<Integer> PARALLELISM =
      Option.optional(
          "parallelism",
          ValueType.integer(1, 32_768),
          "How many tasks share the work. Without it, Flink's parallelism.default or what flink run"
              + " -p says.");

  public static final Option<Integer> MAX_PARALLELISM =
      Option.withDefault(
          "max-parallelism",
          ValueType.integer(1, 32_768),
          "128",
          "The parallelism that the job can ever be rescaled to. Can't change once there is a"
              + " savepoint to go on from.");

  static final OptionGroup GROUP = new OptionGroup("Scale", List.of(PARALLELISM, MAX_PARALLELISM));

  private ScaleOptions() {}
}
