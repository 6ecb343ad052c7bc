package io.foreflow.benchmarks.job;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import java.nio.FloatBuffer;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The common way to forecast in Flink: it keeps each series' last 64 readings and runs the whole
 * network over them at each reading. The session is created once and uses one thread like the
 * job's. The window is an array of floats, not a list of boxed ones.
 */
final class WindowFunction extends KeyedProcessFunction<String, AcceptedReading, Forecast> {
  private static final long serialVersionUID = 1;
  private static final int STEPS = WindowNetwork.STEPS;
  private static final int HOURS = 168;
  private static final long HOUR = 3_600_000;
  private static final double[] LEVELS = {0.1, 0.5, 0.9};

  private final byte[] network;
  private transient OrtSession session;
  private transient ValueState<float[]> windows;
  private transient float[][] calendar;

  WindowFunction(byte[] network) {
    this.network = network;
  }

  @Override
  public void open(OpenContext context) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = OrtEnvironment.getEnvironment().createSession(network, options);
    }
    windows =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "window", PrimitiveArrayTypeInfo.FLOAT_PRIMITIVE_ARRAY_TYPE_INFO));
    calendar = new float[HOURS][WindowNetwork.INPUTS - 1];
    for (int hour = 0; hour < HOURS; hour++) {
      for (int i = 0; i < calendar[hour].length; i++) {
        calendar[hour][i] = (float) Math.sin(2 * Math.PI * hour * (i + 1) / HOURS);
      }
    }
  }

  @Override
  public void processElement(AcceptedReading accepted, Context context, Collector<Forecast> out)
      throws Exception {
    Reading reading = accepted.reading();
    float[] window = windows.value();
    if (window == null) {
      window = new float[STEPS];
    }
    System.arraycopy(window, 1, window, 0, STEPS - 1);
    window[STEPS - 1] = reading.value();
    windows.update(window);

    float scale = scale(window);
    float[] quantiles = run(inputs(window, scale, reading.time()), recent(window, scale));
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] *= scale;
    }
    out.collect(
        Forecast.ofQuantiles(
            reading.series(),
            reading.time(),
            System.currentTimeMillis(),
            "window",
            "1",
            HOUR,
            Forecast.Status.READY,
            LEVELS,
            quantiles));
  }

  private static float scale(float[] window) {
    float sum = 0;
    for (float value : window) {
      sum += Math.abs(value);
    }
    return sum / STEPS + 1e-6f;
  }

  /** The input of the cell: at each step the scaled value and its hour. */
  private float[] inputs(float[] window, float scale, long time) {
    float[] inputs = new float[STEPS * WindowNetwork.INPUTS];
    for (int step = 0; step < STEPS; step++) {
      int at = step * WindowNetwork.INPUTS;
      inputs[at] = window[step] / scale;
      int hour = (int) Math.floorMod(time / HOUR - (STEPS - 1 - step), (long) HOURS);
      System.arraycopy(calendar[hour], 0, inputs, at + 1, WindowNetwork.INPUTS - 1);
    }
    return inputs;
  }

  private static float[] recent(float[] window, float scale) {
    float[] recent = new float[WindowNetwork.RECENT];
    for (int i = 0; i < recent.length; i++) {
      recent[i] = window[STEPS - recent.length + i] / scale;
    }
    return recent;
  }

  private float[] run(float[] inputs, float[] recent) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OnnxTensor window =
            OnnxTensor.createTensor(
                environment,
                FloatBuffer.wrap(inputs),
                new long[] {STEPS, 1, WindowNetwork.INPUTS});
        OnnxTensor last =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(recent), new long[] {1, recent.length});
        OrtSession.Result result =
            session.run(
                Map.of(WindowNetwork.WINDOW_INPUT, window, WindowNetwork.RECENT_INPUT, last))) {
      return ((float[][]) result.get(0).getValue())[0];
    }
  }

  /** Flink also closes a function that it did not open: the session is null then. */
  @Override
  public void close() throws OrtException {
    if (session != null) {
      session.close();
    }
  }
}
