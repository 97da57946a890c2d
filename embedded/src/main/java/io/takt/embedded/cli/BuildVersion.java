package io.takt.embedded.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What was built, by the build's own word. */
final class BuildVersion implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    Properties build = new Properties();
    try (InputStream in = BuildVersion.class.getResourceAsStream("build.properties")) {
      build.load(in);
    }
    return new String[] {
      "takt " + build.getProperty("version"),
      "Flink " + build.getProperty("flink") + ", Kafka " + build.getProperty("kafka"),
      "Java " + System.getProperty("java.version")
    };
  }
}
