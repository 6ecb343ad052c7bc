package io.foreflow.benchmarks.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Some readers of the console's event stream, each of another series. */
final class Readers implements AutoCloseable {

  private static final int COUNT = 4;

  private final List<StreamReader> readers = new ArrayList<>();
  private final long began = System.nanoTime();

  private Readers() {}

  static Readers start(URI console, int series) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    Readers started = new Readers();
    try {
      for (int number = 0; number < COUNT; number++) {
        String name = ConsoleRecords.series(number * series / COUNT);
        started.readers.add(StreamReader.start(http, console, name));
      }
      return started;
    } catch (IOException | InterruptedException e) {
      started.close();
      throw e;
    }
  }

  /** Throws if the console has ended a stream. */
  void requireRunning() {
    readers.forEach(StreamReader::requireRunning);
  }

  /** Events a second of the reader that got fewest. */
  double leastEvents() {
    return perSecond(events().min().orElseThrow());
  }

  /** Events a second of the reader that got most. */
  double mostEvents() {
    return perSecond(events().max().orElseThrow());
  }

  /** How often the console dropped what waited for a reader. */
  long resets() {
    return readers.stream().mapToLong(StreamReader::resets).sum();
  }

  private LongStream events() {
    return readers.stream().mapToLong(StreamReader::events);
  }

  private double perSecond(long events) {
    return events * 1e9 / (System.nanoTime() - began);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (StreamReader reader : readers) {
      reader.close();
    }
  }
}
