package io.foreflow.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.trainer.network.AttentionConfig;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.HeadKind;
import io.foreflow.trainer.network.NetworkConfig;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests that the step graph of every cell with every head in every form agrees with the network.
 * The series have gaps, a missing start, and values of all magnitudes.
 */
class NetworkMatrixTest {

  /** The ways to combine layers and paths. */
  private enum Form {
    PLAIN(1) {
      @Override
      NetworkConfig of(NetworkConfig config) {
        return config;
      }
    },
    STACKED(3) {
      @Override
      NetworkConfig of(NetworkConfig config) {
        return config;
      }
    },
    RESIDUAL(2) {
      @Override
      NetworkConfig of(NetworkConfig config) {
        return config;
      }
    },
    DILATED(3) {
      @Override
      NetworkConfig of(NetworkConfig config) {
        return config.withDilations(1, 2, 5);
      }
    },
    ATTENTION(1) {
      @Override
      NetworkConfig of(NetworkConfig config) {
        return config.withAttention(new AttentionConfig(2, 12, 3));
      }
    },
    SHORTCUT(1) {
      @Override
      NetworkConfig of(NetworkConfig config) {
        return config.withShortcut();
      }
    },
    SHORTCUT_MAPS(1) {
      @Override
      NetworkConfig of(NetworkConfig config) {
        return config.withShortcut(3);
      }
    },
    LINEAR(1) {
      @Override
      NetworkConfig of(NetworkConfig config) {
        return config.withLinear(7);
      }
    };

    final int layers;

    Form(int layers) {
      this.layers = layers;
    }

    abstract NetworkConfig of(NetworkConfig config);
  }

  @TestFactory
  Stream<DynamicTest> everyCombinationPassesTheGate() {
    return Stream.of(CellKind.values())
        .flatMap(
            cell ->
                Stream.of(HeadKind.values())
                    .flatMap(
                        head -> Stream.of(Form.values()).map(form -> passes(cell, head, form))));
  }

  private static DynamicTest passes(CellKind cell, HeadKind head, Form form) {
    boolean residual = form == Form.RESIDUAL;
    NetworkConfig parts = form.of(new NetworkConfig(cell, form.layers, 6, head, 8, residual));
    return DynamicTest.dynamicTest(
        cell.text() + ", " + head.text() + ", " + form,
        () ->
            assertThat(RandomNetwork.small(parts, head == HeadKind.POINT ? 1 : 3).difference())
                .isGreaterThan(0)
                .isLessThan(ParityGate.TOLERANCE));
  }
}
