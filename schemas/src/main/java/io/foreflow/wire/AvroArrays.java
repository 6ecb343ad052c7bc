package io.foreflow.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.io.Decoder;

/**
 * Reads Avro arrays of numbers without an object for each; writers use one block, for which each
 * result is allocated once.
 */
final class AvroArrays {
  private AvroArrays() {}

  static double[] doubles(Decoder in) throws IOException {
    double[] values = {};
    for (long more = in.readArrayStart(); more > 0; more = in.arrayNext()) {
      int from = values.length;
      values = Arrays.copyOf(values, from + (int) more);
      for (int i = from; i < values.length; i++) {
        values[i] = in.readDouble();
      }
    }
    return values;
  }

  static long[] longs(Decoder in) throws IOException {
    long[] values = {};
    for (long more = in.readArrayStart(); more > 0; more = in.arrayNext()) {
      int from = values.length;
      values = Arrays.copyOf(values, from + (int) more);
      for (int i = from; i < values.length; i++) {
        values[i] = in.readLong();
      }
    }
    return values;
  }

  static List<String> strings(Decoder in) throws IOException {
    List<String> values = new ArrayList<>();
    for (long more = in.readArrayStart(); more > 0; more = in.arrayNext()) {
      for (long i = 0; i < more; i++) {
        values.add(in.readString());
      }
    }
    return values;
  }

  static float[] floats(Decoder in) throws IOException {
    float[] values = {};
    for (long more = in.readArrayStart(); more > 0; more = in.arrayNext()) {
      int from = values.length;
      values = Arrays.copyOf(values, from + (int) more);
      for (int i = from; i < values.length; i++) {
        values[i] = in.readFloat();
      }
    }
    return values;
  }
}
