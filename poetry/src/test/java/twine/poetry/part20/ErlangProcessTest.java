package twine.poetry.part20;

import static org.assertj.core.api.Assertions.assertThat;
import static twine.coroutine.Coroutine.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import twine.coroutine.Coroutine;
import twine.defer.CancelledException;
import twine.defer.Deferred;

/** Processes and what they send. */
final class ErlangProcessTest {
  private final List<ErlangProcess.@Nullable Exit> exits = new ArrayList<>();

  @Test
  void messagesArriveInTheOrderInWhichTheyWereSent() throws Exception {
    var mailbox = new Mailbox<Integer>();
    mailbox.send(1);
    List<Integer> received = new ArrayList<>();
    ErlangProcess.spawnMonitor(
        () -> {
          for (int i = 0; i < 3; i++) {
            received.add(mailbox.receive());
          }
        },
        exits::add);
    assertThat(received).containsExactly(1);
    mailbox.send(2);
    assertThat(exits).isEmpty();
    mailbox.send(3);
    assertThat(received).containsExactly(1, 2, 3);
    assertThat(exits).containsExactly(new ErlangProcess.Exit(null));
  }

  @Test
  void aProcessThatCrashesIsDownWithItsReasonAndNobodyElseIs() {
    var crash = new IOException("out of poetry");
    var mailbox = new Mailbox<String>();
    ErlangProcess.spawnMonitor(mailbox::receive, exits::add);
    ErlangProcess.spawnMonitor(
        () -> {
          throw crash;
        },
        exits::add);
    assertThat(exits).containsExactly(new ErlangProcess.Exit(crash));
    mailbox.send("goes on");
    assertThat(exits).hasSize(2).last().isEqualTo(new ErlangProcess.Exit(null));
  }

  @Test
  void aProcessCanBeMadeToExitWhereverItWaits() {
    var never = new Deferred<String>();
    ErlangProcess process = ErlangProcess.spawnMonitor(() -> await(never), exits::add);
    process.exit();
    assertThat(exits).hasSize(1);
    assertThat(exits.getFirst().reason()).isInstanceOf(CancelledException.class);
  }

  @Test
  void twoProcessesTalkToEachOther() {
    var pings = new Mailbox<Mailbox<String>>();
    var pongs = new Mailbox<String>();
    ErlangProcess.spawnMonitor(
        () -> {
          while (true) {
            pings.receive().send("pong");
          }
        },
        exits::add);
    Deferred<String> answers =
        Coroutine.start(() -> {
          var all = new StringBuilder();
          for (int i = 0; i < 3; i++) {
            pings.send(pongs);
            all.append(pongs.receive());
          }
          return all.toString();
        });
    List<String> answered = new ArrayList<>();
    answers.onResult(answered::add);
    assertThat(answered).containsExactly("pongpongpong");
  }
}
