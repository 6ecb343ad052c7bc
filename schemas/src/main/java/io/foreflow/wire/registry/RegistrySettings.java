package io.foreflow.wire.registry;

import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place of a schema registry and the way to use it.
 *
 * @param urls one registry by one or more addresses, asked in turn; without users and passwords
 * @param authorization value of the Authorization header, or null for none; never printed
 * @param patience the longest outage that is waited for
 * @param autoRegister whether a writer's schema is registered if it is not there
 */
public record RegistrySettings(
    List<URI> urls, @Nullable String authorization, Duration patience, boolean autoRegister)
    implements Serializable {

  /** How long an outage is waited for by default. */
  public static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(1);

  public RegistrySettings {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("a schema registry needs an address");
    }
    if (urls.stream().anyMatch(url -> url.getRawUserInfo() != null)) {
      throw new IllegalArgumentException("a registry's address must hold no user and password");
    }
  }

  /** A registry that asks for no credentials. */
  public static RegistrySettings of(List<URI> urls) {
    return new RegistrySettings(urls, null, DEFAULT_PATIENCE, true);
  }

  /** A copy with a user and password, as {@code user:password}. */
  public RegistrySettings withBasicAuth(String userAndPassword) {
    return withAuthorization(
        "Basic "
            + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8)));
  }

  /** A copy with a bearer token. */
  public RegistrySettings withToken(String token) {
    return withAuthorization("Bearer " + token);
  }

  private RegistrySettings withAuthorization(String authorization) {
    return new RegistrySettings(urls, authorization, patience, autoRegister);
  }

  public RegistrySettings withPatience(Duration patience) {
    return new RegistrySettings(urls, authorization, patience, autoRegister);
  }

  public RegistrySettings withAutoRegister(boolean autoRegister) {
    return new RegistrySettings(urls, authorization, patience, autoRegister);
  }

  @Override
  public String toString() {
    return "RegistrySettings" + urls + (authorization == null ? "" : " with credentials");
  }
}
