package io.foreflow.store;

import io.foreflow.store.objects.Sha256;

/**
 * A version of a model in a store, as a URI: {@code store:LOCATION#NAME@REF}.
 *
 * @param store where the store is
 * @param model the model's name
 * @param ref an alias, the hash of a version, or the beginning of one
 */
public record StoreReference(StoreLocation store, String model, String ref) {
  /** The scheme of these URIs. */
  public static final String SCHEME = "store";

  private static final String START = SCHEME + ":";

  /** Whether a text begins like such a URI. */
  public static boolean is(String text) {
    return text.startsWith(START);
  }

  /** Reads a URI. Nothing is opened. */
  public static StoreReference parse(String text) throws StoreException {
    int hash = text.indexOf('#');
    if (!is(text) || hash < 0) {
      throw invalid(text);
    }
    String name = text.substring(hash + 1);
    int at = name.lastIndexOf('@');
    if (at < 1 || at == name.length() - 1) {
      throw invalid(text);
    }
    try {
      return new StoreReference(
          StoreLocation.parse(text.substring(START.length(), hash)),
          PercentText.decode(name.substring(0, at)),
          name.substring(at + 1));
    } catch (IllegalArgumentException e) {
      throw invalid(text);
    }
  }

  private static StoreException invalid(String text) {
    return new StoreException(
        StoreException.Reason.INVALID,
        "found the URI \"%s\", allowed: store:LOCATION#NAME@REF, such as store:/store#sensors@champion, where LOCATION is %s, NAME is a model's name and REF is champion, challenger, previous or a version's sha256"
            .formatted(text, StoreLocation.ALLOWED));
  }

  /** The same model in another version. */
  public StoreReference at(String sha256) {
    return new StoreReference(store, model, sha256);
  }

  /** Whether this names one version for ever. */
  public boolean isVersion() {
    return Sha256.is(ref);
  }

  /** The URI, from which {@link #parse} makes an equal one. */
  public String uri() {
    return START + store.uri() + "#" + PercentText.encode(model) + "@" + ref;
  }
}
