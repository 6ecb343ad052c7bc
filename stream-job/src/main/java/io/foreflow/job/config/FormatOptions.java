package io.foreflow.job.config;

import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.ValueType;
import io.foreflow.wire.WireFormat;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** How records are written. */
public final class FormatOptions {

  static final OptionGroup GROUP = new OptionGroup("Formats");

  public static final Option<WireFormat> READINGS_FORMAT =
      Option.of(GROUP, "format.readings", ValueType.oneOf(WireFormat.class), "avro")
          .help(
              "How readings are written: docs/reference/records.md. avro-confluent needs"
                  + " schema-registry.url.");

  public static final Option<Integer> MAX_RECORD_BYTES =
      Option.of(GROUP, "max-record-bytes", ValueType.integer(1 << 10, 1 << 30), "1048576")
          .help(
              "The longest value that can be a reading, in bytes, unpacked. Of a longer one the first"
                  + " bytes go to the dead letters, with its length and hash in headers. A task holds up"
                  + " to three times kafka.max.poll.records (500) such values in memory.");

  public static final Option<WireFormat> FORECASTS_FORMAT =
      Option.of(GROUP, "format.forecasts", ValueType.oneOf(WireFormat.class), "avro")
          .help("How forecasts are written. avro-confluent needs schema-registry.url.");

  public static final Option<List<URI>> REGISTRY_URL =
      Option.optional(GROUP, "schema-registry.url", ValueType.webAddresses())
          .help(
              "The schema registry, or several addresses of one, each the root of an API like"
                  + " Confluent's. HTTPS trusts whom the JVM trusts (javax.net.ssl.trustStore).");

  public static final Option<String> REGISTRY_BASIC_AUTH =
      Option.optional(
              GROUP,
              "schema-registry.basic-auth",
              ValueType.matching("(?s)\\s*[^:\\s].*:.*", "user:password"))
          .help("The user and password that the registry asks for. Never printed.");

  public static final Option<String> REGISTRY_TOKEN =
      Option.optional(GROUP, "schema-registry.token", ValueType.text())
          .help(
              "The bearer token that the registry asks for, in place of a user and password. Never"
                  + " printed.");

  public static final Option<Duration> REGISTRY_PATIENCE =
      Option.of(
              GROUP,
              "schema-registry.patience",
              ValueType.duration(Duration.ZERO, Duration.ofHours(1)),
              "1 min")
          .help(
              "How long an outage of the registry is waited for before the job fails and goes on from"
                  + " its last checkpoint. Schemas that a task knows already are not asked for again.");

  public static final Option<Boolean> REGISTRY_AUTO_REGISTER =
      Option.of(GROUP, "schema-registry.auto-register", ValueType.YES_NO, "true")
          .help(
              "Whether the job registers the schema of forecasts. false: it must be there already.");

  public static final Option<String> FORECASTS_SUBJECT =
      Option.optional(GROUP, "schema-registry.forecasts-subject", ValueType.text())
          .help("The subject of the forecasts' schema. Without it, the topic's name with -value.");

  private FormatOptions() {}
}
