package io.foreflow.job.config;

import io.foreflow.wire.WireFormat;
import java.util.List;

/** How records are written. */
public final class FormatOptions {

  public static final Option<WireFormat> READINGS_FORMAT =
      Option.withDefault(
          "format.readings",
          ValueType.oneOf(WireFormat.class),
          "avro",
          "How readings are written.");

  public static final Option<WireFormat> FORECASTS_FORMAT =
      Option.withDefault(
          "format.forecasts",
          ValueType.oneOf(WireFormat.class),
          "avro",
          "How forecasts are written.");

  static final OptionGroup GROUP =
      new OptionGroup("Formats", List.of(READINGS_FORMAT, FORECASTS_FORMAT));

  private FormatOptions() {}
}
