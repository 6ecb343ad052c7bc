package io.foreflow.peers;

import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/**
 * An LSTM of DL4J, which has no GRU, and a layer for all levels and steps at once. It is never
 * trained, because training does not change its speed. It gets only the value, without the calendar
 * and history features of a model file, so it has less work. One network serves all series: the
 * state of each series is set before its step and read after it.
 */
final class LstmForecaster {
  private static final long CADENCE = Duration.ofHours(1).toMillis();
  private static final int RECURRENT_LAYER = 0;

  private final MultiLayerNetwork network;
  private final double[] levels;
  private final Map<String, Map<String, INDArray>> states = new HashMap<>();

  LstmForecaster(int hidden, int horizon, int levels) {
    // The products are too small to be split among threads, which would only wait for each other.
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    Nd4j.getEnvironment().setMaxThreads(1);
    this.levels = new double[levels];
    Arrays.setAll(this.levels, level -> (level + 1.0) / (levels + 1.0));
    network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.FLOAT)
                .weightInit(WeightInit.XAVIER)
                .list()
                .layer(new LSTM.Builder().nIn(1).nOut(hidden).activation(Activation.TANH).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunctions.LossFunction.MSE)
                        .nIn(hidden)
                        .nOut(levels * horizon)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
  }

  /** Steps the series of a reading. */
  Forecast forecast(Reading reading) {
    Map<String, INDArray> before = states.get(reading.series());
    if (before == null) {
      network.rnnClearPreviousState();
    } else {
      network.rnnSetPreviousState(RECURRENT_LAYER, before);
    }
    float value = Float.isNaN(reading.value()) ? 0 : reading.value();
    try (INDArray observed = Nd4j.create(new float[] {value}, 1, 1, 1)) {
      float[] quantiles = network.rnnTimeStep(observed).data().asFloat();
      states.put(reading.series(), network.rnnGetPreviousState(RECURRENT_LAYER));
      return Forecast.ofQuantiles(
          reading.series(),
          reading.time(),
          System.currentTimeMillis(),
          "dl4j",
          "1",
          CADENCE,
          Forecast.Status.READY,
          levels,
          quantiles);
    }
  }
}
