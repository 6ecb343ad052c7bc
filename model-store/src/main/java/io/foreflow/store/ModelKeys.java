package io.foreflow.store;

/** The names of a model's objects in the store. docs/concepts/store.md shows them as a tree. */
record ModelKeys(String model) {
  /** The object that makes a folder or bucket a store. */
  static final String MARKER = "store.json";

  static final String MODELS = "models/";
  static final String MODEL_FILE = "model.onnx";
  static final String VERSION_FILE = "version.json";
  static final String DECISION_FILE = "decision.json";

  private static final String ATTACHMENTS = "attachments/";

  String root() {
    return MODELS + PercentText.encode(model) + "/";
  }

  String aliases() {
    return root() + "aliases.json";
  }

  String lock() {
    return root() + "lock.json";
  }

  String versions() {
    return root() + "versions/";
  }

  String version(String sha256) {
    return versions() + sha256 + "/";
  }

  String modelFile(String sha256) {
    return version(sha256) + MODEL_FILE;
  }

  String versionFile(String sha256) {
    return version(sha256) + VERSION_FILE;
  }

  String attachment(String sha256, String name) {
    return version(sha256) + ATTACHMENTS + name;
  }

  String decisions() {
    return root() + "decisions/";
  }

  String decision(String id) {
    return decisions() + id + "/";
  }

  String decisionFile(String id) {
    return decision(id) + DECISION_FILE;
  }

  String fileOfDecision(String id, String name) {
    return decision(id) + name;
  }
}
