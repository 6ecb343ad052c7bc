package io.foreflow.job.model;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The URI of a file on a web server. Another scheme, port or spelling of the host is another
 * server, because only DNS and the network know whether it is the same one.
 *
 * @param address the address of the request, with a host and without a user
 */
record WebUri(URI address) implements ModelUri {

  /**
   * Parts of a path that some servers treat as a step up or a separator, and others do not. A path
   * with any of them can lead out of a folder.
   */
  private static final Pattern LEADS_ELSEWHERE =
      Pattern.compile("(^|/)\\.\\.?(/|$)|%2e|%2f|%5c|%25|;", Pattern.CASE_INSENSITIVE);

  static WebUri of(URI uri) {
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("no host");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("a user in it");
    }
    return new WebUri(uri);
  }

  @Override
  public boolean isUnder(ModelUri folder) {
    return folder instanceof WebUri other
        && server().equals(other.server())
        && (other.folder().isEmpty() || isUnder(other.folder()));
  }

  private boolean isUnder(String folder) {
    String path = path();
    return !LEADS_ELSEWHERE.matcher(path).find()
        && (path.equals(folder) || path.startsWith(folder + "/"));
  }

  private String server() {
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    int standard = scheme.equals("https") ? 443 : 80;
    int port = address.getPort() < 0 ? standard : address.getPort();
    return scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }

  private String path() {
    String path = address.getRawPath();
    return path == null ? "" : path;
  }

  private String folder() {
    String path = path();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  @Override
  public Optional<ModelUri> resolved() {
    return Optional.of(this);
  }

  /** The server of the file. */
  @Override
  public ModelUri surroundings() {
    return new WebUri(URI.create(server() + "/"));
  }

  @Override
  public String uri() {
    return address.toString();
  }
}
