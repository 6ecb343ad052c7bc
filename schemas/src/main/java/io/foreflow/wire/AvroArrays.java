package io.foreflow.wire;

import java.io.IOException;
import java.util.Arrays;
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
