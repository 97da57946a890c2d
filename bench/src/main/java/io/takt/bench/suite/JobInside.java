package io.takt.bench.suite;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A Java process of ours, seen from within by JMX: its heap, and how far it has read. */
final class JobInside implements AutoCloseable {

  private final JMXConnector connector;
  private final ReadStampsMXBean stamps;
  private final List<GarbageCollectorMXBean> collectors;
  private final List<String> heapPools;

  private JobInside(JMXConnector connector) throws IOException, MalformedObjectNameException {
    this.connector = connector;
    MBeanServerConnection connection = connector.getMBeanServerConnection();
    stamps =
        JMX.newMXBeanProxy(connection, new ObjectName(ReadStamps.BEAN), ReadStampsMXBean.class);
    collectors = ManagementFactory.getPlatformMXBeans(connection, GarbageCollectorMXBean.class);
    heapPools =
        ManagementFactory.getPlatformMXBeans(connection, MemoryPoolMXBean.class).stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .toList();
  }

  /** Looks into a process that has started long enough ago to have read facts or be about to. */
  // The address is the process's own, told by attaching to it: nothing is looked up anywhere.
  @SuppressWarnings("BanJNDI")
  static JobInside of(long pid)
      throws IOException, AttachNotSupportedException, MalformedObjectNameException {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
    String address;
    try {
      address = machine.startLocalManagementAgent();
    } finally {
      machine.detach();
    }
    return new JobInside(JMXConnectorFactory.connect(new JMXServiceURL(address)));
  }

  /** Its consumers; they are there when the job's tasks run. */
  ReadStampsMXBean stamps() {
    return stamps;
  }

  /** Bytes of the heap in use after the last collection of whichever kind; 0: none yet. */
  long heapAfterCollection() {
    GcInfo last = null;
    for (GarbageCollectorMXBean collector : collectors) {
      GcInfo info = collector.getLastGcInfo();
      if (info != null && (last == null || info.getEndTime() > last.getEndTime())) {
        last = info;
      }
    }
    if (last == null) {
      return 0;
    }
    Map<String, MemoryUsage> after = last.getMemoryUsageAfterGc();
    return heapPools.stream().mapToLong(pool -> after.get(pool).getUsed()).sum();
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
