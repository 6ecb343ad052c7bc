package io.foreflow.seed;

import org.jspecify.annotations.Nullable;

/**
 * A seed model as a URI: {@code seed:NAME}, or {@code seed:NAME@SHA256} for one version of it.
 *
 * @param name its name, such as {@code hourly}
 * @param sha256 the SHA-256 that its file must have; null for that of this release
 */
public record SeedReference(String name, @Nullable String sha256) {

  /** The scheme of these URIs. */
  public static final String SCHEME = "seed";

  private static final String START = SCHEME + ":";

  /** Whether a text begins like such a URI. */
  public static boolean is(String text) {
    return text.startsWith(START);
  }

  /**
   * Reads a URI. Whether there is such a model is not looked up.
   *
   * @throws IllegalArgumentException if it has another form
   */
  public static SeedReference parse(String text) {
    String rest = is(text) ? text.substring(START.length()) : "";
    int at = rest.indexOf('@');
    String name = at < 0 ? rest : rest.substring(0, at);
    String sha256 = at < 0 ? null : rest.substring(at + 1);
    if (!name.matches("[a-z0-9-]+") || (sha256 != null && !sha256.matches("[0-9a-f]{64}"))) {
      throw new IllegalArgumentException(
          "found the URI \"%s\", allowed: seed:NAME, where NAME is one of %s, or seed:NAME@SHA256"
              .formatted(text, String.join(", ", SeedModels.names())));
    }
    return new SeedReference(name, sha256);
  }

  /** The URI, from which {@link #parse} makes an equal one. */
  public String uri() {
    return sha256 == null ? START + name : START + name + "@" + sha256;
  }
}
