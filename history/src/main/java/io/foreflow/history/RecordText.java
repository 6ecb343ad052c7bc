package io.foreflow.history;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * The characters of a file, handed on one line at a time. So a parser never reads past the record
 * that it is in. This class keeps the text of that record, to find the place of an error and to go
 * back in the record. A byte order mark at the beginning is left out.
 */
final class RecordText extends Reader {

  private static final int CHUNK = 8192;

  private final Reader in;
  private char[] buffer = new char[CHUNK];

  /**
   * Places in the buffer: the start of the record, the next character to hand on, and the end of
   * the characters read so far.
   */
  private int record;

  private int next;
  private int end;
  private boolean isBegun;

  /** Whether the second half of a line end before the record may still come. */
  private boolean isAfterReturn;

  RecordText(Reader in) {
    this.in = in;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (next == end && !fill()) {
      return -1;
    }
    int to = lineEnd(next, Math.min(end, next + length));
    int count = to - next;
    System.arraycopy(buffer, next, target, offset, count);
    next = to;
    return count;
  }

  /**
   * The place after the first line end between two places. It is {@code to} if there is no line
   * end.
   */
  private int lineEnd(int from, int to) {
    for (int at = from; at < to; at++) {
      if (buffer[at] == '\n') {
        return at + 1;
      }
      if (buffer[at] == '\r') {
        return at + 1 < to && buffer[at + 1] == '\n' ? at + 2 : at + 1;
      }
    }
    return to;
  }

  /** Reads more characters and keeps the current record. False at the end of the file. */
  private boolean fill() throws IOException {
    if (end == buffer.length) {
      if (record > 0) {
        System.arraycopy(buffer, record, buffer, 0, end - record);
        next -= record;
        end -= record;
        record = 0;
      } else {
        buffer = Arrays.copyOf(buffer, 2 * buffer.length);
      }
    }
    int count = in.read(buffer, end, buffer.length - end);
    if (count < 0) {
      return false;
    }
    end += count;
    if (!isBegun && count > 0) {
      isBegun = true;
      if (buffer[0] == '\uFEFF') {
        record++;
        next++;
        return next < end || fill();
      }
    }
    return true;
  }

  /** Begins a record at the next character. */
  void beginRecord() {
    isAfterReturn = next > 0 && next <= end && buffer[next - 1] == '\r';
    record = next;
  }

  /** Goes back to the second line of the record. That line begins a new record. */
  void backToSecondLine() throws IOException {
    next = begin();
    while (lineEnd(next, end) == end && !isLineEnd(end - 1) && fill()) {
      // The first line is longer than the characters read so far.
    }
    next = lineEnd(next, end);
    boolean isHalf = buffer[next - 1] == '\r' && (next < end || fill());
    if (isHalf && buffer[next] == '\n') {
      next++;
    }
    beginRecord();
  }

  private boolean isLineEnd(int at) {
    return buffer[at] == '\n' || buffer[at] == '\r';
  }

  private int begin() {
    return isAfterReturn && record < end && buffer[record] == '\n' ? record + 1 : record;
  }

  /** The record so far, without a line end before it. */
  String record() {
    return new String(buffer, begin(), next - begin());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
