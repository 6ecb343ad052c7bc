package io.foreflow.job.config;

import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.ValueType;

/** How work is shared. */
public final class ScaleOptions {

  static final OptionGroup GROUP = new OptionGroup("Scale");

  public static final Option<Integer> PARALLELISM =
      Option.optional(GROUP, "parallelism", ValueType.integer(1, 32_768))
          .help(
              "How many tasks share the work. Without it, Flink's parallelism.default or what flink run"
                  + " -p says.");

  public static final Option<Integer> MAX_PARALLELISM =
      Option.of(GROUP, "max-parallelism", ValueType.integer(1, 32_768), "128")
          .help(
              "The parallelism that the job can ever be rescaled to. Can't change once there is a"
                  + " savepoint to go on from.");

  private ScaleOptions() {}
}
