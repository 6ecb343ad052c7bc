package io.foreflow.model;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * An estimate of the heap that it takes to check a model file, made without keeping any of it.
 * Weights take little more than their own bytes. Everything else becomes objects: two bytes of a
 * file can be an empty node, which is more than a hundred on the heap. So a file of some megabytes
 * can be made that fills any heap. It has to be found before it is parsed.
 */
public final class HeapEstimate {
  /** An empty message is two bytes in the file and, with its builder, some 130 on the heap. */
  private static final long BYTES_A_BYTE = 64;

  /** Weights are copied once by the parser. A growing array leaves its smaller copy behind. */
  private static final long COPIES_OF_WEIGHTS = 2;

  // The numbers of the fields in onnx.proto that lead to weights.
  private static final Map<Integer, Level> MODEL_FIELDS = Map.of(7, Level.GRAPH);
  private static final Map<Integer, Level> GRAPH_FIELDS = Map.of(1, Level.NODE, 5, Level.TENSOR);
  private static final Map<Integer, Level> NODE_FIELDS = Map.of(5, Level.ATTRIBUTE);
  private static final Map<Integer, Level> ATTRIBUTE_FIELDS = Map.of(5, Level.TENSOR);

  /** float_data, raw_data, double_data. */
  private static final Map<Integer, Level> TENSOR_FIELDS =
      Map.of(4, Level.WEIGHTS, 9, Level.WEIGHTS, 10, Level.WEIGHTS);

  private enum Level {
    MODEL,
    GRAPH,
    NODE,
    ATTRIBUTE,
    TENSOR,
    WEIGHTS;

    Map<Integer, Level> fields() {
      return switch (this) {
        case MODEL -> MODEL_FIELDS;
        case GRAPH -> GRAPH_FIELDS;
        case NODE -> NODE_FIELDS;
        case ATTRIBUTE -> ATTRIBUTE_FIELDS;
        case TENSOR -> TENSOR_FIELDS;
        case WEIGHTS -> Map.of();
      };
    }
  }

  private long weights;

  private HeapEstimate() {}

  /** The most that any file of this size can take, whatever is in it. */
  public static long most(long size) {
    return size * (1 + BYTES_A_BYTE);
  }

  /**
   * The most that this file can take.
   *
   * @param size of the file in bytes
   * @throws IOException if it can't be read; a file that is no model has an estimate as well
   */
  public static long of(InputStream file, long size) throws IOException {
    HeapEstimate estimate = new HeapEstimate();
    CodedInputStream in = CodedInputStream.newInstance(file);
    in.setSizeLimit(Integer.MAX_VALUE);
    try {
      estimate.read(in, Level.MODEL);
    } catch (InvalidProtocolBufferException e) {
      if (e.unwrapIOException() != e) {
        throw e.unwrapIOException();
      }
      // Not a model: the rest counts as the bytes that cost most.
    }
    long others = size - Math.min(size, estimate.weights);
    return size + COPIES_OF_WEIGHTS * estimate.weights + BYTES_A_BYTE * others;
  }

  private void read(CodedInputStream in, Level level) throws IOException {
    Map<Integer, Level> fields = level.fields();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      Level inner = fields.get(WireFormat.getTagFieldNumber(tag));
      if (inner == null || WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        in.skipField(tag);
      } else if (inner == Level.WEIGHTS) {
        int length = in.readRawVarint32();
        in.skipRawBytes(length);
        weights += length;
      } else {
        int outer = in.pushLimit(in.readRawVarint32());
        read(in, inner);
        in.popLimit(outer);
      }
    }
  }
}
