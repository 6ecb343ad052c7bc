package io.foreflow.console.stream;

import io.foreflow.console.server.EventStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the stream with a short queue. If the queue is full, all of it is dropped, and the
 * reader hears {@code reset}: it fetches everything afresh.
 */
final class StreamReader implements EventStream.Reader {

  /** Events that wait for one reader. */
  static final int MOST_WAITING = 256;

  /** Bytes that wait for one reader. */
  static final int MOST_WAITING_BYTES = 1 << 20;

  private static final byte[] RESET = event("reset", "{}".getBytes(StandardCharsets.UTF_8));
  private static final byte[] STILL_HERE = ":\n\n".getBytes(StandardCharsets.UTF_8);
  private static final long STILL_HERE_MILLIS = 15_000;

  private final Set<String> series;
  private final Consumer<StreamReader> whenClosed;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean closed;
  private @Nullable Thread writer;
  private long writingSince = Long.MAX_VALUE;

  /**
   * @param series whose records it wants
   */
  StreamReader(Set<String> series, Consumer<StreamReader> whenClosed) {
    this.series = Set.copyOf(series);
    this.whenClosed = whenClosed;
  }

  /** Whether it wants the records of a series. */
  boolean follows(String name) {
    return series.contains(name);
  }

  /** An event in the form of the stream. */
  static byte[] event(String name, byte[] json) {
    byte[] head = ("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8);
    byte[] event = new byte[head.length + json.length + 2];
    System.arraycopy(head, 0, event, 0, head.length);
    System.arraycopy(json, 0, event, head.length, json.length);
    event[event.length - 2] = '\n';
    event[event.length - 1] = '\n';
    return event;
  }

  /** Adds an event. Returns at once. */
  synchronized void offer(byte[] event) {
    if (closed) {
      return;
    }
    if (waiting.size() == MOST_WAITING || waitingBytes + event.length > MOST_WAITING_BYTES) {
      waiting.clear();
      waitingBytes = 0;
      add(RESET);
    } else {
      add(event);
    }
    notifyAll();
  }

  private void add(byte[] event) {
    waiting.addLast(event);
    waitingBytes += event.length;
  }

  synchronized int waiting() {
    return waiting.size();
  }

  @Override
  public void writeTo(OutputStream to) throws IOException, InterruptedException {
    synchronized (this) {
      writer = Thread.currentThread();
    }
    for (byte[] event = next(); event != null; event = next()) {
      begin(System.nanoTime());
      to.write(event);
      to.flush();
      begin(Long.MAX_VALUE);
    }
  }

  private synchronized void begin(long at) {
    writingSince = at;
  }

  /** Ends a write that has been going on for longer than this: nobody reads at the other end. */
  synchronized void endIfStuck(long nanos) {
    boolean stuck = writingSince != Long.MAX_VALUE && System.nanoTime() - writingSince > nanos;
    if (stuck && writer != null) {
      // It closes the connection that the thread writes to.
      writer.interrupt();
    }
  }

  private synchronized byte @Nullable [] next() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STILL_HERE_MILLIS);
    while (waiting.isEmpty() && !closed) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return STILL_HERE;
      }
      wait(left);
    }
    byte[] event = closed ? null : waiting.pollFirst();
    if (event != null) {
      waitingBytes -= event.length;
    }
    return event;
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      waiting.clear();
      notifyAll();
    }
    whenClosed.accept(this);
  }
}
