package io.foreflow.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.foreflow.manifest.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A trained model as a function of one step: (observed, time, state) -> (forecast, next state), for
 * a batch of unrelated series. It is shared between threads, each with a {@link #newWorkspace} of
 * its own. An open model has passed every check of the contract, and has been run.
 */
public final class StepModel implements AutoCloseable {
  /** The largest file that is read. */
  public static final long LARGEST_FILE = 256L << 20;

  private final Manifest manifest;
  private final String sha256;
  private final GraphFunction graph;

  /** Gives the next state only. Null if the whole graph has to. Set before the model is shared. */
  private @Nullable GraphFunction replay;

  private StepModel(Manifest manifest, String sha256, GraphFunction graph) {
    this.manifest = manifest;
    this.sha256 = sha256;
    this.graph = graph;
  }

  /** Opens a model file. */
  public static StepModel open(Path file) throws InvalidModelFileException {
    return open(file, StepLimits.DEFAULT);
  }

  /** Opens a model file, if a step of it keeps within limits. */
  public static StepModel open(Path file, StepLimits limits) throws InvalidModelFileException {
    try (InputStream in = Files.newInputStream(file)) {
      checkSize(Files.size(file));
      // The bound is checked once more, because some files do not tell their size.
      return open(in.readNBytes((int) LARGEST_FILE + 1), null, limits);
    } catch (IOException e) {
      throw new InvalidModelFileException(
          InvalidModelFileException.Reason.UNREADABLE,
          "found "
              + file
              + ", which cannot be read ("
              + FileProblem.of(e)
              + "), allowed: a readable file",
          e);
    }
  }

  /** Opens a model file from its bytes. */
  public static StepModel open(byte[] file) throws InvalidModelFileException {
    return open(file, null, StepLimits.DEFAULT);
  }

  /** Opens a model file from its bytes, if they have this SHA-256 in hexadecimal. */
  public static StepModel open(byte[] file, String expectedSha256)
      throws InvalidModelFileException {
    return open(file, expectedSha256, StepLimits.DEFAULT);
  }

  /**
   * Opens a model file from its bytes.
   *
   * @param expectedSha256 what they must hash to, in hexadecimal; null takes any
   * @param limits a model that takes more is refused
   */
  public static StepModel open(byte[] file, @Nullable String expectedSha256, StepLimits limits)
      throws InvalidModelFileException {
    return open(file, expectedSha256, limits, false);
  }

  /**
   * Opens a model file as {@link #open(byte[], String, StepLimits)} does, for replays of histories.
   * They are faster then, with the same bits, and opening takes longer and more memory.
   */
  public static StepModel openToReplay(
      byte[] file, @Nullable String expectedSha256, StepLimits limits)
      throws InvalidModelFileException {
    return open(file, expectedSha256, limits, true);
  }

  private static StepModel open(
      byte[] file, @Nullable String expectedSha256, StepLimits limits, boolean replays)
      throws InvalidModelFileException {
    checkSize(file.length);
    String sha256 = FileDigest.sha256(file);
    if (expectedSha256 != null && !expectedSha256.equalsIgnoreCase(sha256)) {
      throw InvalidModelFileException.found(
          InvalidModelFileException.Reason.WRONG_SHA256,
          // Whoever announced the file may not be allowed to read it, so the message says nothing
          // of its content.
          "a file with another sha256",
          "the one announced, with sha256 " + expectedSha256);
    }
    FileDigest.verify(file);
    ModelProto proto = ModelFile.parse(file);
    Manifest manifest = ModelFile.manifest(proto);
    GraphRules.check(proto);
    TensorRules.check(proto.getGraph(), manifest);
    GraphBounds.check(proto.getGraph(), limits);
    GraphFunction graph = runnable(file);
    StepModel model = new StepModel(manifest, sha256, graph);
    try {
      SmokeRun.check(model, limits);
      model.replay = replays ? ReplayGraph.open(proto, graph) : null;
    } catch (InvalidModelFileException | RuntimeException | Error e) {
      graph.close();
      throw e;
    }
    return model;
  }

  private static void checkSize(long bytes) throws InvalidModelFileException {
    if (bytes > LARGEST_FILE) {
      throw InvalidModelFileException.found(
          InvalidModelFileException.Reason.TOO_LARGE,
          "a file of " + bytes + " bytes",
          "at most " + LARGEST_FILE);
    }
  }

  private static GraphFunction runnable(byte[] file) throws InvalidModelFileException {
    try {
      return GraphFunction.open(file);
    } catch (IllegalArgumentException e) {
      throw new InvalidModelFileException(
          InvalidModelFileException.Reason.NOT_RUNNABLE,
          "found a graph that does not load, allowed: one that does (" + e.getMessage() + ")",
          e);
    }
  }

  /** The manifest of the file. */
  public Manifest manifest() {
    return manifest;
  }

  /** SHA-256 of the whole file in lower-case hexadecimal. */
  public String sha256() {
    return sha256;
  }

  /** Makes buffers for stepping up to {@code capacity} series at once, for one thread at a time. */
  public StepWorkspace newWorkspace(int capacity) {
    Binding binding = graph.bind(StepWorkspace.padded(capacity));
    boolean made = false;
    try {
      GraphFunction part = replay;
      StepWorkspace workspace =
          new StepWorkspace(manifest, binding, part == null ? null : part.bind(binding), capacity);
      made = true;
      return workspace;
    } finally {
      if (!made) {
        binding.close();
      }
    }
  }

  /** Makes no more workspaces. Memory is freed once the last workspace is closed too. */
  @Override
  public void close() {
    if (replay != null) {
      replay.close();
    }
    graph.close();
  }
}
