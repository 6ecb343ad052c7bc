package io.foreflow.options;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML file as flat settings. {@code wave: {size: 64}} becomes {@code wave.size = 64}, and a list
 * becomes its items separated by commas. The nodes of the file are read, not the objects that YAML
 * makes of them. So each setting knows its line, and {@code 0123} stays as it was written.
 */
public final class YamlSettings {
  private final String file;
  private boolean isReadable = true;
  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private YamlSettings(String file) {
    this.file = file;
  }

  /**
   * Reads the settings of a file.
   *
   * @throws InvalidConfigurationException with each key that can't be a setting, by its line
   */
  public static Map<String, Setting> read(Path file) {
    YamlSettings yaml = of(file);
    if (!yaml.problems.isEmpty()) {
      throw new InvalidConfigurationException(yaml.problems);
    }
    return yaml.settings;
  }

  /** Reads a file. The result holds the settings and the problems. */
  static YamlSettings of(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return parse(text, String.valueOf(file.getFileName()));
    } catch (IOException e) {
      YamlSettings nothing = new YamlSettings(file.toString());
      nothing.unreadable(
          file.toString(), "can't be read (" + e + "); give the path of a YAML file");
      return nothing;
    }
  }

  static YamlSettings parse(String text, String file) {
    YamlSettings result = new YamlSettings(file);
    try {
      new Compose(LoadSettings.builder().setLabel(file).build())
          .composeReader(new StringReader(text))
          .ifPresent(root -> result.add("", root));
    } catch (MarkedYamlEngineException e) {
      String place = e.getProblemMark().map(mark -> file + ":" + (mark.getLine() + 1)).orElse(file);
      result.unreadable(place, "is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      result.unreadable(file, "is not YAML");
    }
    return result;
  }

  /** The settings, as far as the file could be read. */
  Map<String, Setting> settings() {
    return settings;
  }

  List<Problem> problems() {
    return problems;
  }

  /** Whether the file could be read to its end. */
  boolean isReadable() {
    return isReadable;
  }

  private void unreadable(String place, String message) {
    isReadable = false;
    problems.add(new Problem(place, message));
  }

  private void add(String key, Node node) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode name) {
          add(key.isEmpty() ? name.getValue() : key + "." + name.getValue(), entry.getValueNode());
        } else {
          problems.add(new Problem(place(entry.getKeyNode()), "the key must be plain text"));
        }
      }
    } else if (key.isEmpty()) {
      problems.add(
          new Problem(place(node), "the file must hold settings, one `key: value` on a line"));
    } else if (node instanceof SequenceNode sequence) {
      addList(key, sequence);
    } else if (node instanceof ScalarNode scalar) {
      put(key, scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue(), node);
    }
  }

  private void addList(String key, SequenceNode sequence) {
    List<String> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      if (item instanceof ScalarNode scalar) {
        items.add(scalar.getValue());
      } else {
        problems.add(new Problem(key, "a list may hold plain values only").at(place(item)));
      }
    }
    put(key, String.join(",", items), sequence);
  }

  private void put(String key, String value, Node node) {
    Setting earlier = settings.putIfAbsent(key, new Setting(value, place(node)));
    if (earlier != null) {
      problems.add(
          new Problem(
              key,
              "is given twice, at "
                  + earlier.place()
                  + " and at "
                  + place(node)
                  + "; leave one of them"));
    }
  }

  private String place(Node node) {
    return node.getStartMark().map(mark -> file + ":" + (mark.getLine() + 1)).orElse(file);
  }
}
