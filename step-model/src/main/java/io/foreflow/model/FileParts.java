package io.foreflow.model;

import static io.foreflow.model.InvalidModelFileException.Reason.NOT_ONNX;
import static io.foreflow.model.InvalidModelFileException.Reason.TOO_LARGE;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Counts the objects that a parser would make of a file, before it does. An empty node is two bytes
 * of a file and about eighty in memory: a file of 256 MiB can be 10 GB when it is parsed.
 */
final class FileParts {
  /**
   * The most fields of all messages together. A graph with the most nodes has about half as many.
   */
  static final int MOST_PARTS = 500_000;

  /** The most bytes of packed integers. Each of them may take eight when unpacked. */
  static final int MOST_PACKED_BYTES = 16 << 20;

  /** The deepest nesting, which is the parser's own limit. */
  private static final int DEEPEST = 100;

  private int parts;
  private long packedBytes;

  private FileParts() {}

  static void check(byte[] file) throws InvalidModelFileException {
    try {
      new FileParts().walk(CodedInputStream.newInstance(file), ModelProto.getDescriptor(), DEEPEST);
    } catch (IOException e) {
      throw new InvalidModelFileException(
          NOT_ONNX,
          "found " + file.length + " bytes, allowed: an ONNX model (" + e.getMessage() + ")",
          e);
    }
  }

  private void walk(CodedInputStream in, Descriptor message, int deeper)
      throws IOException, InvalidModelFileException {
    if (deeper == 0) {
      throw InvalidModelFileException.found(
          NOT_ONNX, "messages within messages", "at most " + DEEPEST + " within each other");
    }
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      require(++parts, MOST_PARTS, "fields");
      int wireType = WireFormat.getTagWireType(tag);
      if (wireType == WireFormat.WIRETYPE_START_GROUP) {
        throw InvalidModelFileException.found(NOT_ONNX, "a group", "fields that ONNX defines");
      }
      if (wireType != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        in.skipField(tag);
        continue;
      }
      int length = in.readRawVarint32();
      @Nullable FieldDescriptor field =
          message.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      if (field != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        int outer = in.pushLimit(length);
        walk(in, field.getMessageType(), deeper - 1);
        in.popLimit(outer);
      } else {
        boolean packed = field != null && field.isPackable() && !isFloating(field);
        packedBytes += packed ? length : 0;
        require(packedBytes, MOST_PACKED_BYTES, "bytes of packed integers");
        in.skipRawBytes(length);
      }
    }
  }

  private static boolean isFloating(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.FLOAT
        || field.getJavaType() == FieldDescriptor.JavaType.DOUBLE;
  }

  private static void require(long found, long most, String what) throws InvalidModelFileException {
    if (found > most) {
      throw InvalidModelFileException.found(
          TOO_LARGE, "more than " + most + " " + what + " in the file", "at most " + most);
    }
  }
}
