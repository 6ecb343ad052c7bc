package io.foreflow.job.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Byte arrays, texts and floats with their length in front. */
final class LengthPrefixed {
  private static final int ABSENT = -1;
  private static final byte[] EMPTY = {};

  private LengthPrefixed() {}

  static void write(byte @Nullable [] bytes, DataOutputView out) throws IOException {
    if (bytes == null) {
      out.writeInt(ABSENT);
    } else {
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  static byte @Nullable [] read(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length == ABSENT) {
      return null;
    }
    if (length == 0) {
      return EMPTY;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  static void writeText(String text, DataOutputView out) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8), out);
  }

  static String readText(DataInputView in) throws IOException {
    byte[] bytes = read(in);
    if (bytes == null) {
      throw new IOException("Found no text where one must be");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static void writeFloats(float[] floats, DataOutputView out) throws IOException {
    out.writeInt(floats.length);
    for (float value : floats) {
      out.writeFloat(value);
    }
  }

  static float[] readFloats(float[] ifEmpty, DataInputView in) throws IOException {
    int length = in.readInt();
    if (length == 0) {
      return ifEmpty;
    }
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      floats[i] = in.readFloat();
    }
    return floats;
  }
}
