package io.foreflow.peers;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.StateLayout;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepModel;
import io.foreflow.model.StepTensors;
import io.foreflow.series.SlotGrid;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model file in a session of ONNX Runtime that steps one series at a time. Its tensors are
 * created once. {@code step-model} always gives ONNX Runtime 16 rows, even for a single series, so
 * that a forecast has the same bits in any batch. A single row is faster, so this peer uses one.
 */
final class OnnxForecaster implements AutoCloseable {
  private final Manifest manifest;
  private final SlotGrid grid;
  private final double[] levels;
  private final OrtSession session;
  private final ByteBuffer observed;
  private final ByteBuffer time;
  private final ByteBuffer state;
  private final ByteBuffer forecast;
  private final ByteBuffer nextState;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;

  private OnnxForecaster(Manifest manifest, OrtSession session) throws OrtException {
    this.manifest = manifest;
    this.session = session;
    grid = SlotGrid.of(manifest);
    levels = manifest.levels().stream().mapToDouble(Double::doubleValue).toArray();
    int states = manifest.state().size();
    observed = memory(Float.BYTES);
    time = memory(Long.BYTES);
    state = memory(states * Float.BYTES);
    forecast = memory(levels.length * manifest.horizon() * Float.BYTES);
    nextState = memory(states * Float.BYTES);
    inputs =
        Map.of(
            StepTensors.OBSERVED, tensor(observed, OnnxJavaType.FLOAT, 1, 1),
            StepTensors.TIME, tensor(time, OnnxJavaType.INT64, 1),
            StepTensors.STATE, tensor(state, OnnxJavaType.FLOAT, 1, states));
    outputs =
        Map.of(
            StepTensors.FORECAST,
            tensor(forecast, OnnxJavaType.FLOAT, 1, levels.length, manifest.horizon()),
            StepTensors.NEXT_STATE,
            tensor(nextState, OnnxJavaType.FLOAT, 1, states));
  }

  /** Opens a file with a model of quantiles that has no covariates. */
  static OnnxForecaster open(Path file) {
    try (StepModel checked = StepModel.open(file);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return new OnnxForecaster(
          checked.manifest(),
          OrtEnvironment.getEnvironment().createSession(file.toString(), options));
    } catch (InvalidModelFileException e) {
      throw new UncheckedIOException(new IOException(file + ": " + e.getMessage(), e));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot run " + file, e);
    }
  }

  private static ByteBuffer memory(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  private static OnnxTensor tensor(ByteBuffer memory, OnnxJavaType type, long... shape)
      throws OrtException {
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), memory, shape, type);
  }

  /**
   * The forecast after a reading.
   *
   * @param before the result of {@link #nextState} after the series' last reading; null before its
   *     first
   */
  Forecast forecast(Reading reading, byte @Nullable [] before) {
    observed.putFloat(0, reading.value());
    time.putLong(0, grid.modelTimeOf(grid.slot(reading.time())));
    state.put(0, before == null ? new byte[state.capacity()] : before);
    try (OrtSession.Result result = session.run(inputs, Set.of(), outputs)) {
      assert result.size() == outputs.size();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed", e);
    }
    float[] quantiles = new float[forecast.capacity() / Float.BYTES];
    forecast.asFloatBuffer().get(quantiles);
    float seen = nextState.getFloat(manifest.state().offset(StateLayout.SEEN) * Float.BYTES);
    return Forecast.ofQuantiles(
        reading.series(),
        reading.time(),
        System.currentTimeMillis(),
        manifest.model(),
        manifest.version(),
        manifest.cadenceMillis(),
        seen < manifest.warmup() ? Forecast.Status.WARMING : Forecast.Status.READY,
        levels,
        quantiles);
  }

  /** The state after the last forecast. */
  byte[] nextState() {
    byte[] bytes = new byte[nextState.capacity()];
    nextState.get(0, bytes);
    return bytes;
  }

  @Override
  public void close() {
    inputs.values().forEach(OnnxTensor::close);
    outputs.values().forEach(OnnxTensor::close);
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot free the session", e);
    }
  }
}
