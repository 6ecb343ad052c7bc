package io.foreflow.job.config;

import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.ValueType;
import java.time.Duration;

/** How series are stepped together. */
public final class WaveOptions {

  static final OptionGroup GROUP = new OptionGroup("Waves");

  public static final Option<Integer> WAVE_SIZE =
      Option.of(GROUP, "wave.size", ValueType.integer(1, 4096), "128")
          .help("How many series step together at most. Larger waves cost less per reading.");

  public static final Option<Duration> WAVE_LINGER =
      Option.of(
              GROUP,
              "wave.linger",
              ValueType.duration(Duration.ZERO, Duration.ofMinutes(1)),
              "5 ms")
          .help(
              "How long a reading may wait for others to fill its wave. 0 steps each reading by itself.");

  private WaveOptions() {}
}
