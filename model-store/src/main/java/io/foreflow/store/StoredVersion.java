package io.foreflow.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foreflow.manifest.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A version of a model in the store. It never changes.
 *
 * @param model the model's name
 * @param version the version in the file's manifest, which another file may have too
 * @param sha256 the hash of the model file, which names the version in the store
 * @param bytes the size of the model file
 * @param addedAt when it was added
 * @param addedBy who added it
 * @param attachments the files beside the model file
 * @param manifestJson the file's manifest, as JSON
 */
public record StoredVersion(
    String model,
    String version,
    String sha256,
    long bytes,
    Instant addedAt,
    String addedBy,
    List<Attachment> attachments,
    String manifestJson) {

  /** The name of the attachment with the weights from which a training can start. */
  public static final String WEIGHTS = "model.weights";

  public StoredVersion {
    attachments = List.copyOf(attachments);
  }

  /** The weights from which a training can start, if they were added with the version. */
  public Optional<Attachment> weights() {
    return attachments.stream().filter(file -> file.name().equals(WEIGHTS)).findFirst();
  }

  /** The first digits of the hash, as people write it. */
  public String shortSha256() {
    return shorten(sha256);
  }

  /** The first digits of a hash, as people write it. */
  public static String shorten(String sha256) {
    return sha256.substring(0, Math.min(12, sha256.length()));
  }

  /**
   * The file's manifest.
   *
   * @throws io.foreflow.manifest.ManifestException if a later release wrote it in another way
   */
  public Manifest manifest() {
    return Manifest.parse(manifestJson);
  }

  static StoredVersion read(String place, String text) throws StoreException {
    StoreJson json = StoreJson.read(place, text);
    return new StoredVersion(
        json.text("model"),
        json.text("version"),
        json.text("sha256"),
        json.number("bytes"),
        json.time("addedAt"),
        json.text("addedBy"),
        Attachment.readAll(json, place, "attachments"),
        json.child("manifest").toString());
  }

  ObjectNode json() throws StoreException {
    ObjectNode json =
        StoreJson.object()
            .put("model", model)
            .put("version", version)
            .put("sha256", sha256)
            .put("bytes", bytes)
            .put("addedAt", addedAt.toString())
            .put("addedBy", addedBy);
    Attachment.writeAll(attachments, json, "attachments");
    json.set("manifest", StoreJson.readObject(manifestJson));
    return json;
  }
}
