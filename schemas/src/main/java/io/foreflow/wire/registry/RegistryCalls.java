package io.foreflow.wire.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * HTTP requests to one registry. They try its addresses in turn, for as long as an outage may last.
 *
 * <p>The client is {@link HttpURLConnection}, which has no threads of its own. A thread of {@code
 * HttpClient} would keep the class loader of a cancelled Flink job alive until a garbage
 * collection.
 */
final class RegistryCalls {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 10_000;
  private static final int LARGEST_ANSWER = 8 << 20;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  private final RegistrySettings settings;
  private final Waiting waiting;
  private int next;

  RegistryCalls(RegistrySettings settings, Waiting waiting) {
    this.settings = settings;
    this.waiting = waiting;
  }

  /** The clock and the pauses of the calls. */
  interface Waiting {
    long nanos();

    void pause(Duration duration) throws InterruptedException;

    /** The machine's own clock. */
    Waiting REAL =
        new Waiting() {
          @Override
          public long nanos() {
            return System.nanoTime();
          }

          @Override
          public void pause(Duration duration) throws InterruptedException {
            Thread.sleep(duration.toMillis());
          }
        };
  }

  /** An answer of the registry that is neither an outage nor a refusal of credentials. */
  record Answer(URI url, int status, String body) {}

  /**
   * Sends a request and returns the answer.
   *
   * @param body null to read, JSON to write
   * @throws RegistryException if none came in time, or if the credentials were refused
   */
  Answer call(String path, @Nullable String body) {
    long begin = waiting.nanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      StringBuilder failures = new StringBuilder();
      for (int i = 0; i < settings.urls().size(); i++) {
        Answer answer = tryOne(path, body, failures);
        if (answer != null) {
          return answer;
        }
      }
      if (waiting.nanos() - begin >= settings.patience().toNanos()) {
        throw new RegistryException(
            "no answer from the schema registry for "
                + settings.patience().toSeconds()
                + " s ("
                + failures
                + "). Is it running, and can it be reached from here?");
      }
      pause(pause);
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  private @Nullable Answer tryOne(String path, @Nullable String body, StringBuilder failures) {
    URI url = settings.urls().get(next);
    String failure;
    try {
      Answer answer = send(url, path, body);
      if (answer.status() == 401 || answer.status() == 403) {
        throw new RegistryException(
            "the schema registry at %s refused the credentials (%d for %s). Give it a user and password, or a token, that may do this"
                .formatted(url, answer.status(), path));
      }
      if (answer.status() < 500 && answer.status() != 408 && answer.status() != 429) {
        return answer;
      }
      failure = "answered " + answer.status();
    } catch (IOException e) {
      failure = e.toString();
    }
    failures.append(failures.isEmpty() ? "" : "; ").append(url).append(": ").append(failure);
    next = (next + 1) % settings.urls().size();
    return null;
  }

  private Answer send(URI url, String path, @Nullable String body) throws IOException {
    String base = url.toString();
    URI target =
        URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    // A redirect would send the credentials to another address.
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept", MEDIA_TYPE + ", application/json");
    if (settings.authorization() != null) {
      connection.setRequestProperty("Authorization", settings.authorization());
    }
    if (body != null) {
      connection.setRequestMethod("POST");
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", MEDIA_TYPE);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body.getBytes(StandardCharsets.UTF_8));
      }
    }
    int status = connection.getResponseCode();
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      byte[] answer = in == null ? new byte[0] : in.readNBytes(LARGEST_ANSWER);
      return new Answer(url, status, new String(answer, StandardCharsets.UTF_8));
    }
  }

  private void pause(Duration pause) {
    try {
      waiting.pause(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException("interrupted while waiting for the schema registry", e);
    }
  }
}
