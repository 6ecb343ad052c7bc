package io.foreflow.cli.score;

/**
 * A version of a model, as forecasts name it.
 *
 * @param model name of the model
 * @param version its version
 */
record ModelVersion(String model, String version) {
  @Override
  public String toString() {
    return model + " " + version;
  }
}
