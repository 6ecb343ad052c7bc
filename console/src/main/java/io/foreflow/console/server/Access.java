package io.foreflow.console.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask. The Host header has to name this machine: else a page of another site could ask by a
 * name that its owner points here. With a token, each request has to carry it.
 */
final class Access {

  static final String COOKIE = "foreflow-console";

  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]{2,45}\\]");
  private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");
  private static final String BEARER = "Bearer ";

  private final Optional<String> token;
  private final Set<String> hosts;

  Access(ServerSettings settings) {
    this.token = settings.token();
    this.hosts = settings.hosts();
  }

  boolean needsToken() {
    return token.isPresent();
  }

  /** Refuses a request by a name that is not this machine's. */
  void checkHost(Headers headers) throws Refusal {
    List<String> given = headers.getOrDefault("Host", List.of());
    String host = given.size() == 1 ? given.get(0) : "";
    if (!isOurs(host)) {
      throw Refusal.of(
          421,
          "Host",
          host,
          "localhost, an IP address, or a name that the console was started with: --host NAME");
    }
    String origin = headers.getFirst("Origin");
    if (origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host)) {
      throw Refusal.of(403, "Origin", origin, "the console's own page");
    }
  }

  private boolean isOurs(String host) {
    String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || IPV4.matcher(name).matches()
        || IPV6.matcher(name).matches()
        || hosts.contains(name);
  }

  /** Whether a request carries the token. */
  boolean isAllowed(HttpExchange exchange) {
    if (token.isEmpty()) {
      return true;
    }
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header != null && header.startsWith(BEARER)) {
      return isToken(header.substring(BEARER.length()).strip());
    }
    return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
        .flatMap(line -> java.util.Arrays.stream(line.split(";", -1)))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(COOKIE + "="))
        .anyMatch(cookie -> isToken(cookie.substring(COOKIE.length() + 1)));
  }

  /** Whether a text is the token. It takes the same time for each text of one length. */
  boolean isToken(@Nullable String text) {
    return text != null
        && token.isPresent()
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), token.get().getBytes(StandardCharsets.UTF_8));
  }

  /** The cookie with which a browser carries the token. */
  String cookie() {
    return COOKIE + "=" + token.orElse("") + "; HttpOnly; SameSite=Strict; Path=/";
  }
}
