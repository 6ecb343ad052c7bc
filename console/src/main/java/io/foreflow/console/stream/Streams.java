package io.foreflow.console.stream;

import io.foreflow.console.intake.IntakeListener;
import io.foreflow.console.json.Json;
import io.foreflow.console.json.RecordJson;
import io.foreflow.console.memory.KnownForecast;
import io.foreflow.console.memory.PipelineEvent;
import io.foreflow.console.server.EventStream;
import io.foreflow.console.server.Query;
import io.foreflow.console.server.Refusal;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All readers of the stream. Thread-safe. */
public final class Streams implements IntakeListener, EventStream, AutoCloseable {

  /** Readers at one time. Each has a thread. */
  public static final int MOST_READERS = 64;

  /** Series whose records one reader can have. */
  static final int MOST_SERIES = 32;

  private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
  private static final long TICK_MILLIS = 1000;
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Set<StreamReader> readers = ConcurrentHashMap.newKeySet();
  private final Thread ticker = new Thread(this::tick, "console-ticker");
  private volatile Supplier<byte[]> overview = () -> new byte[0];

  /** Begins to send overviews. */
  public void start(Supplier<byte[]> source) {
    overview = source;
    ticker.setDaemon(true);
    ticker.start();
  }

  @Override
  public String path() {
    return "/api/stream";
  }

  @Override
  public List<String> parameters() {
    return List.of("series");
  }

  @Override
  public Reader admit(Query query) throws Refusal {
    StreamReader reader = new StreamReader(query.allSeries(MOST_SERIES), readers::remove);
    synchronized (readers) {
      if (readers.size() >= MOST_READERS) {
        throw Refusal.later("the console has %d streams, its limit".formatted(MOST_READERS));
      }
      readers.add(reader);
    }
    return reader;
  }

  /** How many there are. */
  public int readers() {
    return readers.size();
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(TICK_MILLIS);
        sendOverview();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendOverview() {
    if (readers.isEmpty()) {
      return;
    }
    try {
      byte[] event = StreamReader.event("overview", overview.get());
      for (StreamReader reader : readers) {
        reader.endIfStuck(STUCK_NANOS);
        reader.offer(event);
      }
    } catch (RuntimeException e) {
      LOG.warn("no overview", e);
    }
  }

  private void send(String series, String name, Supplier<byte[]> json) {
    byte[] event = null;
    for (StreamReader reader : readers) {
      if (reader.follows(series)) {
        event = event == null ? StreamReader.event(name, json.get()) : event;
        reader.offer(event);
      }
    }
  }

  @Override
  public void reading(String series, long time, float value, boolean late) {
    if (readers.isEmpty()) {
      return;
    }
    send(
        series,
        "reading",
        () ->
            Json.object(
                out -> {
                  out.writeStringField("series", series);
                  Json.time(out, "time", time);
                  Json.number(out, "value", value);
                  out.writeBooleanField("late", late);
                }));
  }

  @Override
  public void forecast(KnownForecast known) {
    if (!readers.isEmpty()) {
      Forecast forecast = known.forecast();
      send(forecast.series(), "forecast", () -> RecordJson.of(forecast, known.shadow()));
    }
  }

  @Override
  public void score(ForecastScore score) {
    if (!readers.isEmpty()) {
      send(score.series(), "score", () -> RecordJson.of(score));
    }
  }

  @Override
  public void anomaly(Anomaly anomaly) {
    if (!readers.isEmpty()) {
      send(anomaly.series(), "anomaly", () -> RecordJson.of(anomaly));
    }
  }

  @Override
  public void event(PipelineEvent event) {
    if (!readers.isEmpty()) {
      byte[] json = StreamReader.event("event", EventJson.of(event));
      readers.forEach(reader -> reader.offer(json));
    }
  }

  @Override
  public void close() {
    ticker.interrupt();
    readers.forEach(StreamReader::close);
  }
}
