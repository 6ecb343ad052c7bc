package io.foreflow.cli.kafka;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.RegistrySettings;
import io.foreflow.wire.registry.TopicFormat;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * The address and the credentials of a schema registry. Credentials come from the environment,
 * because every user of a machine can read the command lines of its processes.
 */
public final class RegistryOptions {
  private static final String BASIC_AUTH = "FOREFLOW_SCHEMA_REGISTRY_BASIC_AUTH";
  private static final String TOKEN = "FOREFLOW_SCHEMA_REGISTRY_TOKEN";

  @Option(
      names = "--schema-registry",
      paramLabel = "URL",
      description =
          "The schema registry of avro-confluent, such as http://localhost:8081. Credentials are in"
              + " the environment: user:password in "
              + BASIC_AUTH
              + ", or a token in "
              + TOKEN
              + ".")
  private Optional<URI> url;

  /** The registry, or null if none is given. */
  public @Nullable RegistrySettings settings() {
    if (url.isEmpty()) {
      return null;
    }
    URI address = url.get();
    if (!List.of("http", "https").contains(String.valueOf(address.getScheme()))
        || address.getRawUserInfo() != null) {
      throw CommandFailure.usage(
          "--schema-registry must be an http: or https: URL without user and password; give those in "
              + BASIC_AUTH);
    }
    RegistrySettings settings = RegistrySettings.of(List.of(address));
    Map<String, String> environment = System.getenv();
    if (environment.containsKey(BASIC_AUTH)) {
      return settings.withBasicAuth(environment.getOrDefault(BASIC_AUTH, ""));
    }
    return environment.containsKey(TOKEN)
        ? settings.withToken(environment.getOrDefault(TOKEN, ""))
        : settings;
  }

  /** The format of a topic, with the registry if the format needs one. */
  public TopicFormat topicFormat(WireFormat format) {
    RegistrySettings settings = settings();
    if (format.needsRegistry() && settings == null) {
      throw CommandFailure.usage("--format avro-confluent needs --schema-registry URL");
    }
    return new TopicFormat(format, settings);
  }

  /** Reads a format in the spelling of options, such as {@code avro-confluent}. */
  public static WireFormat parse(String text) {
    try {
      return WireFormat.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "expected one of [avro, avro-confluent, json] but was '" + text + "'");
    }
  }
}
