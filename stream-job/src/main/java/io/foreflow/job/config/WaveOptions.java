package io.foreflow.job.config;

import java.time.Duration;
import java.util.List;

/** How series are stepped together. */
public final class WaveOptions {

  public static final Option<Integer> WAVE_SIZE =
      Option.withDefault(
          "wave.size",
          ValueType.integer(1, 4096),
          "128",
          "How many series step together at most. Larger waves cost less per reading.");

  public static final Option<Duration> WAVE_LINGER =
      Option.withDefault(
          "wave.linger",
          ValueType.duration(Duration.ZERO, Duration.ofMinutes(1)),
          "5 ms",
          "How long a reading may wait for others to fill its wave. 0 steps each reading by itself.");

  static final OptionGroup GROUP = new OptionGroup("Waves", List.of(WAVE_SIZE, WAVE_LINGER));

  private WaveOptions() {}
}
