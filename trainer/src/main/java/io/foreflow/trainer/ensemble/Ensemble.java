package io.foreflow.trainer.ensemble;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import io.foreflow.manifest.ForecastKind;
import io.foreflow.manifest.StateLayout.Segment;
import io.foreflow.trainer.features.FeatureGraph.Features;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.WeightSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trained members whose forecasts are averaged, level by level and step by step.
 *
 * @param networks recurrent networks, with equal weights among each other; may be empty if there is
 *     a ridge regression
 * @param ridge the ridge regression, if the ensemble has one
 * @param shares its share of the forecast; without effect if it has no ridge regression or no
 *     networks
 * @param kind what the forecasts are
 * @param horizon number of steps of a forecast
 */
public record Ensemble(
    List<NetworkMember> networks,
    Optional<RidgeMember> ridge,
    Shares shares,
    ForecastKind kind,
    int horizon) {

  public Ensemble {
    networks = List.copyOf(networks);
    if (networks.isEmpty() && ridge.isEmpty()) {
      throw new IllegalArgumentException("an ensemble needs a member");
    }
  }

  /** An ensemble of networks of the same configuration. */
  public static Ensemble of(ForecastNetwork network, int horizon, List<WeightSet> members) {
    return new Ensemble(
        members.stream().map(weights -> new NetworkMember(network, weights)).toList(),
        Optional.empty(),
        Shares.even(0, horizon),
        network.kind(),
        horizon);
  }

  /** The shares of the ridge regression, if there are networks too. */
  public Optional<Shares> sharesIfMixed() {
    return ridge.isPresent() && !networks.isEmpty() ? Optional.of(shares) : Optional.empty();
  }

  /** A copy with other shares. */
  public Ensemble with(Shares others) {
    return new Ensemble(networks, ridge, others, kind, horizon);
  }

  /** All members, the networks first. */
  public List<Member> members() {
    List<Member> all = new ArrayList<>(networks);
    ridge.ifPresent(all::add);
    return List.copyOf(all);
  }

  /** The segments of the state of all members, the networks' in sequence. */
  public List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    for (int member = 0; member < networks.size(); member++) {
      String prefix = networks.size() == 1 ? "" : "member" + member + ".";
      for (Segment segment : networks.get(member).segments()) {
        segments.add(new Segment(prefix + segment.name(), segment.size()));
      }
    }
    return List.copyOf(segments);
  }

  /** The number of slots before a sequence whose readings the members need. */
  public int lead() {
    return members().stream().mapToInt(Member::lead).max().orElseThrow();
  }

  /** The ensemble in the engine. */
  public Member.Loaded load(NDManager manager) {
    List<Member.Loaded> loaded = networks.stream().map(one -> one.load(manager)).toList();
    Optional<Member.Loaded> regression = ridge.map(one -> one.load(manager));
    if (loaded.isEmpty()) {
      return regression.orElseThrow();
    }
    return input -> {
      NDArray sum = loaded.get(0).forecast(input);
      for (Member.Loaded one : loaded.subList(1, loaded.size())) {
        sum = sum.add(one.forecast(input));
      }
      if (regression.isEmpty()) {
        return sum.div(loaded.size());
      }
      float[] ofNetworks = shares.networkWeights(kind.rows(), networks.size());
      float[] ofRidge = shares.ridgeWeights(kind.rows());
      return sum.mul(row(input.inputs().getManager(), ofNetworks))
          .add(regression.get().forecast(input).mul(row(input.inputs().getManager(), ofRidge)));
    };
  }

  private static NDArray row(NDManager manager, float[] weights) {
    return manager.create(weights, new Shape(1, 1, weights.length));
  }

  /**
   * Writes one step as graph nodes.
   *
   * @param state the parts of {@link #segments}
   */
  public ForecastNetwork.Step step(GraphBuilder graph, Features features, List<Value> state) {
    List<Value> next = new ArrayList<>();
    List<Value> outputs = new ArrayList<>();
    int at = 0;
    for (NetworkMember member : networks) {
      int parts = member.segments().size();
      ForecastNetwork.Step step = member.step(graph, features, state.subList(at, at + parts));
      next.addAll(step.nextState());
      outputs.add(step.output());
      at += parts;
    }
    if (ridge.isEmpty()) {
      return new ForecastNetwork.Step(mean(graph, outputs), next);
    }
    Value ofRidge = ridge.get().step(graph, features, List.of()).output();
    if (outputs.isEmpty()) {
      return new ForecastNetwork.Step(ofRidge, next);
    }
    Value networksPart =
        graph.mul(
            sum(graph, outputs),
            graph.constant(shares.networkWeights(kind.rows(), networks.size())));
    Value ridgePart = graph.mul(ofRidge, graph.constant(shares.ridgeWeights(kind.rows())));
    return new ForecastNetwork.Step(graph.add(networksPart, ridgePart), next);
  }

  private static Value sum(GraphBuilder graph, List<Value> outputs) {
    Value sum = outputs.get(0);
    for (Value output : outputs.subList(1, outputs.size())) {
      sum = graph.add(sum, output);
    }
    return sum;
  }

  private static Value mean(GraphBuilder graph, List<Value> outputs) {
    Value sum = sum(graph, outputs);
    return outputs.size() == 1 ? sum : graph.mul(sum, graph.constant(1f / outputs.size()));
  }
}
