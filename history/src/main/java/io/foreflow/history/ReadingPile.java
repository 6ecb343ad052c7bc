package io.foreflow.history;

import io.foreflow.series.SeriesReadings;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The readings of one series so far: those in a file, in pieces, and then those on the heap. */
final class ReadingPile {

  private final String series;
  private final int covariates;
  private SeriesReadings newest;

  /** Position in the file and number of readings of each piece. */
  private long[] pieces = {};

  private int pieceCount;

  ReadingPile(String series, int covariates) {
    this.series = series;
    this.covariates = covariates;
    this.newest = new SeriesReadings(series, covariates);
  }

  void add(long time, float value, float[] ofCovariates) {
    newest.add(time, value, ofCovariates);
  }

  /** Moves the readings from the heap to the file. */
  void spill(Writer writer) {
    int most = writer.room(covariates);
    for (int from = 0; from < newest.count(); from += most) {
      int to = Math.min(newest.count(), from + most);
      if (2 * pieceCount == pieces.length) {
        pieces = Arrays.copyOf(pieces, Math.max(2, 2 * pieces.length));
      }
      pieces[2 * pieceCount] = writer.write(newest, from, to, covariates);
      pieces[2 * pieceCount + 1] = (long) to - from;
      pieceCount++;
    }
    if (newest.count() > 0) {
      newest.clear();
    }
  }

  /** All readings, in the order in which they were added. The pile is empty afterwards. */
  SeriesReadings take(@Nullable WorkFile file) {
    SeriesReadings all = newest;
    if (file != null && pieceCount > 0) {
      all = new SeriesReadings(series, covariates);
      for (int piece = 0; piece < pieceCount; piece++) {
        int bytes = (int) pieces[2 * piece + 1] * SeriesReadings.bytesPerReading(covariates);
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        file.read(pieces[2 * piece], buffer);
        all.readFrom(buffer.flip());
      }
      ByteBuffer rest =
          ByteBuffer.allocate(newest.count() * SeriesReadings.bytesPerReading(covariates));
      newest.writeTo(rest, 0, newest.count());
      all.readFrom(rest.flip());
    }
    newest = new SeriesReadings(series, covariates);
    pieceCount = 0;
    return all;
  }

  /** Collects pieces of many series before they are written, because most of them are small. */
  static final class Writer implements AutoCloseable {

    private static final int BYTES = 1 << 20;

    private final WorkFile file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BYTES);

    Writer(WorkFile file) {
      this.file = file;
    }

    /** The most readings of a piece. */
    int room(int covariates) {
      return BYTES / SeriesReadings.bytesPerReading(covariates);
    }

    /** Writes a piece and returns its position. */
    long write(SeriesReadings readings, int from, int to, int covariates) {
      if (buffer.remaining() < (to - from) * SeriesReadings.bytesPerReading(covariates)) {
        flush();
      }
      long position = file.size() + buffer.position();
      readings.writeTo(buffer, from, to);
      return position;
    }

    private void flush() {
      file.append(buffer.flip());
      buffer.clear();
    }

    @Override
    public void close() {
      flush();
    }
  }
}
