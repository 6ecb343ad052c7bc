package io.foreflow.job.config;

import io.foreflow.wire.WireFormat;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** How records are written. */
public final class FormatOptions {

  public static final Option<WireFormat> READINGS_FORMAT =
      Option.withDefault(
          "format.readings",
          ValueType.oneOf(WireFormat.class),
          "avro",
          "How readings are written: docs/reference/records.md. avro-confluent needs"
              + " schema-registry.url.");

  public static final Option<Integer> MAX_RECORD_BYTES =
      Option.withDefault(
          "max-record-bytes",
          ValueType.integer(1 << 10, 1 << 30),
          "1048576",
          "The longest value that can be a reading, in bytes, unpacked. Of a longer one the first"
              + " bytes go to the dead letters, with its length and hash in headers. A task holds up"
              + " to three times kafka.max.poll.records (500) such values in memory.");

  public static final Option<WireFormat> FORECASTS_FORMAT =
      Option.withDefault(
          "format.forecasts",
          ValueType.oneOf(WireFormat.class),
          "avro",
          "How forecasts are written. avro-confluent needs schema-registry.url.");

  public static final Option<List<URI>> REGISTRY_URL =
      Option.optional(
          "schema-registry.url",
          ValueType.webAddresses(),
          "The schema registry, or several addresses of one, each the root of an API like"
              + " Confluent's. HTTPS trusts whom the JVM trusts (javax.net.ssl.trustStore).");

  public static final Option<String> REGISTRY_BASIC_AUTH =
      Option.optional(
          "schema-registry.basic-auth",
          ValueType.userAndPassword(),
          "The user and password that the registry asks for. Never printed.");

  public static final Option<String> REGISTRY_TOKEN =
      Option.optional(
          "schema-registry.token",
          ValueType.text(),
          "The bearer token that the registry asks for, in place of a user and password. Never"
              + " printed.");

  public static final Option<Duration> REGISTRY_PATIENCE =
      Option.withDefault(
          "schema-registry.patience",
          ValueType.duration(Duration.ZERO, Duration.ofHours(1)),
          "1 min",
          "How long an outage of the registry is waited for before the job fails and goes on from"
              + " its last checkpoint. Schemas that a task knows already are not asked for again.");

  public static final Option<Boolean> REGISTRY_AUTO_REGISTER =
      Option.withDefault(
          "schema-registry.auto-register",
          ValueType.yesOrNo(),
          "true",
          "Whether the job registers the schema of forecasts. false: it must be there already.");

  public static final Option<String> FORECASTS_SUBJECT =
      Option.optional(
          "schema-registry.forecasts-subject",
          ValueType.text(),
          "The subject of the forecasts' schema. Without it, the topic's name with -value.");

  static final OptionGroup GROUP =
      new OptionGroup(
          "Formats",
          List.of(
              READINGS_FORMAT,
              MAX_RECORD_BYTES,
              FORECASTS_FORMAT,
              REGISTRY_URL,
              REGISTRY_BASIC_AUTH,
              REGISTRY_TOKEN,
              REGISTRY_PATIENCE,
              REGISTRY_AUTO_REGISTER,
              FORECASTS_SUBJECT));

  private FormatOptions() {}
}
