package twine.reactor.spi;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import twine.defer.Failure;
import twine.net.error.ConnectionDoneException;
import twine.net.error.ConnectionLostException;
import twine.reactor.Descriptor;
import twine.reactor.IoStatus;
import twine.reactor.ReadDescriptor;
import twine.reactor.WriteDescriptor;

/** The program's own channels that a reactor watches. */
final class Descriptors {
  private final Kernel kernel;
  private final Map<SelectableChannel, Watched> watched = new LinkedHashMap<>();

  Descriptors(Kernel kernel) {
    this.kernel = kernel;
  }

  void add(Descriptor descriptor, int op) {
    SelectableChannel channel = descriptor.channel();
    Watched known = watched.get(channel);
    if (known != null && known.descriptor != descriptor) {
      throw new IllegalArgumentException(
          "another descriptor with the same channel is watched: " + known.descriptor.logPrefix());
    }
    if (known == null) {
      known = new Watched(descriptor);
      watched.put(channel, known);
    }
    known.interest(known.ops | op);
  }

  void remove(Descriptor descriptor, int op) {
    Watched known = watched.get(descriptor.channel());
    if (known != null && known.descriptor == descriptor) {
      known.interest(known.ops & ~op);
    }
  }

  Set<ReadDescriptor> readers() {
    return all(Ready.READ, ReadDescriptor.class);
  }

  Set<WriteDescriptor> writers() {
    return all(Ready.WRITE, WriteDescriptor.class);
  }

  private <D> Set<D> all(int op, Class<D> kind) {
    Set<D> found = new LinkedHashSet<>();
    for (Watched each : watched.values()) {
      if ((each.ops & op) != 0) {
        found.add(kind.cast(each.descriptor));
      }
    }
    return found;
  }

  /** The reactor stops: all are lost. */
  void loseAll() {
    for (Watched each : new ArrayList<>(watched.values())) {
      each.lost(new ConnectionLostException(null));
    }
  }

  private final class Watched implements Ready, Served {
    private final Descriptor descriptor;
    private final WatchIo io;
    private int ops;

    private Watched(Descriptor descriptor) {
      this.descriptor = descriptor;
      this.io = kernel.driver.watch(descriptor.channel(), this);
    }

    /** Watches for {@code wanted}; for nothing means to let go. */
    private void interest(int wanted) {
      if (wanted == ops) {
        return;
      }
      ops = wanted;
      if (wanted == 0) {
        watched.remove(descriptor.channel());
        io.close();
      } else {
        io.interest(wanted);
      }
    }

    @Override
    public String logPrefix() {
      return descriptor.logPrefix();
    }

    @Override
    public void ready(int readyOps) {
      kernel.serving = this;
      if ((readyOps & ops & WRITE) != 0) {
        handle(((WriteDescriptor) descriptor)::doWrite);
      }
      if ((readyOps & ops & READ) != 0) {
        handle(((ReadDescriptor) descriptor)::doRead);
      }
      kernel.settle();
      kernel.serving = null;
    }

    private void handle(Work work) {
      try {
        switch (work.run()) {
          case IoStatus.More more -> {}
          case IoStatus.Done done -> lost(new ConnectionDoneException());
          case IoStatus.Lost(Throwable cause) -> lost(new ConnectionLostException(cause));
        }
      } catch (IOException e) {
        lost(new ConnectionLostException(e));
      } catch (Throwable thrown) {
        Log.error(descriptor.logPrefix() + ": doRead or doWrite threw", thrown);
        lost(thrown);
      }
    }

    private void lost(Throwable reason) {
      interest(0);
      kernel.guard(
          descriptor.logPrefix() + ".connectionLost",
          () -> descriptor.connectionLost(new Failure(reason)));
    }
  }

  private interface Work {
    IoStatus run() throws IOException;
  }
}
