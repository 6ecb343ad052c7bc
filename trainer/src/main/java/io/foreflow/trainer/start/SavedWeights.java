package io.foreflow.trainer.start;

import io.foreflow.graph.Tensor;
import io.foreflow.history.HistoryDigest;
import io.foreflow.manifest.Provenance;
import io.foreflow.trainer.features.CovariateScale;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.WeightSet;
import io.foreflow.trainer.state.FileFrame;
import io.foreflow.trainer.state.FitState;
import io.foreflow.trainer.state.UnreadableFileException;
import io.foreflow.trainer.state.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The weights of a trained network as the training has them, with everything that they assume. A
 * model file can't give them back: there they are folded with scales. Immutable.
 *
 * <p>The file has the frame of a checkpoint. Its content is the SHA-256 of the model file, the
 * options of the network, the scales of the covariates, and the weights of each member.
 */
public final class SavedWeights {

  private static final FileFrame FRAME =
      new FileFrame(0x46465754, 1, 1, "a file of weights"); // "FFWT" in ASCII.

  private static final String PREFIX = "weights.";

  private final byte[] file;
  private final String modelSha256;
  private final Map<String, String> network;
  private final List<CovariateScale> scales;
  private final List<FitState> members;

  private SavedWeights(
      byte[] file,
      String modelSha256,
      Map<String, String> network,
      List<CovariateScale> scales,
      List<FitState> members) {
    this.file = file;
    this.modelSha256 = modelSha256;
    this.network = Map.copyOf(network);
    this.scales = List.copyOf(scales);
    this.members = List.copyOf(members);
  }

  /**
   * The weights of a training that has ended.
   *
   * @param modelSha256 SHA-256 of the model file
   * @param network the options that decide the network, by name
   * @param scales the scales of the covariates, with which the weights were learnt
   * @param members the weights of each network of the ensemble
   */
  public static SavedWeights of(
      String modelSha256,
      Map<String, String> network,
      List<CovariateScale> scales,
      List<WeightSet> members) {
    List<FitState> states = new ArrayList<>();
    for (WeightSet member : members) {
      FitState state = new FitState();
      state.put(PREFIX, member);
      states.add(state);
    }
    try {
      byte[] file = FRAME.wrap(content(modelSha256, network, scales, states));
      return new SavedWeights(file, modelSha256, network, scales, states);
    } catch (IOException e) {
      throw new IllegalStateException("an array in memory can always be written", e);
    }
  }

  private static byte[] content(
      String modelSha256,
      Map<String, String> network,
      List<CovariateScale> scales,
      List<FitState> members)
      throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(content)) {
      out.writeUTF(modelSha256);
      out.writeInt(network.size());
      for (Map.Entry<String, String> option : new TreeMap<>(network).entrySet()) {
        out.writeUTF(option.getKey());
        out.writeUTF(option.getValue());
      }
      out.writeInt(scales.size());
      for (CovariateScale scale : scales) {
        out.writeFloat(scale.mean());
        out.writeFloat(scale.deviation());
      }
      out.writeInt(members.size());
      for (FitState member : members) {
        member.write(out);
      }
    }
    return content.toByteArray();
  }

  /**
   * Reads the bytes of a file, which nobody changes afterwards.
   *
   * @throws StartException if they are not a whole file of weights
   */
  public static SavedWeights read(byte[] file) {
    try (DataInputStream in = FRAME.open(file).content()) {
      String modelSha256 = in.readUTF();
      Map<String, String> network = new TreeMap<>();
      int options = in.readInt();
      for (int i = 0; i < options; i++) {
        network.put(in.readUTF(), in.readUTF());
      }
      List<CovariateScale> scales = new ArrayList<>();
      int scaled = in.readInt();
      for (int i = 0; i < scaled; i++) {
        scales.add(new CovariateScale(in.readFloat(), in.readFloat()));
      }
      List<FitState> members = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        members.add(FitState.read(in));
      }
      return new SavedWeights(file, modelSha256, network, scales, members);
    } catch (UnreadableFileException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new StartException("its content ends too early", e);
    }
  }

  /** SHA-256 of the model file that these weights belong to. */
  public String modelSha256() {
    return modelSha256;
  }

  /** The options that decide the network, by name. */
  public Map<String, String> network() {
    return network;
  }

  /** The scales of the covariates, in the order of {@code CovariateConfig}. */
  public List<CovariateScale> scales() {
    return scales;
  }

  /** What the manifest of a model says that was trained from here. */
  public Provenance.Start provenance() {
    return new Provenance.Start(modelSha256, HistoryDigest.of(file));
  }

  /** A copy of the bytes of the file. The same weights give the same bytes. */
  public byte[] file() {
    return file.clone();
  }

  /** Writes the file completely or not at all. */
  public void writeTo(Path path) throws IOException {
    WholeFile.write(path, file);
  }

  /**
   * The weights of one network of the ensemble. If there is only one, it is the start of each.
   *
   * @param of the network that gets them
   * @throws StartException if the network has other weights
   */
  public WeightSet member(int number, ForecastNetwork of) {
    WeightSet like = WeightSet.draw(of.weights(), 0);
    FitState member = members.get(members.size() == 1 ? 0 : number);
    Map<String, float[]> found = member.arraysOf(PREFIX);
    for (Map.Entry<String, Tensor> weight : like.tensors().entrySet()) {
      float[] numbers = found.get(weight.getKey());
      int needed = weight.getValue().data().length;
      if (numbers == null || numbers.length != needed) {
        throw new StartException(
            "%s has %s numbers, and the network needs %d; the weights are of another release"
                .formatted(weight.getKey(), numbers == null ? "no" : numbers.length, needed));
      }
    }
    if (found.size() != like.tensors().size()) {
      throw new StartException(
          "it has %d weights, and the network has %d; the weights are of another release"
              .formatted(found.size(), like.tensors().size()));
    }
    return member.weights(PREFIX, like);
  }
}
