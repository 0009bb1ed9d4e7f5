package twine.testing.contract;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import twine.net.TcpAddress;
import twine.reactor.Reactor;

/**
 * A kind of reactor, as the checks see it.
 *
 * @param reactors makes a new one for each check
 * @param abilities what it can do; checks that need more are left out
 * @param bulk how many bytes the checks of large transfers send; more than all buffers between two
 *     ends hold
 * @param silent an address at which nobody ever answers, if there is one
 * @param unreachable an address to which no route leads, if there is one
 * @param seed from which checks that draw lots do so
 */
public record ReactorFixture(
    Supplier<? extends Reactor> reactors,
    Set<Ability> abilities,
    int bulk,
    @Nullable TcpAddress silent,
    @Nullable TcpAddress unreachable,
    long seed) {

  /** Copies the set. */
  public ReactorFixture {
    abilities = Set.copyOf(abilities);
  }

  /** A reactor on a real system: it watches channels, has workers, and moves 10 MiB in bulk. */
  public static ReactorFixture of(Supplier<? extends Reactor> reactors) {
    return new ReactorFixture(
        reactors, EnumSet.of(Ability.CHANNELS, Ability.WORKERS), 10 * 1024 * 1024, null, null, 0);
  }

  /** The same without an ability. */
  public ReactorFixture without(Ability ability) {
    EnumSet<Ability> fewer = EnumSet.noneOf(Ability.class);
    fewer.addAll(abilities);
    fewer.remove(ability);
    return new ReactorFixture(reactors, fewer, bulk, silent, unreachable, seed);
  }

  /** The same with another size of large transfers. */
  public ReactorFixture withBulk(int bulk) {
    return new ReactorFixture(reactors, abilities, bulk, silent, unreachable, seed);
  }

  /** The same with an address at which nobody ever answers. */
  public ReactorFixture withSilent(TcpAddress silent) {
    return new ReactorFixture(
        reactors, plus(Ability.SILENT_ADDRESS), bulk, silent, unreachable, seed);
  }

  /** The same with an address to which no route leads. */
  public ReactorFixture withUnreachable(TcpAddress unreachable) {
    return new ReactorFixture(
        reactors, plus(Ability.UNREACHABLE_ADDRESS), bulk, silent, unreachable, seed);
  }

  /** The same with another seed. */
  public ReactorFixture withSeed(long seed) {
    return new ReactorFixture(reactors, abilities, bulk, silent, unreachable, seed);
  }

  private Set<Ability> plus(Ability ability) {
    EnumSet<Ability> more = EnumSet.of(ability);
    more.addAll(abilities);
    return more;
  }
}
