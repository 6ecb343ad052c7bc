package io.foreflow.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.ManifestException;

/**
 * The file of a model: an ONNX model with the manifest in its metadata, and in the manifest the
 * digest of the file.
 */
public final class ModelFile {
  /** The longest manifest that is read: far longer than all names of the most covariates. */
  private static final int LONGEST_MANIFEST = 4 << 20;

  private ModelFile() {}

  /**
   * The bytes of a model file.
   *
   * @param onnx an ONNX model; a manifest that it has already is replaced
   * @throws InvalidModelFileException if it is no ONNX model
   */
  public static byte[] seal(byte[] onnx, Manifest manifest) throws InvalidModelFileException {
    ModelProto model = parse(onnx);
    ModelProto.Builder sealed = model.toBuilder().clearMetadataProps();
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      if (!entry.getKey().equals(Manifest.METADATA_KEY)) {
        sealed.addMetadataProps(entry);
      }
    }
    // The manifest comes last, where the digest is looked for.
    sealed.addMetadataProps(
        StringStringEntryProto.newBuilder()
            .setKey(Manifest.METADATA_KEY)
            .setValue(manifest.toJson(FileDigest.BLANK)));
    byte[] file = sealed.build().toByteArray();
    FileDigest.write(file);
    return file;
  }

  /**
   * Reads the manifest of a model file, after checking that the file has not changed since it was
   * made. This does not check the graph: {@link StepModel#open} does.
   */
  public static Manifest manifest(byte[] file) throws InvalidModelFileException {
    FileDigest.verify(file);
    return manifest(parse(file));
  }

  static ModelProto parse(byte[] file) throws InvalidModelFileException {
    FileParts.check(file);
    try {
      return ModelProto.parseFrom(file);
    } catch (InvalidProtocolBufferException e) {
      throw new InvalidModelFileException(
          InvalidModelFileException.Reason.NOT_ONNX,
          "found " + file.length + " bytes, allowed: an ONNX model (" + e.getMessage() + ")",
          e);
    }
  }

  static Manifest manifest(ModelProto model) throws InvalidModelFileException {
    String json = null;
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      if (entry.getKey().equals(Manifest.METADATA_KEY)) {
        if (json != null) {
          throw InvalidModelFileException.found(
              InvalidModelFileException.Reason.BAD_MANIFEST, "two manifests", "one");
        }
        json = entry.getValue();
      }
    }
    if (json == null) {
      throw InvalidModelFileException.found(
          InvalidModelFileException.Reason.BAD_MANIFEST,
          "no metadata entry \"" + Manifest.METADATA_KEY + "\"",
          "one");
    }
    if (json.length() > LONGEST_MANIFEST) {
      throw InvalidModelFileException.found(
          InvalidModelFileException.Reason.TOO_LARGE,
          "a manifest of " + json.length() + " characters",
          "at most " + LONGEST_MANIFEST);
    }
    try {
      return Manifest.parse(json);
    } catch (ManifestException e) {
      throw new InvalidModelFileException(
          InvalidModelFileException.Reason.BAD_MANIFEST, "in the manifest, " + e.getMessage(), e);
    }
  }
}
