package io.foreflow.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a {@link LocalBroker}: its port, its folder and its Kafka settings.
 *
 * @param port the port on the loopback address; 0 takes a free one
 * @param folder where the data stays after the broker is closed; empty for a temporary folder
 * @param settings further settings of the Kafka server, which override those of {@link LocalBroker}
 * @param features levels of Kafka's features, such as {@code transaction.version}; features not
 *     named here have their newest level
 */
public record BrokerOptions(
    int port, Optional<Path> folder, Map<String, String> settings, Map<String, Short> features) {

  public BrokerOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be in range [0, 65535], found " + port);
    }
    settings = Map.copyOf(settings);
    features = Map.copyOf(features);
  }

  /** A broker on a free port, with data that is deleted when the broker is closed. */
  public static BrokerOptions temporary() {
    return new BrokerOptions(0, Optional.empty(), Map.of(), Map.of());
  }

  public BrokerOptions withPort(int port) {
    return new BrokerOptions(port, folder, settings, features);
  }

  public BrokerOptions withFolder(Path folder) {
    return new BrokerOptions(port, Optional.of(folder), settings, features);
  }

  public BrokerOptions withSettings(Map<String, String> settings) {
    return new BrokerOptions(port, folder, settings, features);
  }

  public BrokerOptions withFeatures(Map<String, Short> features) {
    return new BrokerOptions(port, folder, settings, features);
  }
}
