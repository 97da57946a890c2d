package io.takt.bench.peer;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Classes of a peer that needs other versions of libraries than this process has: Kafka Streams
 * goes with Kafka's clients of its own version. What crosses the border is {@link Peer}, {@link
 * PeerSite} and what these name; all else that has to do with Kafka is loaded once more.
 */
public final class OwnLibraries extends URLClassLoader {

  private static final String KAFKA_STREAMS = "io.takt.bench.peer.KafkaStreamsOee";

  /** Loaded here, even if this process has them too. */
  private static final List<String> OWN =
      List.of("org.apache.kafka.", "io.takt.schemas.", "io.takt.bench.peer.");

  private static final List<Class<?>> SHARED = List.of(Peer.class, Peer.Run.class, PeerSite.class);

  static {
    registerAsParallelCapable();
  }

  private OwnLibraries(URL[] places) {
    super("peer", places, OwnLibraries.class.getClassLoader());
  }

  /**
   * Kafka Streams with its own clients.
   *
   * @param jars folder of its libraries
   * @param given told how many facts its consumer was given, each time it was given some
   * @throws IOException if they are not there
   */
  public static Peer kafkaStreams(Path jars, IntConsumer given)
      throws IOException, ReflectiveOperationException {
    List<URL> places = new ArrayList<>();
    if (!Files.isDirectory(jars)) {
      throw new IOException("Kafka Streams is not in " + jars + ": build Takt once more.");
    }
    try (Stream<Path> files = Files.list(jars)) {
      for (Path file : files.sorted().toList()) {
        places.add(url(file));
      }
    }
    // Where this process has the classes that are ours.
    for (String ours : List.of(KAFKA_STREAMS, "io.takt.schemas.Topic")) {
      places.add(place(ours));
    }
    return (Peer)
        new OwnLibraries(places.toArray(URL[]::new))
            .loadClass(KAFKA_STREAMS)
            .getConstructor(IntConsumer.class)
            .newInstance(given);
  }

  private static URL url(Path file) throws MalformedURLException {
    return file.toUri().toURL();
  }

  private static URL place(String name) throws MalformedURLException {
    String file = name.replace('.', '/') + ".class";
    URL found = OwnLibraries.class.getClassLoader().getResource(file);
    if (found == null) {
      throw new IllegalStateException("There is no class " + name);
    }
    String text = found.toString();
    String root = text.substring(0, text.length() - file.length());
    return new URL(
        root.startsWith("jar:") ? root.substring("jar:".length(), root.length() - 2) : root);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!own(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      Class<?> found = known == null ? findClass(name) : known;
      if (resolve) {
        resolveClass(found);
      }
      return found;
    }
  }

  @Override
  public URL getResource(String name) {
    // Kafka's files tell its version, and are in both.
    URL own = findResource(name);
    return own == null ? super.getResource(name) : own;
  }

  private static boolean own(String name) {
    for (Class<?> shared : SHARED) {
      if (shared.getName().equals(name)) {
        return false;
      }
    }
    for (String begin : OWN) {
      if (name.startsWith(begin)) {
        return true;
      }
    }
    return false;
  }
}
