package io.foreflow.job.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * The bytes after the content of each file of a checkpoint.
 *
 * <pre>
 * byte 0- 7  "FOREFSUM"
 *      8-11  int  CRC-32C of all bytes before the trailer, big-endian
 * </pre>
 *
 * <p>It comes last because a checkpoint is written as a stream. Flink's own readers of keyed state,
 * operator state and metadata stop at the end of the content and never see it.
 */
final class ChecksumTrailer {
  static final int BYTES = 12;

  private static final byte[] MAGIC = "FOREFSUM".getBytes(StandardCharsets.US_ASCII);

  private ChecksumTrailer() {}

  /** A stream that sums what is written to {@code out}, for a trailer at the end. */
  static CheckedOutputStream summed(OutputStream out) {
    return new CheckedOutputStream(out, new CRC32C());
  }

  /** Writes the trailer after all that was written to the stream. */
  static void write(CheckedOutputStream out) throws IOException {
    int sum = (int) out.getChecksum().getValue();
    out.write(ByteBuffer.allocate(BYTES).put(MAGIC).putInt(sum).array());
  }

  /**
   * Whether the last bytes of a file are a trailer. One with a single wrong byte in its name counts
   * too, because a damaged trailer must not be taken for content.
   */
  static boolean is(byte[] last) {
    int wrong = 0;
    for (int i = 0; i < MAGIC.length; i++) {
      wrong += last[i] == MAGIC[i] ? 0 : 1;
    }
    return wrong <= 1;
  }

  /** Fails unless a trailer has the sum of the content before it. */
  static void check(String file, byte[] trailer, CRC32C sum) throws DamagedCheckpointException {
    int written = ByteBuffer.wrap(trailer).getInt(MAGIC.length);
    if (written != (int) sum.getValue()) {
      throw new DamagedCheckpointException(
          file, "has the checksum %08x, %08x was written".formatted((int) sum.getValue(), written));
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (trailer[i] != MAGIC[i]) {
        throw new DamagedCheckpointException(file, "has a wrong byte in its last " + BYTES);
      }
    }
  }
}
