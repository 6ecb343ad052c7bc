package io.foreflow.store;

import io.foreflow.manifest.Manifest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A version to add to a store. */
public final class NewVersion {
  private final byte[] file;
  private final Manifest manifest;
  private final String by;
  private final Map<String, byte[]> attachments;

  /**
   * A version to add.
   *
   * @param file the bytes of the model file, which nobody changes
   * @param manifest the manifest in the file, which the caller has checked
   * @param by who adds it
   * @param attachments contents of other files by their names, in the order of the map
   */
  public NewVersion(byte[] file, Manifest manifest, String by, Map<String, byte[]> attachments) {
    this.file = file;
    this.manifest = manifest;
    this.by = by;
    this.attachments = Collections.unmodifiableMap(new LinkedHashMap<>(attachments));
  }

  /** The name of the model. */
  public String model() {
    return manifest.model();
  }

  byte[] file() {
    return file;
  }

  Manifest manifest() {
    return manifest;
  }

  String by() {
    return by;
  }

  Map<String, byte[]> attachments() {
    return attachments;
  }
}
