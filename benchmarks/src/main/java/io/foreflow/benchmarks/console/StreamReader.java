package io.foreflow.benchmarks.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A plain reader of the console's event stream. It follows one series and counts events. */
final class StreamReader implements AutoCloseable {

  private static final String EVENT = "event:";
  private static final String RESET = "reset";

  private final InputStream stream;
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong resets = new AtomicLong();
  private final Thread thread = new Thread(this::read, "bench-stream");
  private volatile boolean closed;
  private volatile boolean ended;

  private StreamReader(InputStream stream) {
    this.stream = stream;
  }

  /** Connects to the console at an address. */
  static StreamReader start(HttpClient http, URI console, String series)
      throws IOException, InterruptedException {
    URI address = console.resolve("api/stream?series=" + series);
    HttpResponse<InputStream> answer =
        http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new IOException(address + " answers " + answer.statusCode());
    }
    StreamReader reader = new StreamReader(answer.body());
    reader.thread.start();
    return reader;
  }

  /** How many events came. */
  long events() {
    return events.get();
  }

  /** How often the console dropped what waited for this reader. */
  long resets() {
    return resets.get();
  }

  /** Throws if the console has ended the stream. */
  void requireRunning() {
    if (ended && !closed) {
      throw new IllegalStateException("the console ended a stream");
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        if (line.startsWith(EVENT)) {
          events.incrementAndGet();
          if (line.substring(EVENT.length()).strip().equals(RESET)) {
            resets.incrementAndGet();
          }
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      // Closing the stream ends the reading like this, too; requireRunning tells them apart.
    }
    ended = true;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    closed = true;
    stream.close();
    thread.join();
  }
}
