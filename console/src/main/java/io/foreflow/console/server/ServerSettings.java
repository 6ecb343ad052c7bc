package io.foreflow.console.server;

import java.util.Optional;
import java.util.Set;

/**
 * Where the server listens, and to whom.
 *
 * @param bind address to listen at
 * @param port 0 for a free one
 * @param token that each request needs; required where the address is not a loopback one
 * @param hosts names of this machine that requests may use, beside addresses and localhost
 */
public record ServerSettings(String bind, int port, Optional<String> token, Set<String> hosts) {

  /** A token of fewer characters could be guessed. */
  public static final int SHORTEST_TOKEN = 16;

  private static final int LAST_PORT = 65_535;

  public ServerSettings {
    hosts = Set.copyOf(hosts);
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException("port: found " + port + ", allowed: 0 to " + LAST_PORT);
    }
    if (token.isPresent() && token.get().length() < SHORTEST_TOKEN) {
      throw new IllegalArgumentException(
          "token: found %d characters, allowed: %d or more"
              .formatted(token.get().length(), SHORTEST_TOKEN));
    }
  }

  @Override
  public String toString() {
    return "ServerSettings[" + bind + ":" + port + "]";
  }
}
