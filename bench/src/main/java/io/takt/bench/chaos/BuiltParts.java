package io.takt.bench.chaos;

import io.takt.embedded.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the build leaves for a cluster.
 *
 * @param jobsJar the jobs as a cluster gets them
 * @param flinkClassPath Flink alone, without anything of ours and of what the jobs bring
 * @param opened what Flink needs opened on Java 17, as arguments of java
 */
record BuiltParts(Path jobsJar, String flinkClassPath, List<String> opened) {

  /**
   * Those of a built project.
   *
   * @throws StackException in one sentence, when something is missing
   */
  static BuiltParts in(Path project) throws IOException, StackException {
    Path jar = null;
    Path jobs = project.resolve("jobs/target");
    if (Files.isDirectory(jobs)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(jobs, "takt-jobs-*-cluster.jar")) {
        for (Path found : jars) {
          jar = found;
        }
      }
    }
    Path classPath = project.resolve("bench/target/flink.classpath");
    if (jar == null || !Files.exists(classPath)) {
      throw new StackException(
          "The jobs' jar for clusters is not in " + jobs + ": mvn package -DskipTests makes it.");
    }
    List<String> opened = new ArrayList<>();
    for (String argument :
        Files.readString(project.resolve("embedded/target/jvm.args"), StandardCharsets.UTF_8)
            .split("\\s+", -1)) {
      if (!argument.isEmpty()) {
        opened.add(argument);
      }
    }
    return new BuiltParts(jar, Files.readString(classPath).strip(), opened);
  }
}
