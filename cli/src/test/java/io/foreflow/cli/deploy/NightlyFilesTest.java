package io.foreflow.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.cli.CommandLines;
import io.foreflow.cli.process.ExitCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files that start retrainings at night, compared with the commands and the images. */
class NightlyFilesTest {

  private static final String FOLDER = "deploy/nightly/";
  private static final String CONFIG = "/etc/foreflow/retrain.yaml";
  private static final String KEPT_IS_FINE = "|| [ $? -eq " + ExitCodes.KEPT + " ]";

  @Test
  void cronRunsACommandThatExists() {
    String line =
        Project.text(FOLDER + "crontab")
            .lines()
            .filter(text -> text.matches("\\d.*"))
            .findFirst()
            .orElseThrow();
    assertThat(line).matches("\\d+ \\d+ \\* \\* \\*  foreflow .*").contains(KEPT_IS_FINE);
    CommandLines.parse(words(line.substring(line.indexOf("foreflow "), line.indexOf(" >"))));
  }

  @Test
  void systemdRunsCommandsThatExist() {
    String retrain = Project.text(FOLDER + "foreflow-retrain.service");
    assertThat(value(retrain, "Type")).isEqualTo("oneshot");
    assertThat(value(retrain, "SuccessExitStatus")).isEqualTo(ExitCodes.KEPT + "");
    assertThat(command(retrain)).startsWith("retrain", "--config", CONFIG);
    assertThat(value(retrain, "RestartPreventExitStatus"))
        .isEqualTo(ExitCodes.USAGE + " " + ExitCodes.TOO_LITTLE_DATA);
    CommandLines.parse(command(retrain));

    String watch = Project.text(FOLDER + "foreflow-watch.service");
    assertThat(value(watch, "Restart")).isEqualTo("always");
    assertThat(command(watch)).startsWith("watch", "--config", CONFIG);
    CommandLines.parse(command(watch));

    String timer = Project.text(FOLDER + "foreflow-retrain.timer");
    assertThat(value(timer, "OnCalendar")).matches("\\*-\\*-\\* \\d\\d:\\d\\d:00");
    assertThat(timer).contains("WantedBy=timers.target");
  }

  @Test
  void kubernetesRunsOneRetrainingAtATime() {
    Map<String, Object> cronJob = document("CronJob");
    assertThat(at(cronJob, "apiVersion")).isEqualTo("batch/v1");
    assertThat(at(cronJob, "spec", "schedule")).asString().matches("\\d+ \\d+ \\* \\* \\*");
    assertThat(at(cronJob, "spec", "concurrencyPolicy")).isEqualTo("Forbid");
    Map<?, ?> rule =
        (Map<?, ?>)
            ((List<?>) at(cronJob, "spec", "jobTemplate", "spec", "podFailurePolicy", "rules"))
                .get(0);
    assertThat(at(rule, "onExitCodes", "values"))
        .isEqualTo(List.of(ExitCodes.USAGE, ExitCodes.TOO_LITTLE_DATA));
    Object pod = at(cronJob, "spec", "jobTemplate", "spec", "template", "spec");
    assertThat(at(pod, "restartPolicy")).isEqualTo("Never");
    Map<?, ?> container = container(pod);
    List<String> shell = texts(at(container, "command"));
    assertThat(shell).hasSize(3).startsWith("/bin/sh", "-c");
    String script = shell.get(2);
    assertThat(script).endsWith("; code=$?; [ $code -eq " + ExitCodes.KEPT + " ] || exit $code");
    List<String> command = words(script.substring(0, script.indexOf(";")));
    assertThat(command).startsWith("retrain", "--config", CONFIG);
    CommandLines.parse(command);
  }

  @Test
  void kubernetesWatchesBesideTheJob() {
    Map<String, Object> deployment = document("Deployment");
    assertThat(at(deployment, "spec", "replicas")).isEqualTo(1);
    assertThat(at(deployment, "spec", "selector", "matchLabels"))
        .isEqualTo(at(deployment, "spec", "template", "metadata", "labels"));
    List<String> command = texts(at(container(at(deployment, "spec", "template", "spec")), "args"));
    assertThat(command).startsWith("watch", "--config", CONFIG);
    CommandLines.parse(command);
  }

  /** The only container of a pod, after a look at what all pods here share. */
  private static Map<?, ?> container(Object pod) {
    assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
    // The user of the image.
    assertThat(at(pod, "securityContext", "runAsUser")).isEqualTo(9999);
    List<?> containers = (List<?>) at(pod, "containers");
    assertThat(containers).hasSize(1);
    Map<?, ?> container = (Map<?, ?>) containers.get(0);
    assertThat(container.get("image")).isEqualTo("foreflow/cli:" + Project.ownVersion());
    List<Object> volumes = new ArrayList<>();
    ((List<?>) at(pod, "volumes")).forEach(volume -> volumes.add(at(volume, "name")));
    List<Object> mounts = new ArrayList<>();
    ((List<?>) at(container, "volumeMounts")).forEach(mount -> mounts.add(at(mount, "name")));
    assertThat(mounts).isEqualTo(volumes);
    return container;
  }

  @SuppressWarnings("unchecked") // A document of another shape fails the test.
  private static Map<String, Object> document(String kind) {
    Load yaml = new Load(LoadSettings.builder().build());
    for (Object document : yaml.loadAllFromString(Project.text(FOLDER + "kubernetes.yaml"))) {
      if (kind.equals(at(document, "kind"))) {
        return (Map<String, Object>) document;
      }
    }
    throw new AssertionError("there is no " + kind);
  }

  private static List<String> texts(Object node) {
    List<String> texts = new ArrayList<>();
    ((List<?>) node).forEach(text -> texts.add((String) text));
    return texts;
  }

  private static Object at(Object node, String... path) {
    Object found = node;
    for (String key : path) {
      found = ((Map<?, ?>) found).get(key);
      assertThat(found).as(String.join(".", path)).isNotNull();
    }
    return found;
  }

  private static List<String> command(String unit) {
    String line = value(unit, "ExecStart");
    return words(line.substring(line.lastIndexOf("/foreflow ") + 1));
  }

  /** The arguments of a command line that begins with {@code foreflow}. */
  private static List<String> words(String line) {
    assertThat(line).startsWith("foreflow ");
    return List.of(line.substring("foreflow ".length()).split(" "));
  }

  private static String value(String unit, String key) {
    Matcher matcher = Pattern.compile("^" + key + "=(.*)$", Pattern.MULTILINE).matcher(unit);
    assertThat(matcher.find()).as(key).isTrue();
    return matcher.group(1);
  }
}
