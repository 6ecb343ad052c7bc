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

/** Where schemas are. Credentials come from the environment: everybody can read a command line. */
public final class RegistryOptions {
  private static final String BASIC_AUTH = "FOREFLOW_SCHEMA_REGISTRY_BASIC_AUTH";
  private static final String TOKEN = "FOREFLOW_SCHEMA_REGISTRY_TOKEN";

  @Option(
      names = "--schema-registry",
      paramLabel = "URL",
      description = {
        "The schema registry of avro-confluent, such as http://localhost:8081. If it asks for a",
        "password: user:password in " + BASIC_AUTH + ", or a token in " + TOKEN + "."
      })
  private Optional<URI> url;

  /** The registry, if one is named. */
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

  /** How the records of a topic are written, with the registry if that needs one. */
  public TopicFormat topicFormat(WireFormat format) {
    RegistrySettings settings = settings();
    if (format.needsRegistry() && settings == null) {
      throw CommandFailure.usage("--format avro-confluent needs --schema-registry URL");
    }
    return new TopicFormat(format, settings);
  }

  /** A format as options spell it: {@code avro-confluent}. */
  public static WireFormat parse(String text) {
    try {
      return WireFormat.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "expected one of [avro, avro-confluent, json] but was '" + text + "'");
    }
  }
}
