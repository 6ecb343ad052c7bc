package io.foreflow.job.emit;

import io.foreflow.job.arrival.CutHeaders;
import io.foreflow.job.arrival.CutHeaders.Part;
import io.foreflow.job.arrival.RawRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a record that is too large for the topic where it is put aside. Headers and key may
 * take a quarter of the room each, and the value takes the rest. The first bytes of key and value
 * are kept, and the first headers.
 */
final class CutRecord {
  /** The bytes that the marks of three parts take. */
  private static final int MARKS = 3 << 10;

  private static final int SHARE = 4;

  private final List<Header> headers = new ArrayList<>();
  private final List<Header> marks = new ArrayList<>();
  private final byte @Nullable [] key;
  private final byte @Nullable [] value;

  /** Leaves room for the {@code added} headers in a record of {@code most} bytes. */
  CutRecord(RawRecord raw, List<Header> added, int most) {
    int room = (int) Math.max(0, most - RecordSize.of(null, null, added) - MARKS);
    int marked = CutHeaders.count(raw.headers());
    int own = raw.headers().length - marked;
    marks.addAll(Arrays.asList(raw.headers()).subList(own, raw.headers().length));
    long left = room - keepHeaders(raw.headers(), own, room / SHARE);
    key = cut(raw, Part.KEY, raw.key(), room / SHARE);
    value = cut(raw, Part.VALUE, raw.value(), (int) left - (key == null ? 0 : key.length));
    headers.addAll(marks);
    headers.addAll(added);
  }

  byte @Nullable [] key() {
    return key;
  }

  byte @Nullable [] value() {
    return value;
  }

  /**
   * The record's own headers, as far as there is room, then the marks, then those that were added.
   */
  List<Header> headers() {
    return headers;
  }

  /** Keeps the first headers, and returns how many bytes they take. */
  private long keepHeaders(Header[] all, int count, int most) {
    long kept = 0;
    for (int i = 0; i < count; i++) {
      long size = RecordSize.of(all[i]);
      if (kept + size > most) {
        markHeaders(all, count);
        break;
      }
      kept += size;
      headers.add(all[i]);
    }
    return kept;
  }

  /**
   * Marks the headers as cut. Their hash is that of all their keys and values, one after the other.
   */
  private void markHeaders(Header[] all, int count) {
    MessageDigest digest = CutHeaders.sha256();
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      byte[] name = all[i].key().getBytes(StandardCharsets.UTF_8);
      digest.update(name);
      bytes += name.length;
      byte[] content = all[i].value();
      if (content != null) {
        digest.update(content);
        bytes += content.length;
      }
    }
    marks.addAll(CutHeaders.of(Part.HEADERS, bytes, digest.digest()));
  }

  private byte @Nullable [] cut(RawRecord raw, Part part, byte @Nullable [] bytes, int most) {
    if (bytes == null || bytes.length <= most) {
      return bytes;
    }
    // A part that was cut when it was read already has marks with its length and hash.
    if (!CutHeaders.has(raw.headers(), part)) {
      marks.addAll(CutHeaders.of(part, ByteBuffer.wrap(bytes)));
    }
    return Arrays.copyOf(bytes, most);
  }
}
